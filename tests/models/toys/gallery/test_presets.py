"""Presets: each is a valid experiment that trains, and together they show every variant."""

import numpy as np
import pytest
import torch

from models.preset import Preset
from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.gallery.presets import PRESETS
from models.toys.games import VARIANTS


def experiment(preset: Preset) -> Experiment:
    return Experiment.parse(preset.variant, preset.data, preset.knobs, preset.data_knobs, seed=1)


def by_name(name: str) -> Preset:
    return next(preset for preset in PRESETS if preset.name == name)


def test_every_variant_has_a_preset() -> None:
    assert {preset.variant for preset in PRESETS} == set(VARIANTS)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_each_trains(preset: Preset) -> None:
    run = Run(experiment(preset))
    torch.set_num_threads(1)
    curve = Cohort().advance([run], 2)[run]
    assert run.step == 2
    assert np.isfinite(curve).all()


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
