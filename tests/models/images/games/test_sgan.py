"""The semi-supervised GAN: C + 1 outputs, and no label seen that must not be."""

import math
from dataclasses import replace

import pytest
import torch

from models.images.datasets import Images
from models.images.games.sgan import SGAN, real_logit, visible_labels
from models.images.run import ImageRun
from tests.models.images.games.made import run


def sgan(of: ImageRun) -> SGAN:
    assert isinstance(of.system, SGAN)
    return of.system


def test_real_against_fake_is_read_from_all_classes() -> None:
    out = torch.tensor([[0.3, -1.0, 2.0], [4.0, 4.0, -1.0]])
    for row, logit in zip(out.tolist(), real_logit(out).tolist(), strict=True):
        real, fake = math.exp(row[0]) + math.exp(row[1]), math.exp(row[2])
        assert 1 / (1 + math.exp(-logit)) == pytest.approx(real / (real + fake), rel=1e-5)


def test_losses_are_those_of_a_classifier_of_real_fake_and_classes(bars: Images) -> None:
    """L_D of one update, from the softmax over C + 1 classes."""
    one, other = run(bars, "sgan", labels=10), run(bars, "sgan", labels=10)
    row = one.advance(1)[0]
    gan = sgan(other)
    batch, (x, labels) = gan.batch(0, 0), gan.labelled_batch(0, 0)
    with gan.compute.autocast():
        fakes = gan.nets["g"](batch.z).detach()
        real, fake, named = (gan.nets["d"](images).float().softmax(1) for images in (batch.x, fakes, x))
    loss = -real[:, :2].sum(1).log().mean() - fake[:, 2].log().mean() - named[range(8), labels].log().mean()
    assert row[0].item() == pytest.approx(loss.item(), rel=1e-4)
    assert row[2].item() == pytest.approx(real[:, :2].sum(1).mean().item(), rel=1e-4)


def test_labels_shown_are_balanced_few_and_drawn_by_the_seed(bars: Images) -> None:
    assert bars.train_labels is not None
    shown = visible_labels(11, bars.train_labels, 1)
    assert len(set(shown.tolist())) == 11
    assert sorted(bars.train_labels[shown].bincount().tolist()) == [5, 6]
    assert torch.equal(shown, visible_labels(11, bars.train_labels, 1))
    assert not torch.equal(shown, visible_labels(11, bars.train_labels, 2))


def test_labels_that_are_not_shown_change_nothing(bars: Images) -> None:
    one = run(bars, "sgan", labels=10)
    assert bars.train_labels is not None
    hidden = bars.train_labels.clone()
    others = torch.ones(len(hidden), dtype=torch.bool)
    others[sgan(one).visible] = False
    other = run(bars, "sgan", labels=10)
    assert other.feed.labels is not None
    other.feed.labels[others] = 1 - other.feed.labels[others]
    assert torch.equal(one.advance(4), other.advance(4))
    assert one.system.measure() == other.system.measure()


def test_the_cnn_sees_nothing_but_the_labelled_part(bars: Images) -> None:
    one = run(bars, "sgan", labels=10)
    blank = bars.train.clone()
    others = torch.ones(len(blank), dtype=torch.bool)
    others[sgan(one).visible] = False
    blank[others] = 0
    other = run(replace(bars, train=blank), "sgan", labels=10)
    assert torch.equal(sgan(other).visible, sgan(one).visible)
    one.advance(3), other.advance(3)
    for a, b in zip(one.system.nets["cnn"].parameters(), other.system.nets["cnn"].parameters(), strict=True):
        assert torch.equal(a, b)
    assert one.system.measure()["accuracy_cnn"] == other.system.measure()["accuracy_cnn"]


def test_both_learn_to_name_bars(bars: Images) -> None:
    one = run(bars, "sgan", labels=20, g_width=8, d_width=8, batch=16, lr_d=2e-3)
    one.advance(120)
    readings = one.system.measure()
    assert readings["accuracy"] > 0.9
    assert readings["accuracy_cnn"] > 0.9
