"""Each loss against its closed form, and WGAN-GP's penalty against a gradient worked out by hand."""

import math

import pytest
import torch
from torch import Tensor, nn

from models.images.games.cgan import CGAN
from models.images.games.dcgan import DCGAN
from models.images.losses import LOSSES, Name, NonSaturating, penalty

REAL, FAKE = [1.5, -0.3, 0.2], [-2.0, 0.4, 3.0]


def sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


CLOSED = {  # L_D, L_G
    "non_saturating": (
        -mean([math.log(sigmoid(r)) for r in REAL]) - mean([math.log(1 - sigmoid(f)) for f in FAKE]),
        -mean([math.log(sigmoid(f)) for f in FAKE]),
    ),
    "lsgan": (
        mean([(r - 1) ** 2 for r in REAL]) / 2 + mean([f**2 for f in FAKE]) / 2,
        mean([(f - 1) ** 2 for f in FAKE]) / 2,
    ),
    "wgan_gp": (mean(FAKE) - mean(REAL), -mean(FAKE)),
    "hinge": (mean([0.0, 1.3, 0.8]) + mean([0.0, 1.4, 4.0]), -mean(FAKE)),
}


@pytest.mark.parametrize("name", LOSSES)
def test_losses_are_their_papers(name: str) -> None:
    real, fake = torch.tensor(REAL), torch.tensor(FAKE)
    loss_d, loss_g = CLOSED[name]
    assert LOSSES[name].d(real, fake).item() == pytest.approx(loss_d, abs=1e-6)
    assert LOSSES[name].g(fake).item() == pytest.approx(loss_g, abs=1e-6)


@pytest.mark.parametrize("name", LOSSES)
def test_equilibria_are_where_d_cannot_tell(name: str) -> None:
    """The logit 0; ½ for least squares; any one value for critics, and inside the hinge's margin."""
    loss = LOSSES[name]
    out = torch.full((4,), 0.5 if name == "lsgan" else 0.0)
    for column in loss.formulas.columns():
        found = {"loss_d": loss.d(out, out), "loss_g": loss.g(out), "value": loss.value(out, out)}.get(column.name)
        if found is not None and column.formula and column.equilibrium is not None:
            assert found.item() == pytest.approx(column.equilibrium, abs=1e-6)


@pytest.mark.parametrize("loss", LOSSES)
def test_the_conditional_gan_has_the_label_in_both_networks(loss: Name) -> None:
    plain, told = ({c.name: c.formula for c in g.columns(g.Knobs(loss=loss))} for g in (DCGAN, CGAN))
    assert told["loss_d"].count("|y)") == 3 + (loss == "wgan_gp")  # of x, of G(z), and of D that judges it; of x̂
    assert told["loss_g"].count("|y") == 2
    for name, formula in told.items():
        assert not any(part in formula for part in ("D(x)", "G(z)", "_x[", "_z[", r"\hat x}[", r"\hat x)"))
        without = formula.replace("|y", "").replace("_{x,y}", "_x").replace("_{z,y}", "_z").replace("x,y", "x")
        assert without == plain[name]


def test_the_formula_of_the_conditional_gans_d() -> None:
    assert CGAN.columns(CGAN.Knobs())[0].formula == (
        r"-\mathbb{E}_{x,y}[\log D(x|y)]-\mathbb{E}_{z,y}[\log(1-D(G(z|y)|y))]"
    )


def test_the_log_loss_does_not_overflow() -> None:
    sure = torch.tensor([1e4])
    assert NonSaturating.d(-sure, sure).item() == pytest.approx(2e4)
    assert NonSaturating.g(-sure).item() == pytest.approx(1e4)
    assert NonSaturating.value(-sure, sure).item() == pytest.approx(-2e4)


class Quadratic(nn.Module):
    """D(x) = a/2 Σ x² + b Σ x: its gradient is a x + b in every pixel."""

    def __init__(self) -> None:
        super().__init__()
        self.a, self.b = nn.Parameter(torch.tensor(0.7)), nn.Parameter(torch.tensor(-0.2))

    def forward(self, x: Tensor, y: Tensor | None = None) -> Tensor:
        return (self.a / 2 * x.square() + self.b * x).sum((1, 2, 3), keepdim=True).flatten(1)


def test_the_penalty_is_that_of_a_gradient_worked_out_by_hand() -> None:
    x = torch.arange(8.0).view(2, 1, 2, 2) / 4
    g, epsilon = -x, torch.tensor([0.25, 0.75]).view(2, 1, 1, 1)
    D = Quadratic()
    found = penalty(D, x, g, epsilon, None)
    found.backward()  # type: ignore[no-untyped-call]
    expected, by_a = [], []
    for i, e in enumerate((0.25, 0.75)):
        between = (e * x[i] + (1 - e) * g[i]).flatten().tolist()
        slope = [0.7 * v - 0.2 for v in between]
        norm = math.sqrt(sum(s * s for s in slope))
        expected.append((norm - 1) ** 2)
        by_a.append(2 * (norm - 1) / norm * sum(s * v for s, v in zip(slope, between, strict=True)))
    assert found.item() == pytest.approx(mean(expected), rel=1e-5)
    assert D.a.grad is not None
    assert D.a.grad.item() == pytest.approx(mean(by_a), rel=1e-4)


def test_a_critic_of_dead_units_has_a_finite_penalty() -> None:
    D = Quadratic()
    with torch.no_grad():
        D.a.zero_()
        D.b.zero_()
    found = penalty(D, torch.ones(2, 1, 2, 2), torch.zeros(2, 1, 2, 2), torch.full((2, 1, 1, 1), 0.5), None)
    found.backward()  # type: ignore[no-untyped-call]
    assert found.item() == pytest.approx(1, abs=1e-5)
    assert D.a.grad is not None
    assert torch.isfinite(D.a.grad)
