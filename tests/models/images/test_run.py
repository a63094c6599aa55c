"""Runs: the same bits however they are sliced, saved or watched; who learns; what is live; what is shown."""

import math
from dataclasses import replace
from typing import Any

import pytest
import torch

from models.experiment import Rejected
from models.images.datasets import Images
from models.images.from_noise import FIXED
from models.images.games import VARIANTS
from models.images.games.dcgan import DCGAN
from models.images.run import ImageRun
from tests.models.images.games.made import dcgan, experiment, fixed_z, generated, run, scores

NAMES = [column.name for column in DCGAN.columns(DCGAN.Knobs())]
D_REAL, GRAD_D, GRAD_G = (NAMES.index(name) for name in ("d_real", "grad_d", "grad_g"))


def weights(of: ImageRun, net: str) -> torch.Tensor:
    return torch.cat([p.detach().flatten().clone() for p in of.system.nets[net].parameters()])


@pytest.mark.parametrize("system", VARIANTS)
def test_slices_saving_and_looking_change_nothing(system: str, bars: Images) -> None:
    knobs = {"labels": 10} if system == "sgan" else {}
    whole, sliced = run(bars, system, **knobs), run(bars, system, **knobs)
    curve = whole.advance(7)
    parts = [sliced.advance(1), sliced.advance(2)]
    scores(sliced, sliced.show().images)
    sliced.score_real()
    sliced.system.measure()
    resumed = ImageRun(sliced.experiment, bars, state=sliced.save())
    assert resumed.step == 3
    assert torch.equal(torch.cat([*parts, sliced.advance(4)]), curve)
    assert torch.equal(torch.cat([*parts, resumed.advance(4)]), curve)
    for net in whole.system.nets:
        assert torch.equal(weights(resumed, net), weights(whole, net))
    assert torch.equal(resumed.show().images, whole.show().images)


@pytest.mark.parametrize("loss", ["lsgan", "wgan_gp", "hinge"])
def test_other_losses_train_and_go_on_as_saved(loss: str, bars: Images) -> None:
    one = run(bars, loss=loss, n_critic=2)
    one.advance(2)
    other = ImageRun(one.experiment, bars, state=one.save())
    curve = one.advance(3)
    assert torch.isfinite(curve).all()
    assert torch.equal(other.advance(3), curve)


def test_another_seed_is_another_run(bars: Images) -> None:
    assert not torch.equal(run(bars, seed=1).advance(2), run(bars, seed=2).advance(2))


def test_a_state_of_other_networks_is_refused(bars: Images) -> None:
    saved = run(bars).save()
    with pytest.raises(ValueError, match="other networks"):
        ImageRun(experiment(g_width=8), bars, state=saved)
    with pytest.raises(ValueError, match="no saved run"):
        ImageRun(experiment(), bars, state=b"nothing of the kind")


@pytest.mark.parametrize(("frozen", "still"), [({"freeze_g": True}, "g"), ({"freeze_d": True}, "d")])
def test_a_frozen_network_stands_still_and_its_gradient_is_read(
    frozen: dict[str, Any], still: str, bars: Images
) -> None:
    one = run(bars, **frozen)
    before = {net: weights(one, net) for net in "gd"}
    curve = one.advance(3)
    for net in "gd":
        assert torch.equal(weights(one, net), before[net]) is (net == still)
    assert (curve[:, [GRAD_D, GRAD_G]] > 0).all()


def test_one_network_alone_can_be_stepped(bars: Images) -> None:
    one = run(bars)
    before = weights(one, "g")
    one.advance(2, only="d")
    assert torch.equal(weights(one, "g"), before)
    one.advance(1, only="g")
    assert not torch.equal(weights(one, "g"), before)


def test_the_gradient_read_is_that_of_the_loss(bars: Images) -> None:
    """Against autograd on the networks of the same seed, in float64's arithmetic of norms."""
    one, other = run(bars, "dcgan"), run(bars, "dcgan")
    row = one.advance(1)[0]
    batch = dcgan(other).batch(0, 0)
    with other.system.compute.autocast():
        fake = other.system.nets["g"](batch.z).detach()
        real, made = other.system.nets["d"](batch.x)[:, 0].float(), other.system.nets["d"](fake)[:, 0].float()
    loss = -torch.nn.functional.logsigmoid(real).mean() - torch.nn.functional.logsigmoid(-made).mean()
    grads = torch.autograd.grad(loss, list(other.system.nets["d"].parameters()))
    norm = math.sqrt(sum(g.double().square().sum().item() for g in grads))
    assert row[0].item() == pytest.approx(loss.item(), rel=1e-5)
    assert row[GRAD_D].item() == pytest.approx(norm, rel=1e-4)
    assert row[D_REAL].item() == pytest.approx(torch.sigmoid(real).mean().item(), rel=1e-4)


