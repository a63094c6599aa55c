"""What is said of the course of a training, of evidence made by hand."""

from dataclasses import replace
from typing import Any

import pytest

from models.diagnosis.evidence import Evidence
from models.toys.diagnosis.diagnose import diagnose
from tests.models.diagnosis.made import KNOBS, PLAIN, always, evidence, state


def test_nothing_stands_out() -> None:
    assert state(evidence()) == "stuck"


def test_diverged_says_when() -> None:
    found = diagnose(evidence(diverged_at=1234))
    assert (found.state, found.level, found.value) == ("diverged", "bad", 1234)
    assert "step 1,234" in found.sentence
    assert found.cure.tune == {"lr_g": pytest.approx(KNOBS["lr_g"] / 10), "lr_d": pytest.approx(KNOBS["lr_d"] / 10)}


def test_a_run_that_diverges_before_it_is_measured_has_a_diagnosis() -> None:
    assert diagnose(Evidence(3, {}, [], KNOBS, diverged_at=3)).state == "diverged"


@pytest.mark.parametrize("step", [0, 1, 100, 199])
def test_the_beginning_is_no_failure(step: int) -> None:
    found = diagnose(evidence(always(js=1, modes=0, hq=0, spread=0.01, accuracy=1), step=step))
    assert (found.state, found.level) == ("learning", "info")
    assert "Just begun" in found.sentence


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


@pytest.mark.parametrize(
    ("knobs", "words"),
    [
        ({"freeze_d": True}, "D is frozen"),
        ({"freeze_g": True}, "G is frozen"),
        ({"lr_d": 0.0}, "D is frozen"),
        ({"lr_d": 0.0, "freeze_g": True}, "Both networks are frozen"),
    ],
)
@pytest.mark.parametrize("fakes", [{"d_range": 0.0, "js": 1.0, "modes": 0.0}, {"js": 0.05, "hq": 95.0}])
def test_networks_that_were_stopped_are_neither_accused_nor_praised(
    knobs: dict[str, Any], words: str, fakes: dict[str, float]
) -> None:
    found = diagnose(evidence(always(**fakes, accuracy=0.5), knobs=KNOBS | knobs))
    assert (found.state, found.level) == ("learning", "info")
    assert words in found.sentence
    assert "50 %" in found.sentence


def test_a_training_that_is_over_is_said_to_be() -> None:
    found = diagnose(evidence(always(js=1, modes=0, accuracy=0.5), knobs=KNOBS | {"lr_decay": 3000}))
    assert (found.state, found.level) == ("learning", "info")
    assert "the training is over" in found.sentence
    assert state(evidence(always(js=0.05, hq=95), knobs=KNOBS | {"lr_decay": 3000})) == "well"


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
