"""Numbers that both kinds share, on series made by hand."""

import math

import numpy as np
import pytest

from models.diagnosis.evidence import LATELY, WINDOW, Evidence


def test_a_window_reaches_back_where_measures_are_few() -> None:
    def measured(every: int) -> Evidence:
        return Evidence(9000, {}, [{"step": step} for step in range(every, 9001, every)], {})

    assert [m["step"] for m in measured(3000).window()] == [3000, 6000, 9000]
    assert not measured(3000).covered()
    assert len(measured(1000).window()) == 5
    assert measured(1000).covered()
    assert len(measured(100).window()) == WINDOW / 100


def test_medians_are_of_the_newest_and_nan_where_nothing_is_known() -> None:
    measures = [{"step": float(step), "js": value} for step, value in enumerate((9.0, 1.0, 5.0, 2.0))]
    curve = {"d_real": np.concatenate([np.zeros(500), np.ones(LATELY)])}
    e = Evidence(4, curve, measures, {})
    assert e.last("js") == 2
    assert e.last("js", 4) == 3.5
    assert e.shown("js") == 2
    assert e.lately("d_real") == 1
    assert math.isnan(e.last("hq"))
    assert math.isnan(e.lately("d_fake"))
    assert Evidence(0, {}, [], {}).now == {}


def test_progress_is_the_share_by_which_a_measure_has_fallen() -> None:
    measures = [{"step": step, "js": 1.0 if step < 1500 else 0.25} for step in range(1300, 2001, 100)]
    assert Evidence(2000, {}, measures, {}).progress("js") == pytest.approx(0.75)
