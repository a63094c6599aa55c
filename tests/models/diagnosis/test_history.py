"""What is remembered of a run, and what is not."""

from itertools import pairwise

import numpy as np

from models.diagnosis.history import APART, REMEMBERED, History


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
    grads = np.ones(200, np.float32)
    grads[50] = 1e6
    grads[100:150] = 7
    history = History()
    history.see({"grad_g": grads})
    assert history.peak_grad_g == 7
    history.see({"grad_g": grads[:10]})
    history.see({"grad_g": grads[:40], "loss_d": grads[:40]})
    history.see({})
    assert history.peak_grad_g == 7
