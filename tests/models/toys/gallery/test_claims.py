"""Every claim of the gallery, over eight seeds: what works, what fails, and that the cure cures what has failed."""

import pytest
import torch

from models.toys.presets import PRESETS, Preset
from tests.models.toys.gallery.claims import BAD, GOOD, LEARNT, SEEDS, SHARE, TRIED, Claim
from tests.models.toys.gallery.measuring import Trial

GOOD_PRESETS = [preset for preset in PRESETS if preset.kind == "good"]
BAD_PRESETS = [preset for preset in PRESETS if preset.kind == "bad"]
# More than a few seconds for all seeds; `python -m tests.bench learn` runs all of them too.
LONG = {
    "ring_of_8",
    "grid_of_25",
    "ring_relativistic",
    "ring_packed",
    "ring_wgan_gp",
    "moons_wgan_gp",
    "swiss_roll_wgan_gp",
    "wgan_clipping",
    "hinge_checkerboard",
}


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


def case(preset: Preset) -> object:
    return pytest.param(preset, id=preset.name, marks=[pytest.mark.slow] if preset.name in LONG else [])


def check(trial: Trial, claims: list[Claim]) -> None:
    """Each claim holds for enough seeds."""
    found = trial.numbers({claim.measure for claim in claims})
    for claim in claims:
        values = found[claim.measure]
        assert sum(map(claim.holds, values)) >= SHARE * len(values), (claim, values)


def test_every_claim_is_of_a_preset_and_every_bad_preset_has_one() -> None:
    assert set(GOOD) <= {preset.name for preset in GOOD_PRESETS}
    assert list(BAD) == [preset.name for preset in BAD_PRESETS]
    assert len(SEEDS) >= 8


@pytest.mark.parametrize("preset", [case(preset) for preset in GOOD_PRESETS])
def test_what_works_works(preset: Preset) -> None:
    trial = Trial(preset, SEEDS)
    trial.advance(preset.rounds)
    claims = GOOD.get(preset.name, [])
    check(trial, claims)
    js = trial.numbers({"js"})["js"]
    assert max(js) <= LEARNT, js


@pytest.mark.parametrize("preset", [case(preset) for preset in GOOD_PRESETS if preset.name in TRIED])
def test_what_it_tells_to_try_does_what_it_says(preset: Preset) -> None:
    knobs, claim = TRIED[preset.name]
    trial = Trial(preset, SEEDS)
    trial.change(knobs)
    trial.advance(preset.rounds)
    check(trial, [claim])


@pytest.mark.parametrize("preset", [case(preset) for preset in BAD_PRESETS])
def test_what_fails_fails_and_its_cure_cures_it(preset: Preset) -> None:
    failure = BAD[preset.name]
    look = {claim.measure for claim in failure.fails + failure.cured} & {"swing", "moved"}
    trial = Trial(preset, SEEDS)
    trial.advance(preset.rounds, look=bool(look))
    check(trial, failure.fails)
    assert preset.cure is not None
    trial.change(preset.cure.knobs)
    trial.advance(failure.rounds, look=bool(look))
    check(trial, failure.cured)
