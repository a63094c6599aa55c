"""What is said of the fakes, of evidence made by hand."""

import numpy as np
import pytest

from models.toys.diagnosis.diagnose import diagnose
from models.toys.diagnosis.evidence import Evidence
from models.toys.diagnosis.fakes import CLUMP, ONE_PLACE, SWINGS
from tests.models.toys.diagnosis.made import always, evidence, state, wave


@pytest.mark.parametrize("js", [0.05, 0.2])
def test_fakes_that_swing_are_not_well(js: float) -> None:
    def swinging(size: float) -> Evidence:
        return evidence(lambda s: {"js": js, "hq": 95, "offset_x": size * np.sin(2 * np.pi * s / 370)})

    assert swinging(1).swing > SWINGS
    assert state(swinging(1)) == "oscillation"
    assert state(swinging(SWINGS)) == ("well" if js == 0.05 else "stuck")


def test_collapse_onto_a_mode_and_into_a_place() -> None:
    found = diagnose(evidence(always(modes=1, hq=99, spread=0.3)))
    assert (found.state, found.level, found.text) == ("collapse", "bad", "1 of 8 modes")
    assert found.text in found.sentence
    found = diagnose(evidence(always(modes=0, hq=0, spread=0.04)))
    assert (found.state, found.name, found.text) == ("collapse", "spread", "4 %")
    assert state(evidence(always(spread=ONE_PLACE * 0.99), modes=0)) == "collapse"
    assert state(evidence(always(spread=ONE_PLACE * 1.01), modes=0)) == "stuck"
    # One Gaussian has but one mode to hold.
    assert state(evidence(always(modes=1, hq=99), modes=1)) == "stuck"


def test_a_clump_that_hops_about_is_a_collapse() -> None:
    def hopping(spread: float, modes: int = 8) -> str:
        return state(
            evidence(lambda s: {"hq": 0, "spread": spread, "offset_x": np.sin(2 * np.pi * s / 370)}, modes=modes)
        )

    assert hopping(CLUMP * 0.99) == "collapse"
    assert hopping(CLUMP * 1.01) == "oscillation"
    assert hopping(CLUMP * 0.99, modes=1) == "oscillation"  # one Gaussian is one place


def test_lost_modes_are_counted_where_fakes_are_good_and_none_comes_back() -> None:
    found = diagnose(evidence(always(modes=5, hq=90)))
    assert (found.state, found.level, found.value) == ("lost_modes", "warn", 5)
    assert "3 of 8 modes are lost" in found.sentence
    assert state(evidence(always(modes=5, hq=40))) == "stuck"
    assert state(evidence(lambda s: {"modes": 3 + s // 800, "hq": 90})) == "stuck"  # the last has just been found
    assert state(evidence(lambda s: {"modes": 8 if s == 3900 else 7, "hq": 90})) == "stuck"  # held by a thread
    found = diagnose(evidence(always(modes=24, hq=90), modes=25))
    assert (found.state, found.level) == ("lost_modes", "info")
    assert "1 of 25 modes is lost" in found.sentence


def test_swings_of_the_fakes_with_their_period() -> None:
    swing = wave(2000, 200, 0.2)
    found = diagnose(
        evidence(lambda s: {"offset_x": np.sin(2 * np.pi * s / 370)}, {"d_real": 0.5 + swing, "d_fake": 0.5 - swing})
    )
    assert (found.state, found.level, found.name) == ("oscillation", "warn", "swing")
    assert found.value == pytest.approx(1 / np.sqrt(2), abs=0.1)
    assert "about every 200 steps" in found.sentence


def test_noise_and_drift_are_no_swings() -> None:
    small = SWINGS * np.sqrt(2) * 0.9
    assert state(evidence(lambda s: {"offset_x": small * np.sin(s)})) == "stuck"
    assert state(evidence(lambda s: {"offset_x": s / 1000})) == "stuck"
    generator = np.random.default_rng(1)
    assert state(evidence(lambda s: {"offset_x": 0.1 * generator.standard_normal()})) == "stuck"
