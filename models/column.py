"""What a column of a run's curve is. A game declares its columns once; everybody else reads them from it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]


class Column(NamedTuple):
    """One number that every step of training adds to the curve.

    formula is TeX, empty for a number that a game does not have; equilibrium is the value where p = q and D is at its
    best, None where there is no such value.
    """

    name: str
    label: str
    formula: str
    equilibrium: float | None = None


def gradient_norm(net: str) -> Column:
    """The norm of a network's gradient, `grad_d` or `grad_g`: 0 for all the samples there are, but not for a batch."""
    formula = rf"\lVert\nabla_{{\theta_{net.upper()}}}L_{net.upper()}\rVert"
    return Column(f"grad_{net.lower()}", f"Gradient of {net.upper()}", formula)


def by_name(columns: Sequence[Column], rows: Floats) -> dict[str, Floats]:
    """Rows of a curve `(steps, columns)` as one array a column."""
    return {column.name: values for column, values in zip(columns, rows.T, strict=True)}
