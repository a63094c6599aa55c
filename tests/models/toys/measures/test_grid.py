"""JS and KL on a grid: closed forms, limits, and what a histogram must do at its edges."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from models.toys.measures import histogram, js, js_grid, kl, kl_grid
from models.toys.measures.grid import Floats

UNIT = ((0.0, 1.0), (0.0, 1.0))
# Rounded, so that hypothesis finds samples on the cells' edges and far outside.
planes = arrays(np.float64, (20, 2), elements=st.floats(-2, 3).map(lambda x: round(x, 1)))


def gaussian_shares(mean: float, sigma: float) -> Floats:
    x = np.linspace(-15, 15, 20_001)
    p = np.exp(-0.5 * ((x - mean) / sigma) ** 2)
    return np.asarray(p / p.sum(), dtype=np.float64)


def test_kl_of_two_gaussians_is_the_closed_form_in_bits() -> None:
    for mean, sigma in [(1.0, 1.0), (-2.0, 1.5), (0.5, 0.7)]:
        nats = math.log(sigma) + (1 + mean**2) / (2 * sigma**2) - 0.5
        estimate = kl(gaussian_shares(0, 1), gaussian_shares(mean, sigma))
        assert estimate == pytest.approx(nats / math.log(2), abs=1e-9)


def test_kl_from_samples_reaches_the_closed_form() -> None:
    rng = np.random.default_rng(1)
    real, fake = rng.normal(size=(100_000, 1)), rng.normal(0.5, 1, size=(100_000, 1))
    # 60 cells on a width of 12 lose little: KL = ½ · 0.5² nats.
    assert kl_grid(real, fake, ((-6.0, 6.0),)) == pytest.approx(0.125 / math.log(2), abs=0.006)


def test_js_of_known_shares() -> None:
    p, q = np.array([0.5, 0.5, 0.0]), np.array([0.0, 0.5, 0.5])
    assert js(p, q) == pytest.approx(0.5, abs=1e-12)  # half the mass is disjoint
    assert js(p, p) == 0
    assert kl(p, q) == math.inf


def test_the_same_samples_score_zero() -> None:
    x = np.random.default_rng(1).random((500, 2))
    assert js_grid(x, x, UNIT) == pytest.approx(0, abs=1e-12)
    assert kl_grid(x, x, UNIT) == pytest.approx(0, abs=1e-12)


def test_disjoint_samples_score_one_bit_and_a_finite_kl() -> None:
    rng = np.random.default_rng(1)
    left, right = rng.random((500, 2)) * [0.4, 1.0], rng.random((400, 2)) * [0.4, 1.0] + [0.5, 0.0]
    assert js_grid(left, right, UNIT) == pytest.approx(1, abs=1e-12)
    assert 1 < kl_grid(left, right, UNIT) < 10


def test_kl_of_two_cells_by_hand() -> None:
    real = np.array([[0.2]] * 3 + [[0.7]])
    fake = np.array([[0.2]])
    p, q = np.array([3.5, 1.5]) / 5, np.array([1.5, 0.5]) / 2
    expected = float(np.sum(p * np.log2(p / q)))
    assert kl_grid(real, fake, ((0.0, 1.0),), bins=2) == pytest.approx(expected, abs=1e-12)


def test_kl_is_large_where_the_fakes_miss_something() -> None:
    both = np.array([[0.2]] * 50 + [[0.7]] * 50)
    one = np.array([[0.2]] * 100)
    box = ((0.0, 1.0),)
    assert kl_grid(both, one, box, bins=2) > 2 > kl_grid(one, both, box, bins=2)


def test_a_histogram_counts_every_sample_once() -> None:
    x = np.array([[0.0, 0.0], [1.0, 1.0], [0.5, 0.49], [1.01, 0.5], [0.5, -1e-9], [math.nan, 0.5], [1e300, 0.5]])
    counts = histogram(x, UNIT, bins=2)
    # Flat cells (x, y): (0, 0) (0, 1) (1, 0) (1, 1), then everything outside.
    assert counts.tolist() == [1, 0, 1, 1, 4]


@settings(deadline=None)
@given(planes, planes)
def test_js_is_symmetric_bounded_and_blind_to_order(a: Floats, b: Floats) -> None:
    score = js_grid(a, b, UNIT)
    assert -1e-12 <= score <= 1 + 1e-12
    assert js_grid(b, a, UNIT) == pytest.approx(score, abs=1e-12)
    assert js_grid(a[::-1], np.roll(b, 7, axis=0), UNIT) == pytest.approx(score, abs=1e-12)


@settings(deadline=None)
@given(planes, planes)
def test_kl_is_not_negative(a: Floats, b: Floats) -> None:
    assert kl_grid(a, b, UNIT) >= -1e-12
