"""The table of losses against the losses, written out anew."""

import math
from typing import NamedTuple

import pytest

from models.losses import (
    HINGE,
    LEAST_SQUARES,
    MINIMAX,
    NON_SATURATING,
    RELATIVISTIC,
    WASSERSTEIN,
    WGAN_GP,
    Formulas,
)


class At(NamedTuple):
    """L_D, L_G and the value of a game at p = q, from what D says of everything."""

    d: float | None
    g: float | None
    value: float | None
    reading: float | None


LOG = math.log(0.5)
EXPECTED = {
    "NON_SATURATING": (NON_SATURATING, At(-2 * LOG, -LOG, 2 * LOG, 0.5)),
    "MINIMAX": (MINIMAX, At(-2 * LOG, LOG, 2 * LOG, 0.5)),
    "LEAST_SQUARES": (LEAST_SQUARES, At((0.5**2 + 0.5**2) / 2, 0.5**2 / 2, None, 0.5)),
    "WASSERSTEIN": (WASSERSTEIN, At(0, None, 0, None)),
    "WGAN_GP": (WGAN_GP, At(None, None, 0, None)),
    "HINGE": (HINGE, At(1 + 1, 0, 0, None)),
    "RELATIVISTIC": (RELATIVISTIC, At(-LOG, -LOG, 0, None)),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_equilibria(name: str) -> None:
    loss, expected = EXPECTED[name]
    found = (loss.at_d, loss.at_g, loss.at_value, loss.at_reading)
    for value, at in zip(found, expected, strict=True):
        assert value == (at if at is None else pytest.approx(at))


@pytest.mark.parametrize("name", EXPECTED)
def test_braces_of_the_formulas_are_closed(name: str) -> None:
    loss: Formulas = EXPECTED[name][0]
    for tex in (loss.d, loss.g, loss.value):
        assert tex.count("{") == tex.count("}")
        assert tex.count("(") == tex.count(")")
        assert tex.count("[") == tex.count("]")


def test_columns_carry_the_formulas_and_the_equilibria() -> None:
    columns = {column.name: column for column in WGAN_GP.columns()}
    assert list(columns) == ["loss_d", "loss_g", "d_real", "d_fake", "grad_d", "grad_g", "value"]
    assert columns["loss_d"].formula == WGAN_GP.d
    assert columns["value"] == ("value", "Critic’s gap", WGAN_GP.value, 0.0)
    assert not LEAST_SQUARES.columns()[-1].formula
