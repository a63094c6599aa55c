"""Numbers that tell how a run is doing, on series made by hand."""

from itertools import pairwise

import numpy as np
import pytest

from models.symptoms import APART, REMEMBERED, WINDOW, Evidence, History, lowest_scores, rhythm
from models.toys.cohort import Run
from models.toys.experiment import Experiment
from models.toys.measures import js, optimal_d
from models.toys.readings import CURVE


@pytest.mark.parametrize("period", [20, 73, 200])
def test_the_rhythm_of_a_noisy_wave_on_a_slope(period: int) -> None:
    t = np.arange(800)
    noise = np.random.default_rng(1).standard_normal(800)
    regular, lag = rhythm(np.sin(2 * np.pi * t / period) + 0.3 * noise + t / 100)
    assert regular > 0.8
    assert lag == pytest.approx(period, rel=0.04)


def test_noise_has_no_rhythm() -> None:
    generator = np.random.default_rng(1)
    assert max(rhythm(generator.standard_normal(800))[0] for _ in range(50)) < 0.35
    assert max(rhythm(generator.standard_normal(800).cumsum())[0] for _ in range(50)) < 0.75  # chance can look regular
    assert rhythm(np.full(800, 0.3)) == (0, 0)
    assert rhythm(np.arange(800.0))[0] == 0
    assert rhythm(np.empty(0)) == (0, 0)


def test_the_best_d_sees_at_least_js() -> None:
    """E D*(x) − E D*(G(z)) and the total variation are both no less than JS in bits, for any p and q."""
    generator = np.random.default_rng(1)
    for sharpness in (0.1, 1, 5, 30):
        for _ in range(200):
            p, q = generator.dirichlet(np.full(9, 1 / sharpness), 2)
            p, q = (x * 0.999 + 0.001 / 9 for x in (p, q))
            d = optimal_d(p, q)
            assert ((p - q) * d).sum() >= js(p, q) - 1e-12
            assert np.abs(p - q).sum() / 2 >= js(p, q) - 1e-12


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


def test_a_window_reaches_back_where_measures_are_few() -> None:
    def measured(every: int) -> Evidence:
        return Evidence(9000, {}, [{"step": step} for step in range(every, 9001, every)], {})

    assert [m["step"] for m in measured(3000).window()] == [3000, 6000, 9000]
    assert not measured(3000).covered()
    assert len(measured(1000).window()) == 5
    assert measured(1000).covered()
    assert len(measured(100).window()) == WINDOW / 100


def test_the_floor_is_what_two_real_sets_score() -> None:
    line, board = (lowest_scores(Run(Experiment.parse("gan", data))) for data in ("gaussian_1d", "checkerboard"))
    assert 0.005 < line["js"] < 0.03
    assert 0 < line["w1"] < 0.1
    assert board["js"] > 0.03


def test_progress_is_in_js_or_in_the_way_to_go() -> None:
    def measured(**ends: tuple[float, float]) -> Evidence:
        steps = range(100, 2001, 100)
        series = {name: np.linspace(*pair, len(steps)) for name, pair in ends.items()}
        measures = [{"step": s} | {name: float(x[i]) for name, x in series.items()} for i, s in enumerate(steps)]
        return Evidence(2000, {}, measures, {}, floor_w1=0.01)

    assert measured(js=(0.9, 0.9), w1=(1.0, 1.0)).stalled()
    assert measured(js=(0.9, 1.0), w1=(1.0, 2.0)).stalled()
    assert not measured(js=(0.9, 0.3), w1=(1.0, 1.0)).stalled()
    assert not measured(js=(1.0, 1.0), w1=(3.0, 1.0)).stalled()
    assert measured(js=(0.9, 0.9), w1=(0.06, 0.01)).stalled()  # that is chance
