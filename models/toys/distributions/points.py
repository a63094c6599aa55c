"""A given set of points as the data: drawn by hand, pasted, or read from a table."""

import math
from itertools import chain
from typing import Any, ClassVar

import numpy as np
import torch
from pydantic import PrivateAttr, field_validator
from torch import Tensor

from models.knobs import knob
from models.toys.distributions.base import Box, Distribution, calm, gaussian_sum, square

MAX_POINTS = 20_000
MAX_ABS = 1e6
REACH = 8  # standard deviations beyond which a point adds nothing that could be seen
LEAST_EXTENT = 1e-9  # of numbers that are not all the same: less cannot be scaled to [−1, 1]
LEAST_SHARE = 1e-5  # of the largest number that they extend over: single precision has 7 digits
UNEQUAL = 5  # columns whose spreads differ by more than this are of different kinds: each gets its own scale


class PointSet(Distribution):
    """Points drawn again and again from a given list, each moved by a little Gaussian noise."""

    points: tuple[tuple[float, ...], ...]
    jitter: float = knob(
        0.02,
        0,
        0.1,
        "Standard deviation of the noise on each point, as a share of the points' spread",
        group="Data",
    )
    _cache: tuple[object, Tensor] | None = PrivateAttr(None)
    _merged: tuple[object, tuple[Tensor, Tensor, Tensor]] | None = PrivateAttr(None)

    @field_validator("points", mode="before")
    @classmethod
    def rows(cls, value: Any) -> tuple[tuple[float, ...], ...]:
        """Rows of numbers, from lists as well as from tuples; an error names the row it is in."""
        if not isinstance(value, (list, tuple)):
            raise ValueError("points must be a list of rows, each a list of numbers")
        if not 1 <= len(value) <= MAX_POINTS:
            raise ValueError(f"{len(value):,} points given; at least 1 and at most {MAX_POINTS:,} are allowed")
        rows = map(tuple, value) if cls.sound(value) else (cls.row(i, row) for i, row in enumerate(value, 1))
        points = tuple(rows)
        cls.extended(np.array(points))
        return points

    @classmethod
    def extended(cls, table: np.ndarray) -> None:
        """Raises ValueError where the numbers of a column (n, dims) are the same but for next to nothing."""
        least = np.maximum(LEAST_EXTENT, LEAST_SHARE * np.abs(table).max(0))
        for i, (extent, needed) in enumerate(zip(np.ptp(table, 0), least, strict=True), 1):
            if 0 < extent < needed:
                which = "the numbers" if cls.dims == 1 else f"the numbers in column {i}"
                raise ValueError(f"{which} differ by {extent:.2g} at most; make them equal or {needed:.2g} apart")

    @classmethod
    def sound(cls, value: list[Any] | tuple[Any, ...]) -> bool:
        """Whether nothing is wrong with any row: all at once, because 20,000 one by one take 50 ms."""
        if not set(map(type, value)) <= {list, tuple} or set(map(len, value)) != {cls.dims}:
            return False
        numbers = list(chain.from_iterable(value))
        return set(map(type, numbers)) == {float} and bool((np.abs(numbers) <= MAX_ABS).all())

    @classmethod
    def row(cls, i: int, row: Any) -> tuple[float, ...]:
        """One point, checked; i counts from 1."""
        if cls.dims == 1 and isinstance(row, (int, float)):
            row = (row,)
        if not isinstance(row, (list, tuple)) or len(row) != cls.dims:
            raise ValueError(f"row {i} must be {'one number' if cls.dims == 1 else 'two numbers'}, not {row!r:.40}")
        for number in row:
            if isinstance(number, bool) or not isinstance(number, (int, float)):
                raise ValueError(f"row {i} holds {number!r:.40}, which is not a number")
            if not abs(number) <= MAX_ABS:  # also refuses NaN
                raise ValueError(f"row {i} holds {number!r:.20}; the size of a number is at most {MAX_ABS:,.0f}")
        return tuple(float(number) for number in row)

    def __eq__(self, other: object) -> bool:
        """By the points alone: what was worked out of them (`table`) is no part of them."""
        if not isinstance(other, PointSet) or type(other) is not type(self):
            return False
        return (other.points, other.jitter) == (self.points, self.jitter)

    def table(self) -> Tensor:
        """The points as (n, dims) float64; made once."""
        if self._cache is None or self._cache[0] is not self.points:
            self._cache = self.points, torch.tensor(self.points, dtype=torch.float64)
        return self._cache[1]

    def spread(self) -> Tensor:
        """Extent of the points along each dimension, (dims,); one for both unless they are very unequal."""
        table = self.table()
        extent = table.amax(0) - table.amin(0)
        if extent.max() == 0:
            return torch.ones_like(extent)
        equal = extent.max() <= UNEQUAL * extent.min() or extent.min() == 0
        return extent.max().expand(self.dims) if equal else extent

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        device = generator.device
        which = torch.randint(len(self.points), (n,), generator=generator, device=device)
        noise = torch.randn(n, self.dims, generator=generator, device=device)
        sigma = (self.jitter * self.spread()).to(device, torch.float32)
        return self.table().to(device, torch.float32)[which] + sigma * noise

    def density(self, x: Tensor) -> Tensor | None:
        """A Gaussian on every point, where there is jitter; without it there is no density."""
        if self.jitter == 0:
            return None
        if self.dims == 1:
            return line_sum(x[:, 0].to("cpu", torch.float64), *self.merge())
        table = self.table()
        sigmas = (self.jitter * self.spread()).expand_as(table)
        return gaussian_sum(x, table, sigmas, torch.full((len(table),), 1 / len(table), dtype=torch.float64))

    def merge(self) -> tuple[Tensor, Tensor, Tensor]:
        """On the line: means, ascending, standard deviations and weights of fewer Gaussians for the same density.

        Points in one cell of a quarter σ become one Gaussian with their mean and their variance, which moves the
        density by less than a thousandth of its maximum (tested).
        """
        key = self.points, self.jitter
        if self._merged is None or self._merged[0] != key:
            x = self.table()[:, 0]
            sigma = float(self.jitter * self.spread()[0])
            cell = torch.unique(((x - x.min()) / (sigma / 4)).floor(), return_inverse=True)[1]
            self._merged = key, group(x, cell, sigma)
        return self._merged[1]

    def box(self) -> Box:
        table, margin = self.table(), max(0.1, 3.5 * self.jitter) * self.spread()
        lows, highs = (table.amin(0) - margin).tolist(), (table.amax(0) + margin).tolist()
        spans = list(zip(lows, highs, strict=True))
        if self.dims == 2 and self.spread()[0] == self.spread()[1]:
            return square(spans[0], spans[1])
        return tuple(calm(low, high) for low, high in spans)


