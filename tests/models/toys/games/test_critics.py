"""What is peculiar to each of the critics and penalties: clipping, penalties, spectral norms, packs."""

import math

import numpy as np
import pytest
import torch

from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.games.pacgan import PacGAN
from tests.models.toys.games.made import game, linear, samples


def test_wgan_clips_after_every_update_of_d() -> None:
    run = Run(Experiment.parse("wgan", "gaussians", {"clip": 0.05, "lr_d": 0.5}))
    assert run.state["d"].abs().max() > 0.05, "the clip must have something to do"
    Cohort().advance([run], 2)
    assert run.state["d"].abs().max() <= 0.05
    assert (run.state["d"].abs() == torch.tensor(0.05)).any()
    assert run.state["g"].abs().max() > 0.05, "G is not clipped"


def test_each_run_has_its_own_clip() -> None:
    runs = [Run(Experiment.parse("wgan", "gaussians", {"clip": c, "lr_d": 0.5})) for c in (0.05, 0.2)]
    Cohort().advance(runs, 1)
    assert [run.state["d"].abs().max().item() for run in runs] == pytest.approx([0.05, 0.2])


def test_gradient_penalty_of_a_linear_critic() -> None:
    g = linear("wgan_gp", [3.0, 4.0], penalty=0.5)
    penalty, gradient = g.penalised(samples(), samples(seed=1), torch.rand(1, 1, 32))
    assert penalty.item() == pytest.approx(0.5 * (5 - 1) ** 2)
    assert gradient[0, :2].tolist() == pytest.approx([0.5 * 2 * 4 * w / 5 for w in (3, 4)], rel=1e-5)


def test_gradient_penalty_looks_between_real_and_fake() -> None:
    """With ε = 1 at the real samples, with ε = 0 at the fakes."""
    g = game("wgan_gp", runs=1, d_activation="tanh")
    x, fake = samples(), 2 + samples(seed=1)
    for epsilon, place in ((1.0, x), (0.0, fake)):
        penalty, _ = g.penalised(x, fake, torch.full((1, 1, 32), epsilon))
        norm = g.gradient_norm2(g.D, place).sqrt()
        assert penalty.item() == pytest.approx((0.1 * (norm - 1).square().mean()).item(), rel=1e-4)


def test_a_dead_critic_does_not_make_the_penalty_nan() -> None:
    g = linear("wgan_gp", [0.0, 0.0], penalty=1.0)
    penalty, gradient = g.penalised(samples(), samples(seed=1), torch.rand(1, 1, 32))
    assert penalty.item() == pytest.approx(1.0, abs=1e-5)
    assert torch.isfinite(gradient).all()


def test_dragan_penalises_around_the_real_samples() -> None:
    g = linear("dragan", [0.6, 0.8], penalty=3.0)
    extra = torch.rand(1, 3, 32)
    assert g.penalised(samples(), samples(seed=1), extra)[0].item() == pytest.approx(0, abs=1e-6)
    deep = game("dragan", runs=1, penalty=3.0, d_activation="tanh")
    x = samples()
    extra[:, -1] = 0  # α = 0: at the samples themselves
    norm = deep.gradient_norm2(deep.D, x).sqrt()
    expected = 3 * (norm - 1).square().mean()
    assert deep.penalised(x, samples(seed=1), extra)[0].item() == pytest.approx(expected.item(), rel=1e-4)


def test_dragan_with_r1_is_the_sum_of_both() -> None:
    g = linear("dragan", [3.0, 4.0], penalty=0.5, r1=0.2)
    penalty, _ = g.penalised(samples(), samples(seed=1), torch.rand(1, 3, 32))
    assert penalty.item() == pytest.approx(0.5 * 16 + 0.1 * 25)
    g = linear("dragan", [3.0, 4.0], penalty=0.0, r1=0.2)
    assert g.penalised(samples(), samples(seed=1), None)[0].item() == pytest.approx(0.1 * 25)


def test_r1_and_r2_of_a_linear_d() -> None:
    g = linear("r3gan", [3.0, 4.0], penalty=0.2)
    assert g.penalised(samples(), samples(seed=1), None)[0].item() == pytest.approx(0.1 * 25 * 2)


