"""What every toy has: its networks' sizes, rates that fall, averages that warm up, knobs as columns."""

import numpy as np
import pytest
import torch

from models.toys.experiment import Experiment
from tests.models.toys.games.made import game


def test_networks_have_the_sizes_asked_for() -> None:
    e = Experiment.parse("pacgan", "ring", {"noise_dim": 5, "g_layers": 1, "g_width": 7, "d_layers": 0, "pack": 3})
    g, d = e.gan.networks(e)
    assert (g.sizes, d.sizes) == ((5, 7, 2), (6, 1))


def test_a_fresh_state_comes_from_the_seed_alone() -> None:
    one, again, other = (Experiment.parse("gan", "ring", seed=seed) for seed in (1, 1, 2))
    state = one.gan.initial_state(one)
    assert torch.equal(state["g"], again.gan.initial_state(again)["g"])
    assert not torch.equal(state["g"], other.gan.initial_state(other)["g"])
    assert torch.equal(state["g"], state["g_avg"])
    assert not state["d_m"].any()


def test_rates_fall_to_0_over_the_steps_asked_for() -> None:
    stack = game("gan", lr_decay=10, optimiser_d="sgd", lr_d=0.5)
    stack.prepare(np.array([5, 8]), 3)
    expected = [[0.25, 0.1], [0.2, 0.05], [0.15, 0.0]]
    assert stack.schedules["d"].rate[..., 0].tolist() == [pytest.approx(row) for row in expected]


def test_the_average_warms_up() -> None:
    stack = game("gan", ema=0.99)
    stack.prepare(np.array([0, 10_000]), 1)
    assert stack.weight[0, :, 0].tolist() == pytest.approx([0.9, 0.01])


def test_float_knobs_are_columns() -> None:
    stack = game("gan", runs=3, r1=0.25)
    assert stack.h.r1.tolist() == [[0.25]] * 3
