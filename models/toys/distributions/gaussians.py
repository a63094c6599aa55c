"""Gaussians in the plane, alone and in mixtures."""

import math
from typing import ClassVar

import torch
from torch import Tensor

from models.knobs import knob
from models.toys.distributions.base import Box, Distribution, Handle, Mixture, square

UNIT_BOX: Box = ((0.0, 1.0), (0.0, 1.0))  # where GAN Lab (Kahng et al. 2018) draws its data


def mixture(rows: list[tuple[float, float, float, float]]) -> tuple[Tensor, Tensor, Tensor]:
    """Components of equal weight from rows (x, y, σx, σy)."""
    table = torch.tensor(rows, dtype=torch.float64)
    return table[:, :2], table[:, 2:], torch.full((len(rows),), 1 / len(rows), dtype=torch.float64)


def centre(default: float, axis: str, of: str) -> float:
    """A knob: where a Gaussian of the unit square stands, which is what the stage shows."""
    text = f"Centre along {axis} of Gaussian {of}"
    value: float = knob(default, 0, 1, text, symbol=f"{axis}{of}", group="Data", step=0.01, detail=True)
    return value


def spread(default: float, axis: str, of: str) -> float:
    """A knob: how wide a Gaussian of the unit square is."""
    text = f"Standard deviation along {axis} of Gaussian {of}"
    value: float = knob(default, 0.005, 0.5, text, symbol=f"σ{axis}{of}", group="Data", log=True, detail=True)
    return value


class Gaussian(Distribution):
    """One Gaussian in the plane; with a correlation it is a tilted ellipse that G has to turn into place."""

    title: ClassVar[str] = "Gaussian"
    dims: ClassVar[int] = 2
    mean_x: float = knob(0.0, -10, 10, "Mean along x", symbol="μx", group="Data", step=0.1)
    mean_y: float = knob(0.0, -10, 10, "Mean along y", symbol="μy", group="Data", step=0.1)
    sigma_x: float = knob(1.0, 0.05, 5, "Standard deviation along x", symbol="σx", group="Data", log=True)
    sigma_y: float = knob(0.5, 0.05, 5, "Standard deviation along y", symbol="σy", group="Data", log=True)
    correlation: float = knob(0.6, -0.99, 0.99, "Correlation of x and y", symbol="ρ", group="Data", step=0.01)
    handles: ClassVar[tuple[Handle, ...]] = ({"x": "mean_x", "y": "mean_y", "sx": "sigma_x", "sy": "sigma_y"},)

    def box(self) -> Box:
        x, y = ((m - 4 * s, m + 4 * s) for m, s in ((self.mean_x, self.sigma_x), (self.mean_y, self.sigma_y)))
        return square(x, y)

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        a, b = torch.randn(2, n, generator=generator, device=generator.device)
        rho = self.correlation
        y = rho * a + math.sqrt(1 - rho * rho) * b
        return torch.stack([self.mean_x + self.sigma_x * a, self.mean_y + self.sigma_y * y], 1)

    def density(self, x: Tensor) -> Tensor | None:
        x = x.to("cpu", torch.float64)
        a, b = (x[:, 0] - self.mean_x) / self.sigma_x, (x[:, 1] - self.mean_y) / self.sigma_y
        free = 1 - self.correlation**2
        height = 1 / (2 * math.pi * self.sigma_x * self.sigma_y * math.sqrt(free))
        return height * torch.exp(-(a * a - 2 * self.correlation * a * b + b * b) / (2 * free))


class Gaussians(Mixture):
    """Two Gaussians, one round and one tall, as in GAN Lab: centres (0.3, 0.7) and (0.7, 0.4)."""

    title: ClassVar[str] = "Two Gaussians"
    dims: ClassVar[int] = 2
    x_1: float = centre(0.3, "x", "₁")
    y_1: float = centre(0.7, "y", "₁")
    sigma_x_1: float = spread(0.1, "x", "₁")
    sigma_y_1: float = spread(0.1, "y", "₁")
    x_2: float = centre(0.7, "x", "₂")
    y_2: float = centre(0.4, "y", "₂")
    sigma_x_2: float = spread(0.05, "x", "₂")
    sigma_y_2: float = spread(0.2, "y", "₂")
    handles: ClassVar[tuple[Handle, ...]] = (
        {"x": "x_1", "y": "y_1", "sx": "sigma_x_1", "sy": "sigma_y_1"},
        {"x": "x_2", "y": "y_2", "sx": "sigma_x_2", "sy": "sigma_y_2"},
    )

    def components(self) -> tuple[Tensor, Tensor, Tensor]:
        return mixture(
            [
                (self.x_1, self.y_1, self.sigma_x_1, self.sigma_y_1),
                (self.x_2, self.y_2, self.sigma_x_2, self.sigma_y_2),
            ]
        )

    def box(self) -> Box:
        """The unit square, as GAN Lab shows it, although 1.3 % of the samples fall outside."""
        return UNIT_BOX


