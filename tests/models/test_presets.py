"""Presets of points and of images: each is a valid experiment with a name, a reason and, where it fails, a cure."""

import pytest

from models.experiment import Experiment
from models.kinds import parse
from models.preset import Preset
from models.presets import PRESETS


def experiment(preset: Preset) -> Experiment:
    return parse(preset.variant, preset.data, preset.knobs, preset.data_knobs, seed=1)


def test_names_are_unique_and_fit_a_url() -> None:
    names = [preset.name for preset in PRESETS]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() and name.islower() for name in names)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_each_is_told_apart_by_title_and_reason(preset: Preset) -> None:
    others = [other for other in PRESETS if other.name != preset.name]
    assert preset.title not in [other.title for other in others]
    assert preset.why.endswith(".")
    assert preset.why not in [other.why for other in others]


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_each_sets_knobs_of_its_own_game_and_data_to_what_they_are_not(preset: Preset) -> None:
    usual = parse(preset.variant, preset.data, {}, {}, seed=1)
    set_to = experiment(preset)
    assert all(getattr(set_to.knobs, name) == value for name, value in preset.knobs.items())
    assert set_to != usual or not (preset.knobs or preset.data_knobs)


def test_every_bad_preset_has_a_cure_that_changes_it_and_no_good_one_has() -> None:
    for preset in PRESETS:
        assert (preset.cure is not None) == (preset.kind == "bad"), preset.name
        if preset.cure is not None:
            before = experiment(preset)
            after, _ = before.with_changes(preset.cure.knobs, {})
            changed = {name for name, value in after.knobs if value != getattr(before.knobs, name)}
            assert changed == set(preset.cure.knobs), "a knob of the cure stands as it says already"
