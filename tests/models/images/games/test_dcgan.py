"""DCGAN: its batches, which loss wants which D, and a step that is Algorithm 1."""

import pytest
import torch

from models.images import losses
from models.images.datasets import Images
from models.images.games.dcgan import DCGAN
from tests.models.images.games.made import dcgan, experiment, run, scores


def test_batches_follow_from_step_and_update(bars: Images) -> None:
    system, again = dcgan(run(bars)), dcgan(run(bars))
    batch = system.batch(3, 0)
    assert batch.x.shape == (8, 1, 16, 16)
    assert batch.z.shape == (8, 5)
    assert batch.y is None
    assert torch.equal(batch.x, again.batch(3, 0).x)
    assert not torch.equal(batch.x, system.batch(3, 1).x)
    assert not torch.equal(batch.z, system.batch(4, 0).z)


def test_a_critic_with_a_penalty_has_no_batchnorm() -> None:
    usual, penalised = experiment().knobs, experiment(loss="wgan_gp").knobs
    assert DCGAN.normed(usual)
    assert not DCGAN.normed(penalised)
    assert not DCGAN.normed(experiment(batchnorm=False).knobs)
    assert DCGAN.renewing(usual, penalised) == ["loss"]
    assert DCGAN.renewing(usual, experiment(loss="hinge").knobs) == []


@pytest.mark.parametrize(
    ("loss", "critic"), [("non_saturating", False), ("lsgan", False), ("wgan_gp", True), ("hinge", True)]
)
def test_critics_say_no_probability(loss: str, critic: bool) -> None:
    knobs = experiment(loss=loss).knobs
    assert DCGAN.critic(knobs) is critic
    assert DCGAN.loss(knobs) is losses.LOSSES[loss]


def test_a_step_has_a_value_in_every_column(bars: Images) -> None:
    for loss in losses.LOSSES:
        of = run(bars, loss=loss, n_critic=2)
        curve = of.advance(1)
        assert curve.shape == (1, len(of.columns))
        assert torch.isfinite(curve).all()


def test_a_frozen_network_keeps_its_weights(bars: Images) -> None:
    of = run(bars, freeze_g=True)
    before = [p.clone() for p in of.system.nets["g"].parameters()]
    d = next(of.system.nets["d"].parameters()).clone()
    of.advance(2)
    assert all(torch.equal(a, b) for a, b in zip(before, of.system.nets["g"].parameters(), strict=True))
    assert not torch.equal(d, next(of.system.nets["d"].parameters()))


def test_d_says_a_probability_of_each_image(bars: Images) -> None:
    said = scores(run(bars), bars.train[:6])
    assert said.shape == (6,)
    assert 0 < said.min() <= said.max() < 1
