"""Measures of samples against closed forms and against what can be counted by hand."""

import math

import pytest
import torch
from torch import Tensor

from models.images.judging.measures import (
    AT_ONCE,
    Gaussian,
    as_asked,
    class_entropy,
    clear_share,
    frechet,
    gaussian,
    memorised,
    nearest,
    occurring,
    square_root,
)


def draws(seed: int, *shape: int) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def covariance(seed: int, size: int, rank: int) -> Tensor:
    a = draws(seed, size, rank)
    return a @ a.T


def test_moments_are_those_of_the_features() -> None:
    g = gaussian(torch.tensor([[0.0, 1.0], [2.0, 1.0], [4.0, 4.0]]))
    assert g.mean.tolist() == [2, 2]
    assert g.covariance.flatten().tolist() == pytest.approx([4, 3, 3, 3])
    assert g.covariance.dtype == torch.float64


def test_frechet_of_independent_features() -> None:
    """‖m₁ − m₂‖² + Σ (σ₁ − σ₂)²."""
    one = Gaussian(torch.tensor([0.0, 1.0]).double(), torch.diag(torch.tensor([4.0, 9.0]).double()))
    other = Gaussian(torch.tensor([3.0, -1.0]).double(), torch.diag(torch.tensor([1.0, 25.0]).double()))
    assert frechet(one, other) == pytest.approx(9 + 4 + 1 + 4, abs=1e-10)


def test_frechet_of_two_planes_that_do_not_commute() -> None:
    """In the plane tr √M = √(tr M + 2 √det M)."""
    c1, c2 = torch.tensor([[2.0, 1.5], [1.5, 3.0]]).double(), torch.tensor([[5.0, -2.0], [-2.0, 1.0]]).double()
    product = c1 @ c2
    cross = math.sqrt(product.trace().item() + 2 * math.sqrt(torch.linalg.det(product).item()))
    expected = (c1.trace() + c2.trace()).item() - 2 * cross
    zero = torch.zeros(2, dtype=torch.float64)
    assert frechet(Gaussian(zero, c1), Gaussian(zero, c2)) == pytest.approx(expected, rel=1e-10)
    assert frechet(Gaussian(zero, c2), Gaussian(zero, c1)) == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize("rank", [3, 12])
def test_a_set_is_0_away_from_itself_and_a_shift_away_from_its_shift(rank: int) -> None:
    """Of full rank, and of fewer directions than features, as few samples give."""
    g = Gaussian(draws(1, 12), covariance(2, 12, rank))
    shifted = Gaussian(g.mean + 2, g.covariance)
    assert frechet(g, g) == pytest.approx(0, abs=1e-5)
    assert frechet(g, shifted) == pytest.approx(12 * 4, abs=1e-5)


def test_frechet_of_samples_comes_to_that_of_their_gaussians() -> None:
    x = draws(3, 200_000, 3)
    stretch = torch.tensor([1.0, 2.0, 0.5], dtype=torch.float64)
    found = frechet(gaussian(x), gaussian(draws(4, 200_000, 3) * stretch + 1))
    assert found == pytest.approx(3 + 1 + 0.25, rel=0.02)


def test_the_root_is_a_root() -> None:
    c = covariance(5, 20, 9)
    root = square_root(c)
    assert (root @ root - c).abs().max() < 1e-10
    assert torch.equal(root, root.T) or (root - root.T).abs().max() < 1e-12


PROBABILITIES = torch.tensor(
    [[0.95, 0.05, 0.0, 0.0], [0.05, 0.95, 0.0, 0.0], [0.1, 0.0, 0.9, 0.0], [0.3, 0.2, 0.1, 0.4]]
)


def test_shares_are_counted() -> None:
    assert clear_share(PROBABILITIES) == 0.75
    assert occurring(PROBABILITIES) == [0, 1, 2]
    assert as_asked(PROBABILITIES, torch.tensor([0, 1, 0, 3])) == 0.75


def test_entropy_is_that_of_the_likeliest_classes() -> None:
    assert class_entropy(PROBABILITIES) == pytest.approx(math.log(4))
    assert class_entropy(PROBABILITIES[[0, 0, 0]]) == 0
    assert class_entropy(PROBABILITIES[[0, 1, 1, 1]]) == pytest.approx(-math.log(0.25) / 4 - 0.75 * math.log(0.75))


def pictures(n: int, seed: int) -> Tensor:
    return torch.randint(0, 256, (n, 3, 16, 16), dtype=torch.uint8, generator=torch.Generator().manual_seed(seed))


def test_copies_are_found_at_distance_0() -> None:
    images = pictures(8 * AT_ONCE + 10, 6)
    images[5] = images[9000 % len(images)] = images[8190]
    images[5, 0, 0, 0] ^= 1  # a copy but for one grey level
    at = [0, 4095, 4096, 8190, len(images) - 1]
    distances, places = nearest(images[at], images)
    assert distances.eq(0).all()
    assert places[:, 0].tolist() in ([*at[:3], 8190, at[4]], [*at[:3], 9000 % len(images), at[4]])
    (three,), (where,) = nearest(images[8190:8191], images, k=3)
    assert where[2] == 5
    assert three.tolist() == pytest.approx([0, 0, 1 / 255 / math.sqrt(768)], abs=1e-9)


def test_the_nearest_are_those_that_looking_at_all_finds() -> None:
    samples, images = pictures(7, 1), pictures(300, 2)
    distances, places = nearest(samples, images, k=4)
    all_of_them = torch.cdist(samples.flatten(1).double(), images.flatten(1).double()) / math.sqrt(768) / 255
    expected, where = all_of_them.topk(4, largest=False)
    assert torch.equal(places, where)
    assert (distances - expected).abs().max() < 1e-6


def test_copies_are_those_nearest_to_one_image_alone() -> None:
    images = pictures(20, 3)
    faint = (images.int() + torch.randint(-9, 10, images.shape)).clamp(0, 255).to(torch.uint8)
    between = (images.int() + images.roll(1, 0).int()).div(2, rounding_mode="floor").to(torch.uint8)
    shares = [memorised(nearest(these, images, 2)[0]) for these in (images, faint, between, pictures(20, 4))]
    assert shares == [1, 1, 0, 0]
    assert memorised(nearest(torch.cat([images[:5], between[:15]]), images, 2)[0]) == 0.25
    assert memorised(nearest(images, images.repeat(2, 1, 1, 1), 2)[0]) == 1  # an image that is there twice


def test_black_is_one_away_from_white() -> None:
    black = torch.zeros(1, 1, 16, 16, dtype=torch.uint8)
    assert nearest(black, black + 255)[0].item() == pytest.approx(1)