class Disjoint(Mixture):
    """Three small blobs far apart, as in GAN Lab: a continuous generator must bridge the gaps."""

    title: ClassVar[str] = "Three blobs"
    dims: ClassVar[int] = 2
    sigma: float = knob(0.025, 0.005, 0.06, "Standard deviation of a blob", symbol="σ", group="Data", log=True)
    x_1: float = centre(0.35, "x", "₁")
    y_1: float = centre(0.75, "y", "₁")
    x_2: float = centre(0.75, "x", "₂")
    y_2: float = centre(0.6, "y", "₂")
    x_3: float = centre(0.45, "x", "₃")
    y_3: float = centre(0.35, "y", "₃")
    handles: ClassVar[tuple[Handle, ...]] = (
        {"x": "x_1", "y": "y_1", "sx": "sigma"},
        {"x": "x_2", "y": "y_2", "sx": "sigma"},
        {"x": "x_3", "y": "y_3", "sx": "sigma"},
    )

    def components(self) -> tuple[Tensor, Tensor, Tensor]:
        s = self.sigma
        return mixture([(self.x_1, self.y_1, s, s), (self.x_2, self.y_2, s, s), (self.x_3, self.y_3, s, s)])

    def box(self) -> Box:
        return UNIT_BOX


class GaussianRing(Mixture):
    """Gaussians evenly spaced on a circle, eight by default: the classic test of mode collapse."""

    title: ClassVar[str] = "Ring of Gaussians"
    dims: ClassVar[int] = 2
    count: int = knob(8, 1, 25, "Number of Gaussians on the circle", symbol="K", group="Data")
    radius: float = knob(1.0, 0.1, 10, "Radius of the circle", symbol="r", group="Data", log=True)
    sigma: float = knob(0.02, 0.001, 1, "Standard deviation of each Gaussian", symbol="σ", group="Data", log=True)
    handles: ClassVar[tuple[Handle, ...]] = ({"x": "radius", "sx": "sigma"},)

    def components(self) -> tuple[Tensor, Tensor, Tensor]:
        # K steps of 2π/K: a range that closes the circle puts two modes in one place and makes eight seven.
        angle = torch.arange(self.count, dtype=torch.float64) * (2 * math.pi / self.count)
        means = self.radius * torch.stack([angle.cos(), angle.sin()], 1)
        weights = torch.full((self.count,), 1 / self.count, dtype=torch.float64)
        return means, torch.full_like(means, self.sigma), weights

    def box(self) -> Box:
        half = max(1.3 * self.radius, self.radius + 4 * self.sigma)
        return square((-half, half), (-half, half))


class GaussianGrid(Mixture):
    """Gaussians on a square grid, 5 × 5 by default: many modes, so that each is easily dropped."""

    title: ClassVar[str] = "Grid of Gaussians"
    dims: ClassVar[int] = 2
    side: int = knob(5, 1, 7, "Gaussians along each side of the grid", symbol="k", group="Data")
    spacing: float = knob(2.0, 0.1, 10, "Distance between neighbours", group="Data", log=True)
    sigma: float = knob(0.05, 0.001, 1, "Standard deviation of each Gaussian", symbol="σ", group="Data", log=True)

    def components(self) -> tuple[Tensor, Tensor, Tensor]:
        line = (torch.arange(self.side, dtype=torch.float64) - (self.side - 1) / 2) * self.spacing
        means = torch.cartesian_prod(line, line)
        weights = torch.full((self.side**2,), 1 / self.side**2, dtype=torch.float64)
        return means, torch.full_like(means, self.sigma), weights

    def box(self) -> Box:
        edge = (self.side - 1) / 2 * self.spacing
        half = max(1.25 * edge, edge + 4 * self.sigma)
        return square((-half, half), (-half, half))
