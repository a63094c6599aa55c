"""What every data distribution offers, and the two families most of them belong to.

A distribution is a set of knobs, so its parameters are declared, validated and shown like any hyperparameter.
It knows nothing of networks: samples and densities are in data units; `box` says how they scale to [−1, 1].
"""

import math
from abc import abstractmethod
from typing import ClassVar, TypedDict

import numpy as np
import torch
from torch import Tensor

from models.knobs import Knobs

Box = tuple[tuple[float, float], ...]
CHUNK = 1 << 16  # density terms computed at once: they fit the cache


class Handle(TypedDict, total=False):
    """Where a Gaussian can be taken hold of: the knobs of its centre and of its spreads; a coordinate without is 0."""

    x: str
    y: str
    sx: str
    sy: str


class Distribution(Knobs):
    """A distribution on the line (dims 1) or in the plane (dims 2); the page shows its docstring."""

    title: ClassVar[str]
    dims: ClassVar[int]
    handles: ClassVar[tuple[Handle, ...]] = ()

    @abstractmethod
    def box(self) -> Box:
        """(low, high) of each dimension: what the picture shows; holds at least 99.9 % of the samples."""

    @abstractmethod
    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """Independent samples, (n, dims) float32 in data units, drawn from the given generator alone."""

    def density(self, x: Tensor) -> Tensor | None:
        """p(x) at x (n, dims), as (n,) float64; None where p is not known."""
        return None

    def modes(self) -> tuple[Tensor, Tensor] | None:
        """Centres and standard deviations, both (K, dims) float64; None where there is nothing to count."""
        return None

    def mode_weights(self) -> Tensor | None:
        """Probability of each mode, (K,) float64; None where there are no modes."""
        return None


class Mixture(Distribution):
    """A mixture of axis-aligned Gaussians."""

    @abstractmethod
    def components(self) -> tuple[Tensor, Tensor, Tensor]:
        """Means (K, dims), standard deviations (K, dims) and weights (K,) that sum to 1, all float64."""

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        means, sigmas, weights = (t.to(generator.device, torch.float32) for t in self.components())
        u = torch.rand(n, generator=generator, device=generator.device)
        which = torch.bucketize(u, weights.cumsum(0)[:-1], right=True)
        noise = torch.randn(n, self.dims, generator=generator, device=generator.device)
        return torch.addcmul(means.index_select(0, which), sigmas.index_select(0, which), noise)

    def density(self, x: Tensor) -> Tensor | None:
        means, sigmas, weights = self.components()
        return gaussian_sum(x, means, sigmas, weights)

    def modes(self) -> tuple[Tensor, Tensor] | None:
        means, sigmas, _ = self.components()
        return means, sigmas

    def mode_weights(self) -> Tensor | None:
        return self.components()[2]


class NoisyCurve(Distribution):
    """Points spread along a curve, moved by isotropic Gaussian noise of standard deviation `sigma`."""

    dims: ClassVar[int] = 2
    pieces: ClassVar[int] = 1  # the curve is smooth on each of this many equal parts of [0, 1]
    sigma: float

    @abstractmethod
    def curve(self, u: Tensor) -> Tensor:
        """The curve at u in [0, 1), (n,) → (n, 2); u uniform gives the distribution before the noise."""

    @abstractmethod
    def length(self) -> float:
        """Upper bound of the length a piece would have at its greatest speed."""

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        u = torch.rand(n, generator=generator, device=generator.device)
        noise = torch.randn(n, 2, generator=generator, device=generator.device)
        return self.curve(u) + self.sigma * noise

    def density(self, x: Tensor) -> Tensor | None:
        """By Gauss–Legendre quadrature along the curve, ten nodes on panels no longer than 4σ.

        The error stays below 1e-6 of the density's maximum (tested against the line's closed form).
        """
        panels = math.ceil(self.length() / (4 * self.sigma)) * self.pieces
        nodes, weights = (torch.from_numpy(a) for a in np.polynomial.legendre.leggauss(10))
        u = (torch.arange(panels)[:, None] + (nodes + 1) / 2) / panels
        w = (weights / 2 / panels).expand(panels, -1)
        centres = self.curve(u.reshape(-1))
        return gaussian_sum(x, centres, torch.full_like(centres, self.sigma), w.reshape(-1))


def gaussian_sum(x: Tensor, means: Tensor, sigmas: Tensor, weights: Tensor) -> Tensor:
    """Σ_k w_k N(x; m_k, diag s_k²) at x (n, dims), for means and sigmas (K, dims): (n,) float64."""
    x = x.to("cpu", torch.float64)
    height = weights / (sigmas.prod(1) * (2 * math.pi) ** (means.shape[1] / 2))
    if x.shape[1] == 2:
        (xs, column), (ys, row) = (torch.unique(x[:, d], return_inverse=True) for d in range(2))
        if len(xs) * len(ys) <= 2 * len(x):
            return grid_sum(xs, ys, means, sigmas, height)[column, row]
    rows = []
    for part in torch.split(x, max(1, CHUNK // len(means))):
        squared = sum(((part[:, d, None] - means[:, d]) / sigmas[:, d]).square() for d in range(means.shape[1]))
        rows.append(torch.exp(-0.5 * torch.as_tensor(squared)) @ height)
    return torch.cat(rows)


def grid_sum(xs: Tensor, ys: Tensor, means: Tensor, sigmas: Tensor, height: Tensor) -> Tensor:
    """Σ_k h_k exp(−…) on the grid xs × ys, (len(xs), len(ys)): a product of matrices, because e^(a+b) = e^a e^b."""
    total = torch.zeros(len(xs), len(ys), dtype=torch.float64)
    some = max(1, CHUNK // (len(xs) + len(ys)))
    for m, s, h in zip(*(torch.split(t, some) for t in (means, sigmas, height)), strict=True):
        across, up = (torch.exp(-0.5 * ((at[:, None] - m[:, d]) / s[:, d]) ** 2) for d, at in enumerate((xs, ys)))
        total.addmm_(across * h, up.T)
    return total


def calm(low: float, high: float) -> tuple[float, float]:
    """The interval grown to multiples of a round number: 1, 2 or 5 times a power of ten, about its fortieth."""
    rough = (high - low) / 40
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(s * power for s in (1, 2, 5, 10) if s * power >= rough * (1 - 1e-9))
    ends = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    return round(ends[0], 12), round(ends[1], 12)


def square(x: tuple[float, float], y: tuple[float, float]) -> Box:
    """The calm box around both intervals with one scale on both axes, so that circles stay circles."""
    half = max(x[1] - x[0], y[1] - y[0]) / 2
    middles = (x[0] + x[1]) / 2, (y[0] + y[1]) / 2
    wide = [calm(m - half, m + half) for m in middles]
    side = max(high - low for low, high in wide)
    return tuple((low, round(low + side, 12)) for low, _ in wide)