def group(x: Tensor, cell: Tensor, sigma: float) -> tuple[Tensor, Tensor, Tensor]:
    """Numbers (n,), each with a Gaussian of standard deviation σ around it, as one Gaussian for each cell (n,)."""
    count = torch.bincount(cell)
    mean = torch.bincount(cell, x) / count
    variance = torch.bincount(cell, (x - mean[cell]) ** 2) / count
    return mean, (sigma**2 + variance).sqrt(), count / len(x)


def line_sum(x: Tensor, means: Tensor, sigmas: Tensor, weights: Tensor) -> Tensor:
    """Σ_k w_k N(x; m_k, s_k²) at x (n,) for ascending means (K,), each as far as it reaches: (n,) float64."""
    reach = REACH * float(sigmas.max())
    first, last = torch.searchsorted(means, x - reach), torch.searchsorted(means, x + reach)
    near = first[:, None] + torch.arange(max(1, int((last - first).max())))
    inside = near < last[:, None]
    k = near.clamp(max=len(means) - 1)
    terms = torch.exp(-0.5 * ((x[:, None] - means[k]) / sigmas[k]) ** 2) * (weights / sigmas)[k]
    return (terms * inside).sum(1) / math.sqrt(2 * math.pi)


def heart(n: int = 60) -> tuple[tuple[float, float], ...]:
    """Points on the outline of a heart, so that there is something to see before anything is drawn."""
    t = torch.arange(n, dtype=torch.float64) * (2 * math.pi / n)
    x = 16 * t.sin() ** 3
    y = 13 * t.cos() - 5 * (2 * t).cos() - 2 * (3 * t).cos() - (4 * t).cos()
    return tuple((round(0.5 + a / 45, 3), round(0.55 + b / 45, 3)) for a, b in zip(x.tolist(), y.tolist(), strict=True))


class Points(PointSet):
    """Your own points in the plane: drawn, pasted or uploaded; a GAN learns whatever you give it."""

    title: ClassVar[str] = "Your own points"
    dims: ClassVar[int] = 2
    points: tuple[tuple[float, float], ...] = knob(heart(), help="The points, as rows of two numbers", group="Data")


class Points1D(PointSet):
    """Your own numbers on the line: pasted or uploaded, one a row."""

    title: ClassVar[str] = "Your own numbers"
    dims: ClassVar[int] = 1
    points: tuple[tuple[float], ...] = knob(
        ((-2.0,), (-1.5,), (-1.2,), (0.5,), (0.8,), (1.0,), (1.1,), (3.0,)),
        help="The numbers, one in each row",
        group="Data",
    )
