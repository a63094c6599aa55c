"""How far a toy has come: left the picture, well, learning or stuck; evidence is made by hand."""

from dataclasses import replace

import pytest

from models.toys.diagnosis.diagnose import diagnose
from tests.models.toys.diagnosis.made import PLAIN, always, evidence, state


def test_well_is_near_the_floor_with_all_modes() -> None:
    found = diagnose(evidence(always(js=0.1, hq=95)))
    assert (found.state, found.level) == ("well", "good")
    assert "0.10 bits" in found.sentence
    assert "a perfect G has about 0.02" in found.sentence
    assert "all 8 modes" in found.sentence
    assert state(evidence(always(js=0.1, hq=95, modes=7))) == "lost_modes"
    assert state(evidence(always(js=0.1, hq=70))) == "stuck"
    assert state(evidence(always(js=0.1), modes=0)) == "well"
    assert "both modes" in diagnose(evidence(always(js=0.1, hq=95, modes=2), modes=2)).sentence


def test_well_is_not_said_in_passing() -> None:
    good = {"js": 0.1, "hq": 95.0}
    assert state(evidence(always(**good), step=400)) == "learning"  # too few measures to say that it lasts
    assert state(evidence(lambda s: good | ({"js": 0.2} if s == 3800 else {}))) != "well"


def test_on_the_line_well_is_nearer() -> None:
    """There an eye sees what JS of a histogram in the plane leaves to chance."""
    line = {name: value for name, value in PLAIN.items() if name != "offset_y"}

    def found(js: float) -> str:
        e = evidence(always(js=js, hq=95))
        return state(replace(e, measures=[{"step": m["step"]} | line | {"js": js, "hq": 95.0} for m in e.measures]))

    assert found(0.06) == "well"
    assert found(0.1) == "stuck"


def test_fakes_that_have_left_the_picture_are_said_so_at_once() -> None:
    found = diagnose(evidence(always(offset_x=30.0, offset_y=-40.0), step=200))
    assert (found.state, found.level) == ("diverged", "bad")
    assert "50 spreads of the data" in found.sentence
    assert found.cure.tune.keys() == {"lr_g", "lr_d"}
    assert state(evidence(always(offset_x=2.0), step=200)) == "learning"


def test_fair_fakes_that_come_no_closer_are_not_praised() -> None:
    found = diagnose(evidence(always(js=0.25, hq=95)))
    assert (found.state, found.level) == ("stuck", "info")
    assert "fair and come no closer: JS is 0.25 bits" in found.sentence
    assert state(evidence(lambda s: {"js": 0.25 + (4000 - s) / 4000, "hq": 95})) == "learning"
    assert state(evidence(always(js=0.35, hq=95))) == "stuck"


def test_learning_tells_how_far_it_has_come() -> None:
    found = diagnose(evidence(lambda s: {"js": 1 - s / 8000}))
    assert (found.state, found.level) == ("learning", "info")
    assert "JS is 0.50 bits, down from 0.59, 700 steps ago" in found.sentence


@pytest.mark.parametrize(("now", "words"), [(0.6, "as 200 steps ago"), (0.7, "up from 0.60, 200 steps ago")])
def test_a_few_measures_are_no_trend(now: float, words: str) -> None:
    found = diagnose(evidence(lambda s: {"js": 0.6 if s == 100 else now}, step=300))
    assert (found.state, found.cure.tune) == ("learning", {})
    assert words in found.sentence


def test_it_does_not_learn_where_js_rises() -> None:
    found = diagnose(evidence(lambda s: {"js": 0.5 + s / 10_000, "w1": 5 - s / 1000}))
    assert (found.state, found.level) == ("stuck", "info")
    assert "JS is 0.90 bits, up from 0.83, 700 steps ago" in found.sentence


def test_a_run_that_stands_still_is_not_said_to_learn() -> None:
    found = diagnose(evidence())
    assert (found.state, found.level) == ("stuck", "info")
    assert "0.60 bits, as 700 steps ago" in found.sentence


def test_a_lucky_measure_decides_nothing() -> None:
    assert state(evidence(lambda s: {"spread": 0.01 if s == 4000 else 1.0})) == "stuck"
