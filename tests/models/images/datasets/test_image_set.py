"""Resizing against what can be said exactly; and folders in their order."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from models.images.datasets.image_set import AT_ONCE, NotHere, resized
from models.images.datasets.mnist import MNIST
from tests.models.images.datasets.test_mnist import fill


def test_same_size_is_the_same_image() -> None:
    image = torch.randint(0, 256, (3, 1, 28, 28), dtype=torch.uint8)
    framed = resized(image, 32, margin=2)
    assert torch.equal(framed[:, :, 2:30, 2:30], image)
    assert framed.sum() == image.sum(dtype=torch.int64)


def test_smaller_keeps_the_mean_and_the_place() -> None:
    image = torch.zeros(1, 1, 32, 32, dtype=torch.uint8)
    image[..., 8:16, 16:24] = 200
    small = resized(image, 16).float()
    assert abs(small.mean().item() - image.float().mean().item()) < 0.5
    rows = torch.arange(16).float()
    assert (small.sum((0, 1, 3)) @ rows / small.sum()).item() == 5.5
    assert (small.sum((0, 1, 2)) @ rows / small.sum()).item() == 9.5


def test_larger_does_not_wrap_around_where_cubic_interpolation_overshoots() -> None:
    step = torch.zeros(1, 1, 8, 8, dtype=torch.uint8)
    step[..., 4:] = 255
    large = resized(step, 64)
    assert large[0, 0, :, :24].max() == 0
    assert large[0, 0, :, 40:].min() == 255


def test_many_images_are_resized_as_each_alone() -> None:
    generator = torch.Generator().manual_seed(1)
    images = torch.randint(0, 256, (AT_ONCE + 3, 1, 8, 8), dtype=torch.uint8, generator=generator)
    assert torch.equal(resized(images, 16)[-2:], resized(images[-2:], 16))
    assert resized(images, 16).shape == (AT_ONCE + 3, 1, 16, 16)


def test_files_that_are_given_are_read_and_nothing_is_written_there(tmp_path: Path) -> None:
    given, own = tmp_path / "given", tmp_path / "own"
    images = fill(given / "mnist")
    before = {path: path.stat().st_mtime_ns for path in given.rglob("*")}
    assert torch.equal(MNIST().load_from(32, own, given).train[:, :, 2:30, 2:30], images)
    assert {path: path.stat().st_mtime_ns for path in given.rglob("*")} == before
    assert not own.exists()


def test_without_them_the_data_folder_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MNIST, "remotes", tuple(replace(remote, homes=()) for remote in MNIST.remotes))
    given = tmp_path / "given"
    given.mkdir()
    with pytest.raises(NotHere, match=r"train-images.*Put it there.*Nor does .*given hold the whole set\."):
        MNIST().load_from(32, tmp_path, given)
    assert list(given.iterdir()) == []
    fill(tmp_path / "mnist", shade=90)
    assert MNIST().load_from(32, tmp_path, given).train.max() == 90
