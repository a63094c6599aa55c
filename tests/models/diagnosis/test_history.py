"""What is remembered of a run, and what is not."""

from itertools import pairwise

import numpy as np

from models.diagnosis.history import APART, REMEMBERED, History
from models.toys.engine.readings import CURVE


def test_measures_close_together_count_once_and_old_ones_go() -> None:
    history = History()
    for step in range(0, 4 * APART * REMEMBERED):
        history.add(step, {"js": float(step)})
    steps = [m["step"] for m in history.measures]
    assert len(steps) == REMEMBERED
    assert steps[-1] == 4 * APART * REMEMBERED - 1
    assert all(later - earlier >= APART for earlier, later in pairwise(steps[:-1]))
    history.changed()
    assert history.measures == []


def test_gs_usual_gradient_is_the_largest_for_a_while_not_a_spike() -> None:
    rows = np.ones((200, len(CURVE)), np.float32)
    rows[50, CURVE.index("grad_g")] = 1e6
    rows[100:150, CURVE.index("grad_g")] = 7
    history = History()
    history.saw(rows)
    assert history.peak_grad_g == 7
    history.saw(rows[:10])
    history.saw(rows[:40])
    assert history.peak_grad_g == 7
