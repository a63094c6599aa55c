"""CIFAR-10's binary version: channels, rows and labels in their places, and nothing written."""

import io
import tarfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from models.images.datasets import cifar
from models.images.datasets.cifar import ARCHIVE, BATCHES, CIFAR10, UNPACKED, records
from models.images.datasets.image_set import BadFile, NotHere


def record(label: int, red: int, green: int, blue: int) -> bytes:
    """An image of one colour, but for its first pixel, which is black."""
    return bytes([label]) + b"".join(b"\0" + bytes([shade]) * 1023 for shade in (red, green, blue))


FILES = {name: record(i, 10 * i, 20, 30) + record(9, 0, 0, 255) for i, name in enumerate(BATCHES)}


def archive(path: Path, files: Mapping[str, bytes], mode: str = "w:gz") -> None:
    path.parent.mkdir(exist_ok=True)
    with tarfile.open(path, mode) as tar:  # type: ignore[call-overload]
        for name, content in files.items():
            member = tarfile.TarInfo(f"{UNPACKED}/{name}")
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))


@pytest.mark.parametrize("place", ["", "cifar10"])
def test_archive_is_read_and_not_unpacked(tmp_path: Path, place: str) -> None:
    archive(tmp_path / place / ARCHIVE.name, {"readme.html": b"<p>", **FILES})
    before = sorted(tmp_path.rglob("*"))
    images = CIFAR10().load(32, tmp_path)
    assert sorted(tmp_path.rglob("*")) == before
    assert images.train.shape == (10, 3, 32, 32)
    assert images.train_labels is not None
    assert images.train_labels.tolist() == [0, 9, 1, 9, 2, 9, 3, 9, 4, 9]
    assert images.train[4, :, 0, 0].tolist() == [0, 0, 0]
    assert images.train[4, :, 31, 31].tolist() == images.train[4, :, 0, 1].tolist() == [20, 20, 30]
    assert images.test_labels is not None
    assert images.test_labels.tolist() == [5, 9]
    assert (CIFAR10().load(16, tmp_path).test[0, 0, 1:] == 50).all()


@pytest.mark.parametrize("place", ["", UNPACKED, f"cifar10/{UNPACKED}"])
def test_unpacked_files_are_found(tmp_path: Path, place: str) -> None:
    (tmp_path / place).mkdir(parents=True, exist_ok=True)
    for name, content in FILES.items():
        (tmp_path / place / name).write_bytes(content)
    assert CIFAR10().load(32, tmp_path).train.shape == (10, 3, 32, 32)


def test_links_and_paths_in_an_archive_lead_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "data" / ARCHIVE.name
    archive(path, {name: content for name, content in FILES.items() if name != "test_batch.bin"}, "w")
    outside = tmp_path / "outside"
    outside.write_bytes(record(1, 2, 3, 4))
    with tarfile.open(path, "a") as tar:
        link = tarfile.TarInfo(f"{UNPACKED}/test_batch.bin")
        link.type, link.linkname = tarfile.SYMTYPE, str(outside)
        tar.addfile(link)
        climber = tarfile.TarInfo("../test_batch.bin")
        climber.size = len(record(1, 2, 3, 4))
        tar.addfile(climber, io.BytesIO(record(1, 2, 3, 4)))
    with pytest.raises(BadFile, match=r"test_batch\.bin missing"):
        CIFAR10().load(32, tmp_path / "data")


def test_a_broken_archive_is_named(tmp_path: Path) -> None:
    generator = torch.Generator().manual_seed(1)
    noise = torch.randint(0, 10, (2 * 3073,), generator=generator, dtype=torch.uint8).numpy().tobytes()
    archive(tmp_path / ARCHIVE.name, dict.fromkeys(BATCHES, noise))
    whole = (tmp_path / ARCHIVE.name).read_bytes()
    for content in (whole[: len(whole) // 2], b"<html>404</html>", whole[:500] + bytes(500) + whole[1000:]):
        (tmp_path / ARCHIVE.name).write_bytes(content)
        with pytest.raises(BadFile, match=ARCHIVE.name):
            CIFAR10().load(32, tmp_path)


@pytest.mark.parametrize("batch", [b"", bytes(3072), bytes(3074), bytes(3073 * 10_001)])
def test_only_whole_records_are_read(batch: bytes) -> None:
    with pytest.raises(BadFile, match="bytes; 1 to 10,000 records of 3,073"):
        records(batch, "data_batch_1.bin")


def test_a_label_that_is_none_is_named() -> None:
    with pytest.raises(BadFile, match=r"test_batch\.bin: label 10; there are 10 classes"):
        records(record(10, 0, 0, 0), "test_batch.bin")


def test_without_files_and_internet_it_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cifar, "ARCHIVE", replace(ARCHIVE, homes=()))
    with pytest.raises(NotHere, match=r"cifar-10-binary\.tar\.gz is not in .*cifar10"):
        CIFAR10().load(32, tmp_path)
