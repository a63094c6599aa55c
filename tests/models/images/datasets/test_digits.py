"""Real digits: all there, split once and for all, whole in their frame."""

import pytest
import torch

from models.images.datasets import SIZES, digits
from models.images.datasets.digits import Digits


@pytest.mark.parametrize("size", SIZES)
def test_all_digits_are_there_at_each_size(size: int) -> None:
    images = Digits().load(size)
    assert images.train.dtype == images.test.dtype == torch.uint8
    assert images.train.shape[1:] == images.test.shape[1:] == (1, size, size)
    assert len(images.train) + len(images.test) == 1797
    assert (images.size, images.channels) == (size, 1)
    assert images.train_labels is not None
    assert images.test_labels is not None
    train, test = images.train_labels.bincount(minlength=10), images.test_labels.bincount(minlength=10)
    assert (test == (train + test) // 5).all()
    border = torch.ones(size, size, dtype=torch.bool)
    border[1:-1, 1:-1] = False
    assert images.train[:, 0, border].max() == 0
    assert images.train.amax((1, 2, 3)).min() == 255


def test_the_file_holds_what_scikit_learn_says_and_either_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    pixels, labels = digits.table()
    monkeypatch.setattr(digits, "FILE", "somewhere/else.csv.gz")
    by_sklearn, labels_by_sklearn = digits.table()
    assert torch.equal(pixels, by_sklearn)
    assert torch.equal(labels, labels_by_sklearn)


def test_loading_again_gives_the_same_split() -> None:
    one, other = Digits().load(16), Digits().load(16)
    assert torch.equal(one.train, other.train)
    assert torch.equal(one.test, other.test)


def test_no_test_image_is_in_the_training_part() -> None:
    images = Digits().load(32)
    train, test = images.train.flatten(1).float(), images.test.flatten(1).float()
    assert torch.cdist(test, train).min() > 50
