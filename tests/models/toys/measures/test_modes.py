"""Modes, high quality and reverse KL: the perfect sampler, the collapsed one, and the line between them."""

import math

import numpy as np
import pytest
import torch

from models.toys.distributions.base import Mixture
from models.toys.distributions.gaussians import GaussianGrid, GaussianRing, Gaussians
from models.toys.distributions.line import Bimodal1D, Gaussian1D
from models.toys.measures import Coverage, mode_coverage


def cover(mixture: Mixture, samples: torch.Tensor) -> Coverage:
    centres, sigmas, weights = mixture.components()
    return mode_coverage(samples, centres, sigmas, weights)


@pytest.mark.parametrize(("mixture", "count"), [(GaussianRing(), 8), (GaussianGrid(), 25)])
def test_a_perfect_sampler_meets_ceiling_and_floor(mixture: Mixture, count: int) -> None:
    generator, n, repeats = torch.Generator().manual_seed(1), 2500, 40
    scores = [cover(mixture, mixture.sample(n, generator)) for _ in range(repeats)]
    assert {score.modes for score in scores} == {count}
    ceiling = 1 - math.exp(-4.5)  # 98.89 %: three standard deviations in the plane
    deviation = math.sqrt(ceiling * (1 - ceiling) / (n * repeats))
    assert np.mean([s.high_quality for s in scores]) == pytest.approx(ceiling, abs=4 * deviation)
    floor = (count - 1) / (2 * n)  # half a χ² of K − 1 degrees of freedom, over n
    deviation = math.sqrt((count - 1) / 2 / repeats) / n
    assert np.mean([s.reverse_kl for s in scores]) == pytest.approx(floor, abs=4 * deviation)


def test_the_ceiling_on_the_line() -> None:
    samples = Gaussian1D().sample(200_000, torch.Generator().manual_seed(1))
    assert cover(Gaussian1D(), samples).high_quality == pytest.approx(0.9973, abs=0.0005)


def test_unequal_widths_count_in_each_modes_own_deviations() -> None:
    samples = Gaussians().sample(100_000, torch.Generator().manual_seed(1))
    # The blobs' tails touch, which saves a few samples; circles of one size would lose 7 % of the tall one.
    assert cover(Gaussians(), samples).high_quality == pytest.approx(1 - math.exp(-4.5), abs=0.003)


@pytest.mark.parametrize(("mixture", "count"), [(GaussianRing(), 8), (GaussianGrid(), 25)])
def test_collapse_to_one_mode(mixture: Mixture, count: int) -> None:
    fake = mixture.components()[0][3].expand(100, 2)
    assert cover(mixture, fake) == pytest.approx((1, 1.0, math.log(count)), abs=1e-12)  # 2.079, 3.219


def test_half_of_the_modes() -> None:
    fake = GaussianRing().components()[0][:4].repeat(10, 1)
    assert cover(GaussianRing(), fake) == pytest.approx((4, 1.0, math.log(2)), abs=1e-12)


def test_samples_between_the_modes_find_none() -> None:
    assert cover(GaussianRing(), torch.zeros(50, 2))[:2] == (0, 0.0)


def test_the_edge_is_three_deviations() -> None:
    ring = GaussianRing(sigma=0.1)
    just_in, just_out = torch.tensor([[1.2999, 0.0]]), torch.tensor([[1.3001, 0.0]])
    assert cover(ring, just_in).high_quality == 1
    assert cover(ring, just_out).high_quality == 0


def test_weights_are_what_the_shares_are_compared_with() -> None:
    uneven = Bimodal1D(weight_1=0.9, weight_2=0.1)
    as_it_is = torch.tensor([[-2.0]] * 9 + [[2.0]])
    assert cover(uneven, as_it_is).reverse_kl == pytest.approx(0, abs=1e-12)
    even = torch.tensor([[-2.0], [2.0]])
    expected = 0.5 * math.log(0.5 / 0.9) + 0.5 * math.log(0.5 / 0.1)
    assert cover(uneven, even).reverse_kl == pytest.approx(expected, abs=1e-12)


def test_order_of_samples_and_modes_does_not_matter() -> None:
    rng = np.random.default_rng(1)
    fake, centres, sigmas = rng.normal(size=(200, 2)), rng.normal(size=(5, 2)), np.full(5, 0.2)
    score = mode_coverage(fake, centres, sigmas)
    assert mode_coverage(fake[::-1], centres[::-1], sigmas) == pytest.approx(score, abs=1e-12)
