"""Shapes in the plane that have no modes: curves with noise, and the checkerboard."""

import math
from typing import ClassVar

import torch
from torch import Tensor

from models.knobs import knob
from models.toys.distributions.base import Box, Distribution, NoisyCurve, square
from models.toys.distributions.gaussians import UNIT_BOX


def noise(default: float, low: float, high: float) -> float:
    """A knob: the noise around a curve."""
    text = "Standard deviation of the noise around the curve"
    value: float = knob(default, low, high, text, symbol="σ", label="noise", group="Data", log=True)
    return value


class Line(NoisyCurve):
    """A line from (0.8, 0.6) to (0.05, 0.9) with a little noise, as in GAN Lab."""

    title: ClassVar[str] = "Line"
    sigma: float = noise(0.01, 0.005, 0.015)

    def curve(self, u: Tensor) -> Tensor:
        return torch.stack([0.8 - 0.75 * u, 0.6 + 0.3 * u], 1)

    def length(self) -> float:
        return math.hypot(0.75, 0.3)

    def density(self, x: Tensor) -> Tensor | None:
        """In closed form: uniform along the line ∗ N(0, σ²), times N(0, σ²) across it."""
        length, s = self.length(), self.sigma
        direction = torch.tensor([-0.75, 0.3], dtype=torch.float64) / length
        offset = x.to("cpu", torch.float64) - torch.tensor([0.8, 0.6], dtype=torch.float64)
        along = offset @ direction
        across = offset[:, 0] * direction[1] - offset[:, 1] * direction[0]
        inside: Tensor = torch.special.ndtr(along / s) - torch.special.ndtr((along - length) / s)
        return inside / length * torch.exp(-0.5 * (across / s) ** 2) / (s * math.sqrt(2 * math.pi))

    def box(self) -> Box:
        return UNIT_BOX


class Ring(NoisyCurve):
    """An ellipse around (0.5, 0.45) with radii 0.3 and 0.25, as in GAN Lab: the hole is what G finds hard."""

    title: ClassVar[str] = "Ring"
    sigma: float = noise(0.025, 0.005, 0.05)

    def curve(self, u: Tensor) -> Tensor:
        angle = 2 * math.pi * u
        return torch.stack([0.5 + 0.3 * angle.cos(), 0.45 + 0.25 * angle.sin()], 1)

    def length(self) -> float:
        return 2 * math.pi * 0.3

    def box(self) -> Box:
        return UNIT_BOX


class Moons(NoisyCurve):
    """Two half circles that reach into each other: two pieces, neither of them a blob."""

    title: ClassVar[str] = "Two moons"
    pieces: ClassVar[int] = 2
    sigma: float = noise(0.05, 0.02, 0.2)

    def curve(self, u: Tensor) -> Tensor:
        lower = u >= 0.5
        angle = 2 * math.pi * torch.where(lower, u - 0.5, u)
        x, y = angle.cos(), angle.sin()
        return torch.stack([torch.where(lower, 1 - x, x), torch.where(lower, 0.5 - y, y)], 1)

    def length(self) -> float:
        return math.pi

    def box(self) -> Box:
        edge = max(0.3, 4 * self.sigma)
        return square((-1 - edge, 2 + edge), (-0.5 - edge, 1 + edge))


class SwissRoll(NoisyCurve):
    """The swiss roll seen from its end, (t cos t, t sin t) for t in [1.5π, 4.5π]: one long thin curve."""

    title: ClassVar[str] = "Swiss roll"
    sigma: float = noise(0.25, 0.1, 1)

    def curve(self, u: Tensor) -> Tensor:
        t = 1.5 * math.pi * (1 + 2 * u)
        return torch.stack([t * t.cos(), t * t.sin()], 1)

    def length(self) -> float:
        return 3 * math.pi * math.hypot(1, 4.5 * math.pi)

    def box(self) -> Box:
        # The roll spans x from −9.5 to 12.6 and y from −11.1 to 4.5π.
        edge = max(2.0, 4 * self.sigma)
        return square((-9.5 - edge, 12.6 + edge), (-11.1 - edge, 4.5 * math.pi + edge))


class Checkerboard(Distribution):
    """Uniform on the dark squares of a board: sharp edges everywhere, which smooth networks cannot draw."""

    title: ClassVar[str] = "Checkerboard"
    dims: ClassVar[int] = 2
    squares: int = knob(4, 2, 8, "Squares along each side of the board", symbol="k", group="Data")

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        k, device = self.squares, generator.device
        # Every second square of the board counted row by row; with an even k its odd rows are shifted by one.
        which = 2 * torch.randint((k * k + 1) // 2, (n,), generator=generator, device=device)
        row = which.div(k, rounding_mode="floor")
        column = which % k + (row % 2 if k % 2 == 0 else 0)
        corner = torch.stack([column, row], 1)
        return (corner + torch.rand(n, 2, generator=generator, device=device)) * (2 / k) - 1

    def density(self, x: Tensor) -> Tensor | None:
        k = self.squares
        cell = ((x.to("cpu", torch.float64) + 1) * (k / 2)).floor()
        dark = (cell.sum(1) % 2 == 0) & ((cell >= 0) & (cell < k)).all(1)
        return dark * (k * k / (4 * ((k * k + 1) // 2)))

    def box(self) -> Box:
        return (-1.25, 1.25), (-1.25, 1.25)
