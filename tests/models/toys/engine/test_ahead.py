"""Steps worked out ahead are the steps that are trained, however they are portioned."""

import numpy as np
import pytest
import torch

from models.toys.engine.ahead import SLICE, look_ahead
from models.toys.engine.cohort import Cohort, Only
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.games import VARIANTS

PORTIONS: list[tuple[int, Only]] = [
    (1, None),
    (1, None),
    (3, None),
    (2, "d"),
    (2, "g"),
    (1, None),
    (20, None),
    (1, "d"),
]


def runs(variant: str) -> list[Run]:
    knobs = {"g_width": 9, "d_width": 7, "batch": 37, "lr_decay": 50}
    return [Run(Experiment.parse(variant, "gaussians", knobs, seed=seed)) for seed in (3, 4, 5)]


@pytest.mark.parametrize("variant", VARIANTS)
def test_what_was_prepared_before_gives_the_bits_of_what_is_prepared_now(variant: str) -> None:
    kept, fresh, cohort = runs(variant), runs(variant), Cohort()
    for steps, only in PORTIONS:
        curves, expected = cohort.advance(kept, steps, only), Cohort().advance(fresh, steps, only)
        for a, b in zip(kept, fresh, strict=True):
            np.testing.assert_array_equal(curves[a], expected[b])
            assert a.step == b.step
            assert all(torch.equal(a.state[name], b.state[name]) for name in a.state)


def test_a_second_slice_is_prepared_with_those_that_follow() -> None:
    group = runs("gan")
    cohort = Cohort()
    prepared = []
    for _ in range(4):
        cohort.advance(group, 3)
        ahead = cohort.stack(group).ahead
        assert ahead is not None
        prepared.append((ahead.done[0], ahead.steps, ahead.used))
    whole = SLICE // 3 * 3
    assert prepared == [(0, 3, 3), (3, whole, 3), (3, whole, 6), (3, whole, 9)]


def test_another_learner_or_another_step_is_prepared_anew() -> None:
    group = runs("gan")
    stack = Cohort().stack(group)
    first = look_ahead(stack, group, 2, "dg")
    assert look_ahead(stack, group, 2, "dg") is first
    assert look_ahead(stack, group, 2, "d") is not first
    group[1].step += 1
    assert look_ahead(stack, group, 1, "d").done == [0, 1, 0]


def test_long_noise_is_not_laid_out_far_ahead() -> None:
    knobs = {"noise_dim": 64, "batch": 1024, "g_width": 4, "d_width": 4}
    group = [Run(Experiment.parse("gan", "gaussians", knobs, seed=seed)) for seed in range(16)]
    cohort = Cohort()
    for _ in range(2):
        cohort.advance(group, 1)
    ahead = cohort.stack(group).ahead
    assert ahead is not None
    assert ahead.steps == 1
