"""Wasserstein-1: closed forms on the line, and slices of the plane."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from models.toys.measures import sliced_w1, w1
from models.toys.measures.grid import Floats

numbers = arrays(np.float64, st.integers(1, 30), elements=st.floats(-100, 100))


def test_shifted_sets_are_their_shift_apart() -> None:
    x = np.random.default_rng(1).normal(size=1000)
    assert w1(x, x) == 0
    assert w1(x, x[::-1] + 0.75) == pytest.approx(0.75, abs=1e-12)


def test_uniform_against_a_wider_uniform() -> None:
    x = (np.arange(100_000) + 0.5) / 100_000
    # W1(U(0, 1), U(0, c)) = (c − 1)/2; around a common middle it is (c − 1)/4.
    assert w1(x, 3 * x) == pytest.approx(1, abs=1e-9)
    assert w1(x - 0.5, 3 * (x - 0.5)) == pytest.approx(0.5, abs=1e-9)


def test_one_point_against_many() -> None:
    assert w1(np.array([0.0]), np.array([1.0, -3.0, 4.0])) == pytest.approx(8 / 3, abs=1e-12)


def test_gaussians_of_different_width() -> None:
    rng = np.random.default_rng(1)
    a, b = rng.normal(size=200_000), rng.normal(size=150_000) * 2
    assert w1(a, b) == pytest.approx(math.sqrt(2 / math.pi), abs=0.02)  # E|Z| · |2 − 1|


@settings(deadline=None)
@given(numbers, st.integers(2, 4))
def test_repeating_every_sample_changes_nothing(x: Floats, times: int) -> None:
    other = np.linspace(-50, 50, 17)
    assert w1(np.repeat(x, times), other) == pytest.approx(w1(x, other), abs=1e-9)
    assert w1(np.repeat(x, times), x) == pytest.approx(0, abs=1e-9)


@settings(deadline=None)
@given(numbers, numbers)
def test_unequal_sizes_agree_with_quantiles_on_a_common_size(a: Floats, b: Floats) -> None:
    common = np.mean(np.abs(np.repeat(np.sort(a), len(b)) - np.repeat(np.sort(b), len(a))))
    assert w1(a, b) == pytest.approx(float(common), abs=1e-9)
    assert w1(b, a) == pytest.approx(w1(a, b), abs=1e-9)


def test_a_shift_in_the_plane_counts_two_over_pi() -> None:
    x = np.random.default_rng(1).normal(size=(300, 2))
    for shift in ([1.0, 0.0], [0.0, -2.0], [1.0, 1.0], [0.3, -0.8]):
        expected = 2 / math.pi * math.hypot(*shift)
        assert sliced_w1(x, x + shift) == pytest.approx(expected, rel=0.01)
    assert sliced_w1(x, x[::-1]) == pytest.approx(0, abs=1e-12)


def test_slices_are_the_same_on_every_call() -> None:
    rng = np.random.default_rng(1)
    a, b = rng.normal(size=(100, 2)), rng.normal(size=(70, 2))
    assert sliced_w1(a, b) == sliced_w1(a, b) == pytest.approx(sliced_w1(b, a), abs=1e-12)
