"""The IDX format: what is right is read, what is wrong is named."""

import gzip
import struct
from pathlib import Path

import pytest
import torch

from models.images.datasets.idx import MOST, labelled, read
from models.images.datasets.image_set import BadFile


def idx(elements: bytes, *shape: int, kind: int = 8) -> bytes:
    """A file in the format, written from its description."""
    return bytes([0, 0, kind, len(shape)]) + struct.pack(f">{len(shape)}I", *shape) + elements


def write(path: Path, content: bytes, packed: bool = False) -> Path:
    path.write_bytes(gzip.compress(content) if packed else content)
    return path


@pytest.mark.parametrize("packed", [False, True])
def test_rows_come_in_their_order(tmp_path: Path, packed: bool) -> None:
    path = write(tmp_path / "images", idx(bytes(range(24)), 2, 3, 4), packed)
    assert torch.equal(read(path, 3), torch.arange(24, dtype=torch.uint8).view(2, 3, 4))


WRONG = {
    "an image": (b"\x89PNG and more", "not an IDX file; it begins with 89 50 4e 47"),
    "nothing": (b"", "begins with nothing"),
    "other elements": (idx(bytes(24), 2, 3, kind=13), "type 0x0d; only unsigned bytes"),
    "labels": (idx(bytes(4), 4), "1 dimensions where 3 are expected"),
    "no header": (idx(b"", 2, 3, 4)[:9], "cut off within its dimensions"),
    "one byte less": (idx(bytes(23), 2, 3, 4), "cut off; 23 of 24 bytes"),
    "one byte more": (idx(bytes(25), 2, 3, 4), "bytes follow after the 24"),
    "no image": (idx(b"", 0, 28, 28), "0 × 28 × 28 elements"),
    "too many": (idx(b"", MOST, 28, 28), "28 × 28 elements; between 1 and"),
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_named(tmp_path: Path, case: str, packed: bool) -> None:
    content, message = WRONG[case]
    with pytest.raises(BadFile, match=message) as error:
        read(write(tmp_path / "train-images", content, packed), 3)
    assert str(error.value).startswith("train-images: ")


@pytest.mark.parametrize("keep", [12, 40, -3])
def test_packing_that_is_cut_off_is_named(tmp_path: Path, keep: int) -> None:
    whole = gzip.compress(idx(torch.arange(240, dtype=torch.uint8).numpy().tobytes(), 10, 4, 6))
    with pytest.raises(BadFile, match="gzip packing is damaged or cut off"):
        read(write(tmp_path / "images.gz", whole[:keep]), 3)


def test_damaged_packing_is_named(tmp_path: Path) -> None:
    whole = bytearray(gzip.compress(idx(bytes(240), 10, 4, 6)))
    whole[-6] ^= 1  # within the checksum
    with pytest.raises(BadFile, match="gzip packing is damaged"):
        read(write(tmp_path / "images.gz", bytes(whole)), 3)


def test_images_and_labels_belong_together(tmp_path: Path) -> None:
    images = write(tmp_path / "images", idx(bytes(3 * 16), 3, 4, 4))
    x, y = labelled(images, write(tmp_path / "labels", idx(b"\0\2\1", 3)), 3)
    assert (x.shape, y.tolist(), y.dtype) == ((3, 1, 4, 4), [0, 2, 1], torch.int64)
    with pytest.raises(BadFile, match="images holds 3 images, labels 2 labels"):
        labelled(images, write(tmp_path / "labels", idx(b"\0\2", 2)), 3)
    with pytest.raises(BadFile, match="labels: label 3; there are 3 classes"):
        labelled(images, write(tmp_path / "labels", idx(b"\0\3\1", 3)), 3)
    with pytest.raises(BadFile, match="4 × 5 pixels"):
        labelled(write(tmp_path / "images", idx(bytes(60), 3, 4, 5)), tmp_path / "labels", 4)
