"""The curve of a step against the same numbers from the papers' formulas, worked out by autograd."""

import math
from typing import Any

import numpy as np
import pytest
import torch

from models.toys.engine.ahead import lay_out
from models.toys.engine.batch import Batch
from models.toys.engine.cohort import Cohort
from models.toys.engine.networks import norm
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.games import VARIANTS
from tests.models.toys.columns import CURVE
from tests.models.toys.games.made import game

HELD: dict[str, Any] = {"freeze_d": True, "freeze_g": True, "batch": 37, "n_critic": 1}
ROUND = 30  # past WGAN's steps with 100 updates of D


def held(variant: str, **knobs: Any) -> Run:
    """A run whose networks stay where they are after some steps."""
    run = Run(Experiment.parse(variant, "gaussians", {"batch": 37, "n_critic": 1} | knobs, seed=4))
    Cohort().advance([run], ROUND)
    run.tune(run.experiment.with_changes(HELD, {})[0])
    return run


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_row_is_what_the_formulas_say_of_the_step(variant: str) -> None:
    run = held(variant, **{"hinge": {"spectral": False}}.get(variant, {}))
    stack = run.experiment.gan([run.experiment], run.state)
    streams = lay_out([run], 1, stack.shapes(run.experiment, run.step), torch.device("cpu"))
    batch = Batch.of(streams, 0, 0)
    theta, psi = (run.state[net].clone().requires_grad_() for net in "gd")
    G, D = stack.mlp_g.bind(theta), stack.mlp_d.bind(psi)
    with torch.no_grad():
        x, g = batch.x, stack.G(batch.z_d)
    real, fake = (D(stack.pack(s))[:, 0] for s in (x, g))
    loss_d = stack.loss_d(real, fake) + (stack.penalty(D, x, g, batch.extra) if stack.has_penalty else 0)
    real_g, fake_g = (D(stack.pack(s))[:, 0] for s in (x, G(batch.z_g[0])))
    loss_g = stack.loss_g(real_g, fake_g)
    gap = real[0, :37].mean() - fake[0, :37].mean()
    v = -((-real[0, :37]).exp().log1p() + fake[0, :37].exp().log1p()).mean()
    expected = {
        "loss_d": loss_d,
        "loss_g": loss_g,
        "d_real": stack.reading(real)[0, :37].mean(),
        "d_fake": stack.reading(fake)[0, :37].mean(),
        "grad_d": torch.autograd.grad(loss_d.sum(), psi)[0].norm(),
        "grad_g": torch.autograd.grad(loss_g.sum(), theta)[0].norm(),
        "value": torch.zeros(1) if variant == "lsgan" else gap if VARIANTS[variant].critic else v,
    }
    (row,) = Cohort().advance([run], 1)[run]
    assert row.tolist() == pytest.approx([expected[name].item() for name in CURVE], rel=1e-4, abs=1e-6)


def test_the_norm_of_a_normalised_critic_is_that_by_its_own_weights() -> None:
    """Scaled up, the weights of a spectrally normalised layer mean the same and their gradient shrinks alike."""
    run, scaled = held("hinge", d_layers=0), held("hinge", d_layers=0)
    scaled.state["d"][:, :2] *= 5
    norms = [Cohort().advance([r], 1)[r][0, CURVE.index("grad_d")] for r in (run, scaled)]
    assert 0 < norms[1] < norms[0]


@pytest.mark.parametrize("net", ["d", "g"])
def test_a_frozen_network_reports_the_gradient_it_would_have_followed(net: str) -> None:
    learns, frozen = (Run(Experiment.parse("gan", "gaussians", k, seed=3)) for k in ({}, {f"freeze_{net}": True}))
    rows = [Cohort().advance([run], 1)[run][0] for run in (learns, frozen)]
    column = CURVE.index(f"grad_{net}")
    assert rows[1][column] > 0
    if net == "d":
        assert rows[0][column] == rows[1][column], "D goes first, so that nothing has changed before"


def test_the_norm_of_a_large_gradient_is_a_number() -> None:
    gradient = torch.full((2, 64), 1e20)
    assert norm(gradient).tolist() == pytest.approx([8e20, 8e20])


def test_the_value_is_that_of_probabilities_and_lsgan_has_none() -> None:
    real, fake = (torch.full((2, 32), math.log(p / (1 - p))) for p in (0.9, 0.2))
    for variant in ("gan", "dragan", "pacgan"):
        assert game(variant).value(real, fake).tolist() == pytest.approx([math.log(0.9) + math.log(0.8)] * 2)
    assert not game("lsgan").value(real, fake).any()
    without = [name for name, v in VARIANTS.items() if not v.formulas(v.Knobs()).value]
    assert without == ["lsgan"]


def test_a_penalty_that_forbids_a_flat_d_leaves_v_without_an_equilibrium() -> None:
    dragan = VARIANTS["dragan"]
    for penalty, expected in ((0.0, -math.log(4)), (0.01, None)):
        found = dragan.formulas(dragan.Knobs.model_validate({"penalty": penalty})).at_value
        assert found == (expected if expected is None else pytest.approx(expected))


@pytest.mark.parametrize("variant", VARIANTS)
def test_columns_stand_in_the_order_of_the_array(variant: str) -> None:
    gan = VARIANTS[variant]
    assert tuple(column.name for column in gan.columns(gan.Knobs())) == CURVE


def test_padding_counts_for_nothing() -> None:
    """A batch of 37 is laid out as 64: the curve is that of the 37."""
    run = held("gan")
    (row,) = Cohort().advance([run], 1)[run]
    stack = run.experiment.gan([run.experiment], run.state)
    run.step -= 1
    streams = lay_out([run], 1, stack.shapes(run.experiment, run.step), torch.device("cpu"))
    all_of_them = torch.sigmoid(stack.D(streams["real"][0, 0]))[0, 0]
    d_real = row[CURVE.index("d_real")]
    assert d_real == pytest.approx(all_of_them[:37].mean().item(), rel=1e-5)
    assert not np.isclose(d_real, all_of_them.mean().item(), rtol=1e-4)
