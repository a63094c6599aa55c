"""Distributions on the line: their densities in closed form, and the stage that shows them."""

import math

import pytest
import torch
from pydantic import ValidationError

from models.toys.distributions.line import SPREAD, Bimodal1D, Gaussian1D, Trimodal1D, Uniform1D


def density(data: Gaussian1D | Bimodal1D | Trimodal1D | Uniform1D, *places: float) -> list[float]:
    p = data.density(torch.tensor(places)[:, None])
    assert p is not None
    return [float(value) for value in p]


def bell(x: float, mean: float, sigma: float) -> float:
    return math.exp(-(((x - mean) / sigma) ** 2) / 2) / (sigma * math.sqrt(2 * math.pi))


def test_a_gaussian_has_its_density() -> None:
    expected = [bell(x, 1.0, 0.5) for x in (1.0, 1.5, -0.25)]
    assert density(Gaussian1D(mean=1.0, sigma=0.5), 1.0, 1.5, -0.25) == pytest.approx(expected)


def test_two_gaussians_share_by_their_weights() -> None:
    data = Bimodal1D(weight_1=0.3, weight_2=0.1)
    assert density(data, -2.0, 0.5) == pytest.approx(
        [0.75 * bell(x, -2, 0.6) + 0.25 * bell(x, 2, 0.6) for x in (-2.0, 0.5)]
    )


def test_three_gaussians_are_three_modes() -> None:
    modes = Trimodal1D().modes()
    assert modes is not None
    assert modes[0].flatten().tolist() == pytest.approx([-3, 0, 3])
    assert modes[1].flatten().tolist() == pytest.approx([0.5] * 3)


def test_samples_of_a_gaussian_lie_as_it_says() -> None:
    x = Gaussian1D(mean=2.0, sigma=0.25).sample(20_000, torch.Generator().manual_seed(1))
    assert x.shape == (20_000, 1)
    assert x.mean().item() == pytest.approx(2, abs=0.01)
    assert x.std().item() == pytest.approx(0.25, abs=0.01)


def test_the_uniform_is_flat_between_its_ends() -> None:
    data = Uniform1D(low=1.0, high=3.0)
    assert density(data, 0.99, 1.0, 2.0, 3.0, 3.01) == [0, 0.5, 0.5, 0.5, 0]
    x = data.sample(1000, torch.Generator().manual_seed(1))
    assert 1 <= x.min() < 1.05
    assert 2.95 < x.max() <= 3


def test_an_empty_interval_is_refused() -> None:
    with pytest.raises(ValidationError, match=r"at least 0\.01 above the lower end, which is 1"):
        Uniform1D(low=1.0, high=1.0)


def test_the_stage_leaves_room_on_both_sides() -> None:
    ((low, high),) = Gaussian1D(mean=0.0, sigma=1.0).box()
    assert low <= -SPREAD
    assert high >= SPREAD
    ((low, high),) = Uniform1D(low=0.0, high=2.0).box()
    assert low <= -1
    assert high >= 3
