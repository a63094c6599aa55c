"""Presets: each is a valid experiment that trains, and together they show every variant."""

import numpy as np
import pytest
import torch

from models import VARIANTS
from models.toys.cohort import Cohort, Run
from models.toys.distributions import DISTRIBUTIONS
from models.toys.experiment import Experiment
from models.toys.presets import PRESETS, Preset


def experiment(preset: Preset) -> Experiment:
    return Experiment.parse(preset.variant, preset.data, preset.knobs, preset.data_knobs, seed=1)


def by_name(name: str) -> Preset:
    return next(preset for preset in PRESETS if preset.name == name)


def test_names_are_unique_and_fit_a_url() -> None:
    names = [preset.name for preset in PRESETS]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() and name.islower() for name in names)


def test_every_variant_has_a_preset() -> None:
    assert {preset.variant for preset in PRESETS} == set(VARIANTS)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_each_trains(preset: Preset) -> None:
    run = Run(experiment(preset))
    torch.set_num_threads(1)
    curve = Cohort().advance([run], 2)[run]
    assert run.step == 2
    assert np.isfinite(curve).all()


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_each_is_told_apart_by_title_and_reason(preset: Preset) -> None:
    others = [other for other in PRESETS if other.name != preset.name]
    assert preset.title not in [other.title for other in others]
    assert preset.why.endswith(".")
    assert preset.why not in [other.why for other in others]


def test_a_preset_names_only_what_differs_from_the_data_and_variant_it_names() -> None:
    for preset in PRESETS:
        assert set(preset.knobs) <= set(VARIANTS[preset.variant].Knobs.model_fields)
        assert set(preset.data_knobs) <= set(DISTRIBUTIONS[preset.data].model_fields)


@pytest.mark.parametrize(
    ("name", "count", "sigma", "extent"),
    # Lin et al. 2018 (ring r 1 σ 0.01; grid {−4 … 4}² σ 0.05); Metz et al. 2017 and Gulrajani et al. 2017 (r 2 σ 0.02).
    [("ring_of_8", 8, 0.01, 1.0), ("grid_of_25", 25, 0.05, 4.0), ("ring_wgan_gp", 8, 0.02, 2.0)],
)
def test_the_literatures_constants(name: str, count: int, sigma: float, extent: float) -> None:
    modes = experiment(by_name(name)).distribution.modes()
    assert modes is not None
    centres, sigmas = modes
    assert len(centres) == count
    assert sigmas.unique().tolist() == [sigma]  # type: ignore[no-untyped-call]
    assert centres.abs().max().item() == pytest.approx(extent, abs=1e-9)


@pytest.mark.parametrize("data", ["gaussians", "line", "ring", "disjoint"])
def test_gan_labs_data_run_with_the_defaults(data: str) -> None:
    preset = by_name(f"gan_lab_{data}")
    assert (preset.variant, preset.data, preset.knobs, preset.data_knobs) == ("gan", data, {}, {})


def test_the_lectures_exercises() -> None:
    one, two = experiment(by_name("gaussian_from_uniform")), experiment(by_name("gaussian_from_four"))
    assert (one.distribution.dims, one.knobs.model_dump()["noise"]) == (1, "uniform")
    assert (two.distribution.dims, two.knobs.model_dump()["noise_dim"]) == (2, 4)


def test_every_bad_preset_has_a_cure_that_changes_it_and_no_good_one_has() -> None:
    for preset in PRESETS:
        assert (preset.cure is not None) == (preset.kind == "bad"), preset.name
        if preset.cure is not None:
            before = experiment(preset)
            after, _ = before.with_changes(preset.cure.knobs, {})
            changed = {name for name, value in after.knobs if value != getattr(before.knobs, name)}
            assert changed == set(preset.cure.knobs), "a knob of the cure stands as it says already"


def test_the_ways_to_fail_that_every_course_names() -> None:
    assert {preset.name for preset in PRESETS if preset.kind == "bad"} == {
        "vanishing_gradient",
        "strong_discriminator",
        "mode_collapse",
        "oscillation",
        "wgan_few_critic_steps",
        "small_generator",
        "smoothed_labels",
    }
