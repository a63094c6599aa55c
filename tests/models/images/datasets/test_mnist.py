"""MNIST and Fashion-MNIST in folders as people have them: found, told apart, framed."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from models.images.datasets.image_set import NotHere, resized
from models.images.datasets.mnist import MNIST, NAMES, FashionMNIST, IDXSet
from tests.models.images.datasets.test_idx import idx, write

TRAIN, TEST = 12, 5


def fill(folder: Path, packed: bool = True, shade: int = 255) -> torch.Tensor:
    """Write a tiny set in the four files; returns its images to learn from, `(TRAIN, 1, 28, 28)`."""
    folder.mkdir(parents=True, exist_ok=True)
    images = torch.zeros(TRAIN + TEST, 28, 28, dtype=torch.uint8)
    images[range(TRAIN + TEST), range(TRAIN + TEST)] = shade
    contents = []
    for part in (images[:TRAIN], images[TRAIN:]):
        contents += [idx(part.numpy().tobytes(), *part.shape), idx(bytes(i % 10 for i in range(len(part))), len(part))]
    for name, content in zip(NAMES, contents, strict=True):
        write(folder / (name if packed else name.removesuffix(".gz")), content, packed)
    return images[:TRAIN].unsqueeze(1)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("place", ["", "mnist", "MNIST/raw"])
def test_files_are_found_where_people_have_them(tmp_path: Path, place: str, packed: bool) -> None:
    images = fill(tmp_path / place, packed)
    loaded = MNIST().load(32, tmp_path)
    assert torch.equal(loaded.train[:, :, 2:30, 2:30], images)
    assert loaded.train.sum() == images.sum()
    assert loaded.train_labels is not None
    assert loaded.train_labels.tolist() == [i % 10 for i in range(TRAIN)]
    assert loaded.test.shape == (TEST, 1, 32, 32)


@pytest.mark.parametrize("size", [16, 64])
def test_other_sizes_are_those_of_the_framed_image(tmp_path: Path, size: int) -> None:
    fill(tmp_path)
    assert torch.equal(MNIST().load(size, tmp_path).train, resized(MNIST().load(32, tmp_path).train, size))


def test_clothes_are_not_taken_for_digits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their files have the same names."""
    for kind in (MNIST, FashionMNIST):
        monkeypatch.setattr(kind, "remotes", tuple(replace(remote, homes=()) for remote in kind.remotes))
    digits, clothes = fill(tmp_path / "mnist", shade=100), fill(tmp_path / "fashion", shade=200)
    assert MNIST().load(32, tmp_path).train.max() == digits.max() == 100
    assert FashionMNIST().load(32, tmp_path / "fashion").train.max() == clothes.max() == 200
    with pytest.raises(NotHere):
        MNIST().load(32, tmp_path / "fashion")
    with pytest.raises(NotHere, match=r"train-images-idx3-ubyte\.gz is not in .*fashion_mnist"):
        FashionMNIST().load(32, tmp_path / "mnist")


@pytest.mark.parametrize("kind", [MNIST, FashionMNIST])
def test_one_missing_file_is_not_made_up_for_by_another_set(
    tmp_path: Path, kind: type[IDXSet], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kind, "remotes", tuple(replace(remote, homes=()) for remote in kind.remotes))
    fill(tmp_path / kind.places[0])
    (tmp_path / kind.places[0] / NAMES[3]).unlink()
    with pytest.raises(NotHere, match="Put it there"):
        kind().load(32, tmp_path)
