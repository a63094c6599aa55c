"""That GANs learn with their defaults and presets. The whole proof is slow; a part of it always runs."""

import pytest
import torch

from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.games import VARIANTS
from models.toys.measures.evaluation import evaluate
from tests.bench.learn import ROUNDS, js_of, modes_of

ENOUGH = 0.30  # bit: what no seed may exceed; two sets of real samples are 0.02 apart


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


def silent(text: str) -> None:
    pass


def js_of_each_variant(steps: int) -> dict[str, float]:
    """JS divergence in bits on two Gaussians, with each variant's defaults."""
    runs = [Run(Experiment.parse(variant, "gaussians")) for variant in VARIANTS]
    Cohort().advance(runs, steps)
    return {run.experiment.variant: score["js"] for run, score in zip(runs, evaluate(runs, 4000), strict=True)}


def test_the_defaults_learn_gan_labs_data() -> None:
    for name, (js,) in js_of([1], ROUNDS, silent).items():
        assert js <= ENOUGH, name


def test_every_variant_learns() -> None:
    before, after = js_of_each_variant(0), js_of_each_variant(600)
    for variant in VARIANTS:
        assert before[variant] > 0.9, variant
        assert after[variant] < 0.45, variant


@pytest.mark.slow
def test_no_seed_fails_with_the_defaults() -> None:
    for name, js in js_of(range(1, 9), ROUNDS, silent).items():
        assert max(js) <= ENOUGH, name


@pytest.mark.slow
@pytest.mark.parametrize(
    # PacGAN's best figures (Lin et al. 2018), means of ten runs.
    ("preset", "modes", "hq"),
    [("ring_of_8", 8, 95.6), ("grid_of_25", 24.8, 93.6)],
)
def test_presets_beat_pacgan(preset: str, modes: float, hq: float) -> None:
    found = modes_of(preset, range(1, 11), None, silent)
    assert found["modes"] >= modes
    assert found["hq"] >= hq
