"""The classifier of real digits: right, unsure of what is none, the same each time, and kept."""

from pathlib import Path

import pytest
import torch
from torch import Tensor

from models.images.datasets import Images
from models.images.datasets.digits import Digits
from models.images.judging import classifier as module
from models.images.judging.classifier import Classifier, accuracy, classifier, key, learned
from models.images.judging.classifier_training import FEATURES, RECIPE
from models.images.judging.measures import clear_share, frechet, gaussian


@pytest.fixture(scope="module")
def digits() -> Images:
    return Digits().load(16)


@pytest.fixture(scope="module")
def judge(digits: Images) -> Classifier:
    return learned(digits)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Training takes a moment."""
    monkeypatch.setitem(RECIPE, "steps", (3, 3))


def test_real_digits_are_told_apart(judge: Classifier, digits: Images) -> None:
    assert judge.accuracy is not None
    assert judge.accuracy >= 0.98
    probabilities = judge.probabilities(digits.test)
    assert probabilities.shape == (355, 10)
    assert (probabilities.sum(1) - 1).abs().max() < 1e-5
    assert digits.test_labels is not None
    assert accuracy(judge, digits.test, digits.test_labels) == judge.accuracy
    assert accuracy(judge, digits.test, (digits.test_labels + 1) % 10) < 0.02
    assert clear_share(probabilities) > 0.95


def test_what_is_no_digit_is_not_clear(judge: Classifier, digits: Images) -> None:
    generator = torch.Generator().manual_seed(8)
    noise = torch.randint(0, 256, (300, 1, 16, 16), dtype=torch.uint8, generator=generator)
    grey = torch.arange(0, 256, dtype=torch.uint8).view(-1, 1, 1, 1).expand(-1, 1, 16, 16)
    assert clear_share(judge.probabilities(noise)) < 0.02
    assert clear_share(judge.probabilities(grey)) < 0.02
    assert clear_share(judge.probabilities(255 - digits.test)) < 0.05


def test_features_put_digits_near_digits(judge: Classifier, digits: Images) -> None:
    features = judge.features(digits.train)
    assert features.shape == (len(digits.train), FEATURES)
    real, test = gaussian(features), gaussian(judge.features(digits.test))
    ones = digits.train_labels == 1
    assert frechet(real, real) == pytest.approx(0, abs=1e-6)
    assert frechet(real, test) < frechet(real, gaussian(features[ones])) / 10


def weights(judge: Classifier) -> Tensor:
    return torch.cat([tensor.double().flatten() for tensor in judge.network.state_dict().values()])


def test_it_is_kept_and_found_again(short: None, digits: Images, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    one = classifier(digits, tmp_path, lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    other = classifier(digits, tmp_path, lambda done, of: told.append((done, of)))
    assert len(told) == 3
    assert torch.equal(weights(one), weights(other))
    assert (one.accuracy, one.classes) == (other.accuracy, other.classes)
    assert torch.equal(one.probabilities(digits.test), other.probabilities(digits.test))


def test_a_damaged_copy_is_learned_again(short: None, digits: Images, tmp_path: Path) -> None:
    one = classifier(digits, tmp_path)
    (path,) = (tmp_path / module.FOLDER).iterdir()
    path.write_bytes(path.read_bytes()[:1000])
    assert torch.equal(weights(classifier(digits, tmp_path)), weights(one))


def test_a_set_without_a_test_part_has_no_accuracy(short: None, digits: Images) -> None:
    assert learned(Images(digits.train, digits.train_labels, digits.test[:0], None, digits.classes)).accuracy is None


def test_its_name_depends_on_all_it_is_made_from(digits: Images, monkeypatch: pytest.MonkeyPatch) -> None:
    assert digits.train_labels is not None
    changed = digits.train.clone()
    changed[7, 0, 3, 3] ^= 1
    sets = [
        digits,
        Images(changed, digits.train_labels, digits.test, digits.test_labels, digits.classes),
        Images(digits.train, 9 - digits.train_labels, digits.test, digits.test_labels, digits.classes),
        Images(digits.train, digits.train_labels, digits.test, digits.test_labels, digits.classes[::-1]),
    ]
    names = {key(images) for images in sets}
    monkeypatch.setitem(RECIPE, "rate", 1e-3)
    assert len(names | {key(digits)}) == 5


def test_without_labels_there_is_none(digits: Images, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="without labels"):
        classifier(Images(digits.train, None, digits.test, None, ()), tmp_path)