def test_relativistic_losses_see_differences_only() -> None:
    g = game("r3gan")
    real, fake = torch.randn(2, 32), torch.randn(2, 32)
    for loss in (g.loss_d, g.loss_g):
        torch.testing.assert_close(loss(real + 5, fake + 5), loss(real, fake))
    assert g.loss_d(fake + 2, fake)[0].item() == pytest.approx(math.log(1 + math.exp(-2)))
    torch.testing.assert_close(g.loss_g(real, fake), g.loss_d(fake, real))


def test_hinge_ignores_samples_beyond_the_margin() -> None:
    g = game("hinge")
    real, fake = torch.tensor([[2.0, 0.5] * 16] * 2), torch.tensor([[-3.0, 0.0] * 16] * 2)
    assert g.loss_d(real, fake).tolist() == pytest.approx([0.25 + 0.5] * 2)
    by_real, by_fake = g.slope_d(real, fake)
    assert by_real[0, :2].tolist() == [0, -1]
    assert by_fake[0, :2].tolist() == [0, 1]


def test_spectral_normalisation_gives_every_layer_the_norm_asked_for() -> None:
    g = game("hinge", lipschitz=2.5)
    for _ in range(200):
        g.discriminator()
        torch.cat([u[..., 0] for u, _, _ in g.vectors], 1, out=g.state["d_u"])  # type: ignore[attr-defined]
    for W, _ in g.discriminator().weights:
        assert torch.linalg.matrix_norm(W, 2).tolist() == pytest.approx([2.5, 2.5], rel=1e-3)


def test_gradient_through_spectral_normalisation_is_that_of_autograd() -> None:
    g = game("hinge", runs=1, optimiser_d="sgd", d_width=5, d_activation="tanh")
    x = samples()
    D = g.discriminator()
    layers = D.forward(x)
    ours = D.gradient(layers, torch.ones(1, 1, 32) / 32)
    raw = g.state["d"].clone().requires_grad_()
    parts = []
    for (W, b), (u, v, _) in zip(g.mlp_d.bind(raw).weights, g.vectors, strict=True):  # type: ignore[attr-defined]
        sigma = torch.bmm(u.mT, torch.bmm(W, v)) / 4.0
        parts += [(W / sigma).flatten(1), b.flatten(1)]
    padding = torch.zeros(1, g.mlp_d.width - g.mlp_d.parameters)
    out = g.mlp_d.bind(torch.cat([*parts, padding], 1))(x).mean()
    (expected,) = torch.autograd.grad(out, raw)
    before = g.state["d"].clone()
    g.prepare(np.array([0]), 1)
    g.descend("d", ours, 0)
    torch.testing.assert_close((before - g.state["d"]) / 1e-3, expected, atol=2e-3, rtol=1e-2)


def test_a_pack_holds_samples_that_were_not_split() -> None:
    g = game("pacgan", runs=1, pack=3)
    x = torch.arange(192.0).view(1, 2, 96)
    packed = g.seen(x)
    assert packed.shape == (1, 6, 32)
    assert packed[0, :, 0].tolist() == [0, 96, 32, 128, 64, 160], "(x, y) of the samples 0, 32 and 64"
    torch.testing.assert_close(g.unseen(packed), x)


def test_pacgan_with_packs_of_one_is_the_gan() -> None:
    pair = [Run(Experiment.parse(v, "gaussians", k, seed=3)) for v, k in (("gan", {}), ("pacgan", {"pack": 1}))]
    for run in pair:
        Cohort().advance([run], 20)
    assert torch.equal(pair[0].state["g"], pair[1].state["g"])
    assert issubclass(pair[1].experiment.gan, PacGAN)


def test_pacgan_judges_a_place_in_company() -> None:
    g = game("pacgan", runs=1, pack=2)
    real, fake = samples(50), samples(50, seed=1)
    x = samples(30, seed=2)
    in_order = g.judge(x, real, fake)
    assert in_order.shape == (1, 30)
    assert not torch.allclose(in_order, g.D(torch.cat([x, x], 1))[:, 0], atol=1e-3)
