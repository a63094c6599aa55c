"""Numbers that tell how a toy is doing, on series made by hand."""

import numpy as np

from models.toys.diagnosis.evidence import Evidence, lowest_scores
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.measures import js, optimal_d


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
