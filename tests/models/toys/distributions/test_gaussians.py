"""Gaussians and their mixtures: how many modes there are, where, and how heavy."""

import math

import pytest
import torch

from models.toys.distributions import DISTRIBUTIONS
from models.toys.distributions.gaussians import Gaussian, GaussianRing
from models.toys.distributions.line import Bimodal1D, Gaussian1D


def generator() -> torch.Generator:
    return torch.Generator().manual_seed(1)


def test_density_of_a_gaussian_at_its_mean() -> None:
    at_mean = Gaussian1D(mean=1.5, sigma=2.0).density(torch.tensor([[1.5], [3.5]]))
    assert at_mean is not None
    peak = 1 / (2 * math.sqrt(2 * math.pi))
    assert at_mean.tolist() == pytest.approx([peak, peak * math.exp(-0.5)], abs=1e-9)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("gaussian_1d", 1),
        ("bimodal_1d", 2),
        ("trimodal_1d", 3),
        ("gaussians", 2),
        ("disjoint", 3),
        ("gaussian_ring", 8),
        ("gaussian_grid", 25),
    ],
)
def test_modes_are_distinct_and_hold_their_weight(name: str, count: int) -> None:
    case = DISTRIBUTIONS[name]()
    modes, weights = case.modes(), case.mode_weights()
    assert modes is not None
    assert weights is not None
    centres, sigmas = modes
    assert len({tuple(centre) for centre in centres.tolist()}) == len(sigmas) == len(weights) == count
    samples = case.sample(20_000, generator()).double()
    nearest = ((samples[:, None] - centres) / sigmas).square().sum(2).argmin(1)
    share = torch.bincount(nearest, minlength=count) / 20_000
    # Half a percent more than sampling explains: neighbours on the line overlap a little.
    assert (share - weights).abs().max().item() < 5 * math.sqrt(0.25 / 20_000) + 0.005


@pytest.mark.parametrize("name", ["line", "ring", "moons", "swiss_roll", "checkerboard", "uniform_1d", "points"])
def test_shapes_have_no_modes(name: str) -> None:
    assert DISTRIBUTIONS[name]().modes() is None
    assert DISTRIBUTIONS[name]().mode_weights() is None


def test_ring_has_eight_modes_at_multiples_of_45_degrees() -> None:
    modes = GaussianRing(radius=2.0).modes()
    assert modes is not None
    angles = torch.rad2deg(torch.atan2(modes[0][:, 1], modes[0][:, 0])) % 360
    assert sorted(angles.tolist()) == pytest.approx([0, 45, 90, 135, 180, 225, 270, 315], abs=1e-9)
    assert modes[0].norm(dim=1).tolist() == pytest.approx([2.0] * 8, abs=1e-12)


def test_moments_of_a_tilted_gaussian() -> None:
    case = Gaussian(mean_x=1.0, mean_y=-2.0, sigma_x=2.0, sigma_y=0.5, correlation=-0.8)
    samples = case.sample(200_000, generator()).double()
    assert samples.mean(0).tolist() == pytest.approx([1.0, -2.0], abs=0.02)
    assert samples.T.cov().flatten().tolist() == pytest.approx([4.0, -0.8, -0.8, 0.25], abs=0.05)


def test_moments_of_a_weighted_mixture() -> None:
    case = Bimodal1D(mean_1=-1.0, mean_2=3.0, sigma_1=0.5, sigma_2=1.0, weight_1=0.25, weight_2=0.75)
    samples = case.sample(200_000, generator()).double()
    assert samples.mean().item() == pytest.approx(2.0, abs=0.02)
    assert samples.var().item() == pytest.approx(0.25 * 0.25 + 0.75 * 1.0 + 0.25 * 9 + 0.75 * 1, abs=0.05)
