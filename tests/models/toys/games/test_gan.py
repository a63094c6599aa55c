"""Goodfellow et al. 2014: both losses, their slopes and optima, label smoothing, R1; and what all variants owe."""

import math
import sys
from typing import Any

import pytest
import torch

from models.toys.engine.ahead import lay_out
from models.toys.engine.batch import Batch
from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.games import VARIANTS
from models.toys.games.gan import GAN
from tests.models.toys.games.made import BATCH, game, linear, logits, samples

SETTINGS: list[tuple[str, dict[str, Any]]] = [
    *((name, {}) for name in VARIANTS),
    ("gan", {"loss": "minimax"}),
    ("gan", {"label_smoothing": 0.2}),
    ("pacgan", {"pack": 3}),
]


@pytest.mark.parametrize(("variant", "knobs"), SETTINGS)
def test_slopes_are_the_derivatives_of_the_losses(variant: str, knobs: dict[str, Any]) -> None:
    g = game(variant, **knobs)
    assert g.closed_forms() == {"loss_d", "loss_g"}
    for loss in ("loss_d", "loss_g"):
        real, fake = (x.requires_grad_() for x in logits())
        by_real, by_fake = g.derivative(loss, real.detach(), fake.detach())
        expected = getattr(g, loss)(real, fake)
        wanted = torch.autograd.grad(expected.sum(), (real, fake), materialize_grads=True)
        torch.testing.assert_close(by_fake, wanted[1])
        if loss == "loss_d" or g.relativistic:
            torch.testing.assert_close(by_real, wanted[0])


def test_a_loss_overridden_alone_is_differentiated_by_autograd() -> None:
    class Tripled(GAN):
        def loss_g(self, real: torch.Tensor, fake: torch.Tensor) -> torch.Tensor:
            return 3 * super().loss_g(real, fake)

    plain = game("gan")
    tripled = Tripled([Experiment.parse("gan", "gaussians", {"batch": BATCH}, seed=s) for s in (1, 2)], plain.state)
    assert tripled.closed_forms() == {"loss_d"}
    torch.testing.assert_close(tripled.derivative("loss_g", *logits())[1], 3 * plain.derivative("loss_g", *logits())[1])


@pytest.mark.parametrize(("variant", "knobs"), SETTINGS)
def test_equilibria_are_what_the_losses_are_where_d_cannot_tell(variant: str, knobs: dict[str, Any]) -> None:
    g = game(variant, **knobs)
    s = g.k.label_smoothing if variant == "gan" else 0.0
    undecided = torch.full((2, 32), 0.5 if variant == "lsgan" else math.log((1 - s) / (1 + s)))
    for column in g.columns(g.k):
        if column.equilibrium is not None:
            reading = g.mean(g.reading(undecided))
            value = reading if column.name.startswith("d_") else getattr(g, column.name)(undecided, undecided)
            assert value.tolist() == pytest.approx([column.equilibrium] * 2, abs=1e-6), column.name


def test_formulas_show_the_smoothing_and_the_penalty_that_are_on() -> None:
    gan = VARIANTS["gan"]
    for knobs, term in (({"label_smoothing": 0.1}, "(1-s)"), ({"r1": 0.1}, r"\gamma")):
        assert term in gan.formulas(gan.Knobs.model_validate(knobs)).d
        assert term not in gan.formulas(gan.Knobs()).d


def test_losses_at_known_probabilities() -> None:
    g = game("gan")
    real, fake = torch.full((2, 32), math.log(0.9 / 0.1)), torch.full((2, 32), math.log(0.2 / 0.8))
    assert g.loss_d(real, fake).tolist() == pytest.approx([-math.log(0.9) - math.log(0.8)] * 2)
    assert g.loss_g(real, fake).tolist() == pytest.approx([-math.log(0.2)] * 2)
    assert game("gan", loss="minimax").loss_g(real, fake).tolist() == pytest.approx([math.log(0.8)] * 2)


def test_smoothing_moves_the_best_d_on_real_to_1_minus_s() -> None:
    g = game("gan", label_smoothing=0.1)
    logit = torch.full((2, 32), math.log(0.9 / 0.1))
    slope, _ = g.slope_d(logit, logit)
    assert slope.abs().max() == pytest.approx(0, abs=1e-6)
    expected = -0.9 * math.log(0.9) - 0.1 * math.log(0.1)
    assert (g.loss_d(logit, logit) - game("gan").loss_d(logit, logit))[0] == pytest.approx(
        expected + math.log(0.9), abs=1e-6
    )


