"""Confusion, D*, V(D, G) and its bound, where the answers are known."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from models.toys.measures import confusion, d_star_distance, js, js_bound, optimal_d, value


def test_confusion_of_seven_outputs() -> None:
    cells = confusion(np.array([0.9, 0.8, 0.4, 0.7]), np.array([0.1, 0.6, 0.2]))
    assert cells == pytest.approx((0.75, 0.25, 1 / 3, 2 / 3, (0.75 + 2 / 3) / 2), abs=1e-12)


def test_a_discriminator_that_cannot_tell_is_right_half_the_time() -> None:
    assert confusion(np.full(10, 0.5), np.full(30, 0.5)).accuracy == 0.5


def test_logits_have_their_threshold_at_zero() -> None:
    assert confusion(torch.tensor([2.0, 3.0]), torch.tensor([-1.0, -4.0]), threshold=0).accuracy == 1


def test_d_of_one_half_is_worth_minus_ln_4_and_proves_nothing() -> None:
    v = value(np.zeros(5), np.zeros(7))
    assert v == pytest.approx(-math.log(4), abs=1e-12)
    assert v == pytest.approx(-1.386294, abs=1e-6)
    assert js_bound(v) == pytest.approx(0, abs=1e-12)


def test_a_sure_and_right_d_proves_one_bit() -> None:
    v = value(np.full(3, 1e4), np.full(3, -1e4))
    assert v == 0
    assert js_bound(v) == pytest.approx(1, abs=1e-12)


def test_a_sure_and_wrong_d_stays_finite() -> None:
    assert value(np.full(3, -1e4), np.full(3, 1e4)) == pytest.approx(-2e4, rel=1e-12)


def test_the_bound_is_tight_at_d_star() -> None:
    p, q = np.array([0.1, 0.4, 0.2, 0.3]), np.array([0.3, 0.3, 0.3, 0.1])
    logit = np.log(p / q)
    v = float(np.sum(p * -np.logaddexp(0, -logit)) + np.sum(q * -np.logaddexp(0, logit)))
    assert js_bound(v) == pytest.approx(js(p, q), abs=1e-12)


@settings(deadline=None)
@given(st.lists(st.floats(-20, 20), min_size=4, max_size=4))
def test_no_d_proves_more_than_the_divergence(logits: list[float]) -> None:
    # Sample sets whose shares are exactly p = (1, 4, 2, 3)/10 and q = (3, 3, 3, 1)/10.
    d = np.array(logits)
    v = value(np.repeat(d, [1, 4, 2, 3]), np.repeat(d, [3, 3, 3, 1]))
    assert js_bound(v) <= js(np.array([0.1, 0.4, 0.2, 0.3]), np.array([0.3, 0.3, 0.3, 0.1])) + 1e-12


@pytest.mark.parametrize(("psi", "theta"), [(0.0, 3.0), (1.0, 0.0), (-2.0, 0.5), (0.7, -1.5)])
def test_dirac_gan(psi: float, theta: float) -> None:
    # Real data at 0, fakes at θ, D's logit ψx (Mescheder et al. 2018): V = f(0) + f(−ψθ), f = log sigmoid.
    v = value(np.array([psi * 0.0]), np.array([psi * theta]))
    assert v == pytest.approx(-math.log(2) - math.log1p(math.exp(psi * theta)), abs=1e-12)


def test_optimal_d_and_the_distance_from_it() -> None:
    p, q = np.array([1.0, 1.0, 0.0, 0.0]), np.array([1.0, 3.0, 2.0, 0.0])
    assert optimal_d(p, q)[:3].tolist() == [0.5, 0.25, 0.0]
    assert d_star_distance(np.array([0.5, 0.25, 0.0, 0.9]), p, q) == 0
    assert d_star_distance(np.array([0.7, 0.25, 0.1, 0.9]), p, q) == pytest.approx(0.1, abs=1e-12)
    assert math.isnan(d_star_distance(np.array([0.5]), np.zeros(1), np.zeros(1)))
