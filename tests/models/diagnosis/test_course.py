"""What is said of the course of a training, of evidence made by hand."""

from typing import Any

import pytest

from models.toys.diagnosis.diagnose import diagnose
from models.toys.diagnosis.evidence import Evidence
from tests.models.toys.diagnosis.made import KNOBS, always, evidence, state


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
