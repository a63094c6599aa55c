"""A variant's name says which kind of experiment it makes; presets of all kinds are valid, with a reason and a cure."""

import pytest

from models.experiment import Experiment, Rejected
from models.images.experiment import Experiment as ImageExperiment
from models.kind import Kind
from models.kinds import KINDS, PRESETS, kind_of, parse
from models.preset import Preset
from models.toys.experiment import Experiment as ToyExperiment


def test_the_variant_decides_the_kind() -> None:
    assert type(parse("gan", "ring", {}, {}, 1)) is ToyExperiment
    assert type(parse("dcgan", "digits", {}, {}, 1)) is ImageExperiment


def test_an_experiment_has_what_was_asked_for() -> None:
    experiment = parse("gan", "gaussian_ring", {"lr_d": 0.25}, {"radius": 0.5}, 3)
    assert (experiment.knobs.lr_d, experiment.data_knobs.radius, experiment.seed) == (0.25, 0.5, 3)  # type: ignore[attr-defined]


def test_kinds_share_no_name_of_a_variant_or_of_data() -> None:
    for names in ([*kind.experiment.variants] for kind in KINDS), ([*kind.experiment.datasets] for kind in KINDS):
        every = [name for of_kind in names for name in of_kind]
        assert len(set(every)) == len(every)


def test_an_unknown_variant_is_refused_with_those_of_all_kinds() -> None:
    with pytest.raises(Rejected, match="no variant called 'gpt'") as refused:
        parse("gpt", "ring", {}, {}, 1)
    assert refused.value.control == "variant"
    assert refused.value.allowed == ", ".join([*ToyExperiment.variants, *ImageExperiment.variants])


def test_data_of_another_kind_are_refused() -> None:
    with pytest.raises(Rejected) as refused:
        parse("gan", "digits", {}, {}, 1)
    assert refused.value.control == "data"


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


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.variants_title)
def test_the_usual_data_of_a_kind_are_its_own(kind: Kind) -> None:
    for variant in kind.experiment.variants:
        assert kind_of(variant) is kind
        assert kind.experiment.parse(variant, kind.usual_data).data == kind.usual_data
    for preset in kind.presets:
        assert kind_of(preset.variant) is kind
