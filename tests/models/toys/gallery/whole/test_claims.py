"""Every claim of the gallery, over eight seeds: what works, what fails, and that the cure cures what has failed."""

import pytest
import torch

from models.preset import Preset
from models.toys.gallery.presets import PRESETS
from tests.models.claims import Claim
from tests.models.toys.gallery.claims import BAD, GOOD, LEARNT, SEEDS, SHARE, TRIED
from tests.models.toys.gallery.measuring import Trial, advanced_together

GOOD_PRESETS = [preset for preset in PRESETS if preset.kind == "good"]
BAD_PRESETS = [preset for preset in PRESETS if preset.kind == "bad"]
# What most visitors see first, and failures of two kinds: less than half a minute. All the others take minutes: they
# are asked by `pytest -m slow`, and `python -m tests.bench learn` measures the divergence of each.
QUICK = {
    "gan_lab_gaussians",
    "gan_lab_line",
    "gan_lab_ring",
    "gan_lab_disjoint",
    "your_own",
    "figure_1",
    "vanishing_gradient",
    "oscillation",
}


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


def case(preset: Preset) -> object:
    return pytest.param(preset, id=preset.name, marks=[] if preset.name in QUICK else [pytest.mark.slow])


@pytest.fixture(scope="module")
def quick() -> dict[str, Trial]:
    """The quick presets that work, trained."""
    torch.set_num_threads(1)
    presets = [preset for preset in GOOD_PRESETS if preset.name in QUICK]
    trials = [Trial(preset, SEEDS) for preset in presets]
    (steps,) = {preset.steps for preset in presets}
    advanced_together(trials, steps)
    return {preset.name: trial for preset, trial in zip(presets, trials, strict=True)}


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
def test_what_works_works(preset: Preset, request: pytest.FixtureRequest) -> None:
    if preset.name in QUICK:
        trial = request.getfixturevalue("quick")[preset.name]
    else:
        trial = Trial(preset, SEEDS)
        trial.advance(preset.steps)
    claims = GOOD.get(preset.name, [])
    check(trial, claims)
    js = trial.numbers({"js"})["js"]
    assert max(js) <= LEARNT, js


@pytest.mark.parametrize("preset", [case(preset) for preset in GOOD_PRESETS if preset.name in TRIED])
def test_what_it_tells_to_try_does_what_it_says(preset: Preset) -> None:
    knobs, claim = TRIED[preset.name]
    trial = Trial(preset, SEEDS)
    trial.change(knobs)
    trial.advance(preset.steps)
    check(trial, [claim])


@pytest.mark.parametrize("preset", [case(preset) for preset in BAD_PRESETS])
def test_what_fails_fails_and_its_cure_cures_it(preset: Preset) -> None:
    failure = BAD[preset.name]
    look = {claim.measure for claim in failure.fails + failure.cured} & {"swing", "moved"}
    trial = Trial(preset, SEEDS)
    trial.advance(preset.steps, look=bool(look))
    check(trial, failure.fails)
    assert preset.cure is not None
    trial.change(preset.cure.knobs)
    trial.advance(failure.steps, look=bool(look))
    check(trial, failure.cured)
