"""Distributions on the line."""

from typing import ClassVar

import torch
from pydantic import ValidationInfo, field_validator
from torch import Tensor

from models.knobs import knob
from models.toys.distributions.base import Box, Distribution, Handle, Mixture, calm

SPREAD = 5  # half the width shown, in standard deviations: p fills the middle and q has room to be wrong


def mean(default: float, symbol: str) -> float:
    """A knob: where a Gaussian stands."""
    value: float = knob(default, -10, 10, f"Mean {symbol}", symbol=symbol, group="Data", step=0.1)
    return value


def sigma(default: float, symbol: str) -> float:
    """A knob: how wide a Gaussian is."""
    text = f"Standard deviation {symbol}"
    value: float = knob(default, 0.05, 5, text, symbol=symbol, group="Data", log=True)
    return value


def weight(default: float, symbol: str) -> float:
    """A knob: how much of a mixture a Gaussian holds."""
    text = f"Weight {symbol}; its share is this over the sum of the weights"
    value: float = knob(default, 0.01, 1, text, symbol=symbol, group="Data", step=0.01)
    return value


class LineMixture(Mixture):
    """A mixture of Gaussians on the line."""

    dims: ClassVar[int] = 1

    def rows(self) -> tuple[tuple[float, float, float], ...]:
        """Mean, standard deviation and relative weight of each Gaussian."""
        raise NotImplementedError

    def components(self) -> tuple[Tensor, Tensor, Tensor]:
        means, sigmas, weights = torch.tensor(self.rows(), dtype=torch.float64).unbind(1)
        return means[:, None], sigmas[:, None], weights / weights.sum()

    def box(self) -> Box:
        rows = self.rows()
        return (calm(min(m - SPREAD * s for m, s, _ in rows), max(m + SPREAD * s for m, s, _ in rows)),)


class Gaussian1D(LineMixture):
    """One Gaussian on the line, N(μ, σ²): the smallest thing a GAN can learn."""

    title: ClassVar[str] = "Gaussian"
    mean: float = mean(0.0, "μ")
    sigma: float = sigma(1.0, "σ")
    handles: ClassVar[tuple[Handle, ...]] = ({"x": "mean", "sx": "sigma"},)

    def rows(self) -> tuple[tuple[float, float, float], ...]:
        return ((self.mean, self.sigma, 1.0),)


class Bimodal1D(LineMixture):
    """A mixture of two Gaussians on the line: will the generator find both?"""

    title: ClassVar[str] = "Two Gaussians"
    mean_1: float = mean(-2.0, "μ₁")
    mean_2: float = mean(2.0, "μ₂")
    sigma_1: float = sigma(0.6, "σ₁")
    sigma_2: float = sigma(0.6, "σ₂")
    weight_1: float = weight(0.5, "w₁")
    weight_2: float = weight(0.5, "w₂")
    handles: ClassVar[tuple[Handle, ...]] = tuple({"x": f"mean_{i}", "sx": f"sigma_{i}"} for i in (1, 2))

    def rows(self) -> tuple[tuple[float, float, float], ...]:
        return (self.mean_1, self.sigma_1, self.weight_1), (self.mean_2, self.sigma_2, self.weight_2)


class Trimodal1D(LineMixture):
    """A mixture of three Gaussians on the line, of unequal weights: the lightest is the first to go."""

    title: ClassVar[str] = "Three Gaussians"
    mean_1: float = mean(-3.0, "μ₁")
    mean_2: float = mean(0.0, "μ₂")
    mean_3: float = mean(3.0, "μ₃")
    sigma_1: float = sigma(0.5, "σ₁")
    sigma_2: float = sigma(0.5, "σ₂")
    sigma_3: float = sigma(0.5, "σ₃")
    weight_1: float = weight(0.3, "w₁")
    weight_2: float = weight(0.5, "w₂")
    weight_3: float = weight(0.2, "w₃")
    handles: ClassVar[tuple[Handle, ...]] = tuple({"x": f"mean_{i}", "sx": f"sigma_{i}"} for i in (1, 2, 3))

    def rows(self) -> tuple[tuple[float, float, float], ...]:
        return (
            (self.mean_1, self.sigma_1, self.weight_1),
            (self.mean_2, self.sigma_2, self.weight_2),
            (self.mean_3, self.sigma_3, self.weight_3),
        )


class Uniform1D(Distribution):
    """The uniform distribution on an interval: its edges are what a smooth generator cannot draw."""

    title: ClassVar[str] = "Uniform"
    dims: ClassVar[int] = 1
    low: float = knob(-1.0, -10, 10, "Lower end of the interval", symbol="a", group="Data", step=0.1)
    high: float = knob(1.0, -10, 10, "Upper end of the interval", symbol="b", group="Data", step=0.1)

    @field_validator("high")
    @classmethod
    def above_low(cls, high: float, info: ValidationInfo) -> float:
        """Refuse an empty interval, and one too narrow to be drawn."""
        low = info.data.get("low")
        if low is not None and high < low + 0.01:
            raise ValueError(f"the upper end must be at least 0.01 above the lower end, which is {low:g}")
        return high

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        u = torch.rand(n, 1, generator=generator, device=generator.device)
        return self.low + (self.high - self.low) * u

    def density(self, x: Tensor) -> Tensor | None:
        x = x[:, 0].to("cpu", torch.float64)
        return ((x >= self.low) & (x <= self.high)) / (self.high - self.low)

    def box(self) -> Box:
        middle, width = (self.low + self.high) / 2, self.high - self.low
        return (calm(middle - width, middle + width),)
