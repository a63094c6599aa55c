"""Densities along curves and on the checkerboard against closed forms."""

import math

import pytest
import torch

from models.toys.distributions import NoisyCurve
from models.toys.distributions.base import gaussian_sum
from models.toys.distributions.shapes import Checkerboard, Line, Ring


def grid(n: int = 60) -> torch.Tensor:
    axis = (torch.arange(n, dtype=torch.float64) + 0.5) / n
    return torch.cartesian_prod(axis, axis)


def test_quadrature_agrees_with_the_closed_form_of_a_line() -> None:
    line = Line(sigma=0.015)
    assert isinstance(line, NoisyCurve)
    exact, quadrature = line.density(grid()), NoisyCurve.density(line, grid())
    assert exact is not None
    assert quadrature is not None
    assert (exact - quadrature).abs().max().item() < 1e-6 * exact.max().item()


def test_quadrature_agrees_with_a_fine_sum_around_the_ring() -> None:
    ring = Ring()
    angle = torch.arange(2000, dtype=torch.float64) * (2 * math.pi / 2000)
    centres = torch.stack([0.5 + 0.3 * angle.cos(), 0.45 + 0.25 * angle.sin()], 1)
    weights = torch.full((2000,), 1 / 2000, dtype=torch.float64)
    fine = gaussian_sum(grid(), centres, torch.full_like(centres, 0.025), weights)
    density = ring.density(grid())
    assert density is not None
    assert (density - fine).abs().max().item() < 1e-6 * fine.max().item()


def test_checkerboard_is_dark_on_the_diagonal() -> None:
    density = Checkerboard().density(torch.tensor([[-0.9, -0.9], [-0.4, -0.9], [1.1, 1.1]]))
    assert density is not None
    assert density.tolist() == pytest.approx([0.5, 0.0, 0.0], abs=1e-12)
