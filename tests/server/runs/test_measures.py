"""Measures over a run's steps: kept once, bounded, and the same after they were stored."""

import math

import pytest

from server.runs.measures import LIMIT, Measures


def measured(*steps: int) -> Measures:
    measures = Measures()
    for step in steps:
        measures.add(step, {"js": step / 1000})
    return measures


def test_each_step_is_kept_once_with_what_was_measured_of_it() -> None:
    measures = measured(100, 100, 90)
    measures.add(200, {"js": None, "modes": 7.0})
    assert measures.json() == {"steps": [100, 200], "columns": {"js": [0.1, None], "modes": [None, 7.0]}}


def test_what_came_later_is_forgotten_where_a_run_goes_back() -> None:
    measures = measured(100, 200, 300)
    assert measures.copy(200).json() == {"steps": [100, 200], "columns": {"js": [0.1, 0.2]}}
    assert measures.copy(50).json() == {"steps": [], "columns": {"js": []}}
    assert list(measures.steps) == [100, 200, 300]


def test_they_stay_bounded_whole_where_recent_and_thinned_where_old() -> None:
    measures = measured(*range(1, 5 * LIMIT))
    assert len(measures.steps) <= LIMIT
    assert measures.size < 20 * LIMIT
    assert measures.steps[0] == 1
    assert measures.steps[-1000:].tolist() == list(range(5 * LIMIT - 1000, 5 * LIMIT))
    assert measures.columns["js"].tolist() == pytest.approx([step / 1000 for step in measures.steps])


def test_stored_ones_come_back_and_go_on() -> None:
    measures = measured(100)
    measures.add(200, {"js": math.nan, "w1": 2.0})
    again = Measures.of(measures.arrays())
    again.add(300, {"w1": 1.0})
    assert again.json()["columns"] == {"js": [0.1, None, None], "w1": [None, 2.0, 1.0]}
    assert Measures.of({}).json() == {"steps": [], "columns": {}}
