"""What is said of the course of a training, of evidence made by hand."""

from typing import Any

import pytest

from models.diagnosis import diagnose
from models.symptoms import Evidence
from tests.models.findings.made import KNOBS, always, evidence, state


def test_nothing_stands_out() -> None:
    assert state(evidence()) == "stuck"


def test_diverged_says_when() -> None:
    found = diagnose(evidence(diverged_at=1234))
    assert (found.state, found.level, found.value) == ("diverged", "bad", 1234)
    assert "round 1,234" in found.sentence
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
    assert "0.02 would be perfect" in found.sentence
    assert "all 8 modes" in found.sentence
    assert state(evidence(always(js=0.1, hq=95, modes=7))) == "lost_modes"
    assert state(evidence(always(js=0.1, hq=70))) == "stuck"
    assert state(evidence(always(js=0.1), modes=0)) == "well"


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
        ({"lr_decay": 3000}, "the training is over"),
    ],
)
def test_networks_that_were_stopped_are_not_accused(knobs: dict[str, Any], words: str) -> None:
    found = diagnose(evidence(always(d_range=0, js=1, modes=0, accuracy=0.5), knobs=KNOBS | knobs))
    assert (found.state, found.level) == ("learning", "info")
    assert words in found.sentence
    assert "50 %" in found.sentence


def test_learning_tells_how_far_it_has_come() -> None:
    found = diagnose(evidence(lambda s: {"js": 1 - s / 8000}))
    assert (found.state, found.level) == ("learning", "info")
    assert "JS is 0.51 bits, 0.59 it was 700 rounds ago" in found.sentence
    assert "are learning" in found.sentence


@pytest.mark.parametrize("step", [400, 4000])
def test_it_does_not_learn_where_js_rises(step: int) -> None:
    found = diagnose(evidence(lambda s: {"js": 0.5 + s / 10_000, "w1": 5 - s / 1000}, step=step))
    assert (found.state, found.level) == ("stuck", "info")
    assert "no headway" in found.sentence
    assert f"JS is {0.49 + step / 10_000:.2f} bits" in found.sentence


def test_a_run_that_stands_still_is_not_said_to_learn() -> None:
    found = diagnose(evidence())
    assert (found.state, found.level) == ("stuck", "info")
    assert "0.60 bits, 0.60 it was" in found.sentence


def test_a_lucky_measure_decides_nothing() -> None:
    assert state(evidence(lambda s: {"spread": 0.01 if s == 4000 else 1.0})) == "stuck"