def test_live_knobs_are_tuned_and_others_refused(bars: Images) -> None:
    one, other = run(bars), run(bars)
    one.advance(2), other.advance(2)
    live = {"lr_d": 0.01, "batch": 12, "n_critic": 2, "beta1": 0.1, "noise": "uniform", "loss": "hinge", "ema": 0.5}
    changed, rebuild = one.experiment.with_changes(live, {})
    assert not rebuild
    one.tune(changed)
    assert not torch.equal(one.advance(2), other.advance(2))
    assert one.system.optimisers["d"].param_groups[0]["lr"] == 0.01
    for knobs in ({"size": 32}, {"leaky": False}, {"loss": "wgan_gp"}, {"noise_dim": 6}):
        changed, rebuild = one.experiment.with_changes(knobs, {})
        assert rebuild, knobs
        with pytest.raises(ValueError, match="build a new run"):
            one.tune(changed)


def test_without_batchnorm_wgan_gp_is_live_too() -> None:
    _, rebuild = experiment(batchnorm=False).with_changes({"loss": "wgan_gp"}, {})
    assert not rebuild


def test_a_learning_rate_of_nothing_is_no_training(bars: Images) -> None:
    one = run(bars, lr_d=0.0, lr_g=0.0)
    before = one.show().images
    one.advance(3)
    assert torch.equal(one.show().images, before)


def test_the_grid_keeps_its_z(bars: Images) -> None:
    one = run(bars)
    z = fixed_z(one).clone()
    first = one.show().images
    assert first.shape == (FIXED, 1, 16, 16)
    assert first.dtype == torch.uint8
    one.advance(3)
    assert torch.equal(fixed_z(one), z)
    assert not torch.equal(one.show().images, first)


def test_an_image_does_not_depend_on_what_is_beside_it(bars: Images) -> None:
    one = run(bars)
    one.advance(2)
    grid = one.show().images.int()
    alone = generated(one, fixed_z(one)[5:6]).int()
    assert (alone[0] - grid[5]).abs().max() <= 2  # bfloat16 rounds otherwise for another batch


def test_without_averaging_g_itself_is_shown(bars: Images) -> None:
    one = run(bars, ema=0.0)
    one.advance(3)
    shown = torch.cat([p.flatten() for p in one.system.shown["shown_g"].parameters()])
    assert torch.allclose(shown, weights(one, "g"), atol=1e-7)


def test_divergence_stops_the_run_with_its_step(bars: Images) -> None:
    one = run(bars, loss="wgan_gp", penalty=0.0, lr_d=1.0, lr_g=1.0, batchnorm=False, beta1=0.0)
    with torch.no_grad():
        next(one.system.nets["d"].parameters()).fill_(3e38)
    curve = one.advance(5)
    assert one.diverged_at == one.step == len(curve) + 1
    assert one.step < 5
    assert torch.isfinite(curve).all()
    assert len(one.advance(5)) == 0
    assert ImageRun(one.experiment, bars, state=one.save()).diverged_at == one.diverged_at


def test_d_learns_to_tell_and_its_scores_say_so(bars: Images) -> None:
    one = run(bars, lr_g=0.0, lr_d=2e-3)
    one.advance(40)
    assert scores(one, bars.test).mean() > 0.8
    assert scores(one, one.show().images).mean() < 0.2
    assert one.score_real().shape == (FIXED,)
    assert one.score_real().mean() > 0.8


def test_real_images_are_judged_with_their_own_labels(bars: Images) -> None:
    one = run(bars, "cgan", lr_g=0.0, lr_d=2e-3)
    one.advance(60)
    assert bars.train_labels is not None
    wrong = ImageRun(one.experiment, replace(bars, train_labels=bars.train_labels.flip(0)), state=one.save())
    assert not torch.equal(one.score_real(), wrong.score_real())
    assert torch.equal(one.score_real(), one.score_real())


def test_it_learns_halves(halves: Images) -> None:
    """Its samples come nearer to the nearest real image than the first ones are, and to images of both kinds."""
    one = run(halves, g_width=16, d_width=16, batch=32, lr_g=1e-3, lr_d=1e-3)
    before = distance(one.show().images, halves.train)
    one.advance(150)
    assert distance(one.show().images, halves.train) < 0.75 * before
    low = one.show().images[:, 0, 8:].float().mean((1, 2)) > 128
    assert 8 < int(low.sum()) < 56


def distance(samples: torch.Tensor, real: torch.Tensor) -> float:
    """From each sample to the nearest real image, on average."""
    return torch.cdist(samples.flatten(1).float(), real.flatten(1).float()).amin(1).mean().item()


@pytest.mark.parametrize("system", ["cgan", "sgan"])
def test_data_without_labels_are_refused_where_labels_are_needed(system: str, bars: Images) -> None:
    bare = Images(bars.train, None, bars.test, None, ())
    with pytest.raises(Rejected) as refused:
        run(bare, system)
    assert refused.value.control == "data"
    assert len(run(bare).advance(1)) == 1
