"""What is said of D against G, of evidence made by hand."""

import pytest

from models.toys.diagnosis.diagnose import diagnose
from tests.models.toys.diagnosis.made import KNOBS, always, evidence, state


def test_a_weak_d_sees_less_than_what_js_proves_is_there() -> None:
    flat = {"d_real": 0.52, "d_fake": 0.5}
    found = diagnose(evidence(always(js=0.9, hq=0), flat))
    assert (found.state, found.name) == ("weak_d", "edge")
    assert found.value == pytest.approx(0.02)
    assert "0.02" in found.sentence
    assert "0.88 or more" in found.sentence
    assert state(evidence(always(js=0.9, hq=0), {"d_real": 0.8, "d_fake": 0.4})) == "stuck"
    assert state(evidence(always(js=0.9, hq=0), flat, step=1500)) == "stuck"  # it may still learn to see
    # A critic's values have no scale, but it is right or wrong.
    assert state(evidence(always(js=0.9, hq=0, accuracy=0.52), critic=True)) == "weak_d"
    assert state(evidence(always(js=0.9, hq=0, accuracy=0.8), flat, critic=True)) == "stuck"


def test_smoothed_labels_do_not_make_d_weak() -> None:
    """With s the best D is (1 − s) p/(p + q)."""
    e = evidence(always(js=1), {"d_real": 0.5, "d_fake": 0.0}, knobs=KNOBS | {"label_smoothing": 0.5})
    assert e.edge == pytest.approx(1)


def test_a_dead_d_says_the_same_of_all() -> None:
    found = diagnose(evidence(always(d_range=0, js=0.9), {"d_real": 0.5, "d_fake": 0.5}))
    assert (found.state, found.level) == ("dead_d", "bad")
    assert "0.90 bits" in found.sentence
    assert "not the optimum" in found.sentence
    # The same grey where real and fake are alike is the optimum.
    assert state(evidence(always(d_range=0, js=0.04, hq=95))) == "well"
    # A critic clipped to small weights ranges over little, but not over nothing.
    assert state(evidence(always(d_range=1e-7, d_level=0.01), critic=True)) != "dead_d"
    assert state(evidence(always(d_range=0, d_level=0.01), critic=True)) == "dead_d"