def test_minimax_gradient_vanishes_where_d_is_sure_and_the_other_does_not() -> None:
    sure = torch.full((2, 32), -20.0)
    _, minimax = game("gan", loss="minimax").slope_g(sure, sure)
    _, non_saturating = game("gan").slope_g(sure, sure)
    assert minimax.abs().max() < 1e-7
    assert non_saturating.abs().min() == pytest.approx(1, abs=1e-7)


def test_losses_stay_finite_for_a_d_that_is_absolutely_sure() -> None:
    certain = torch.full((2, 32), 1e4)
    for g in (game("gan"), game("gan", loss="minimax"), game("r3gan")):
        assert torch.isfinite(g.loss_d(-certain, certain)).all()
        assert torch.isfinite(g.loss_g(certain, -certain)).all()


def test_r1_of_a_linear_d_is_half_gamma_times_its_squared_slope() -> None:
    g = linear("gan", [3.0, -4.0], r1=0.2)
    penalty, gradient = g.penalised(samples(), samples(), None)
    assert penalty.item() == pytest.approx(0.1 * 25)
    assert gradient[0, :2].tolist() == pytest.approx([0.2 * 3, 0.2 * -4], rel=1e-5)
    assert not gradient[0, 2:].any(), "the bias has no part in the slope"


def test_r1_of_a_deep_d_agrees_with_finite_differences() -> None:
    g = game("gan", runs=1, r1=1.0, d_activation="tanh", d_width=8)
    x = samples()
    _, gradient = g.penalised(x, x, None)
    d = g.state["d"]
    for index in range(0, g.mlp_d.parameters, 7):
        values = []
        for h in (1e-2, -1e-2):
            d[0, index] += h
            values.append(g.penalised(x, x, None)[0].item())
            d[0, index] -= h
        assert gradient[0, index].item() == pytest.approx((values[0] - values[1]) / 2e-2, rel=0.05, abs=2e-4)


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_step_descends_the_gradient_of_the_stated_losses(variant: str) -> None:
    """One SGD step of a single run against autograd through both networks, from the same samples."""
    knobs: dict[str, Any] = {
        "optimiser_d": "sgd",
        "optimiser_g": "sgd",
        "lr_d": 0.1,
        "lr_g": 0.1,
        "batch": 32,
        "d_width": 6,
        "g_width": 6,
    }
    special: dict[str, dict[str, Any]] = {"wgan": {"clip": 1.0}, "hinge": {"spectral": False, "n_critic": 1}}
    knobs |= special.get(variant, {"n_critic": 1})
    run = Run(Experiment.parse(variant, "gaussians", knobs, seed=3))
    if variant == "wgan":
        run.step = 30  # past the steps with 100 updates of D
    Cohort().advance([run], 1)
    again = Run(run.experiment)
    g = again.experiment.gan([again.experiment], again.state)
    shapes = g.shapes(run.experiment, run.step - 1)
    again.step = run.step - 1
    streams = lay_out([again], 1, shapes, torch.device("cpu"))
    for j in range(shapes.updates_d):
        b = Batch.of(streams, 0, j)
        d = again.state["d"].clone().requires_grad_()
        D = g.mlp_d.bind(d)
        fake_x = g.G(b.z_d)
        real, fake = (D(g.pack(x))[:, 0] for x in (b.x, fake_x))
        loss = g.loss_d(real, fake)
        if g.has_penalty:
            loss = loss + g.penalty(D, b.x, fake_x, b.extra)
        again.state["d"] -= 0.1 * torch.autograd.grad(loss.sum(), d)[0]
    theta = again.state["g"].clone().requires_grad_()
    out = g.mlp_g.bind(theta)(b.z_g[0])
    real, fake = (g.D(g.pack(x))[:, 0] for x in (b.x, out))
    again.state["g"] -= 0.1 * torch.autograd.grad(g.loss_g(real, fake).sum(), theta)[0]
    torch.testing.assert_close(run.state["d"], again.state["d"], atol=1e-6, rtol=1e-4)
    torch.testing.assert_close(run.state["g"], again.state["g"], atol=1e-6, rtol=1e-4)


def test_the_page_of_every_variant_has_what_a_page_needs() -> None:
    for name, variant in VARIANTS.items():
        page = sys.modules[variant.__module__].__doc__ or ""
        assert f"arXiv:{variant.paper['arxiv']}" in page, name
        assert str(variant.paper["year"]) in page, name
        for part in ("Watch for:", "Try:"):
            assert part in page, f"{name} lacks {part!r}"
