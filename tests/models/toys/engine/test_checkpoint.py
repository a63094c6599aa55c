"""A run that was saved goes on as if nothing had been."""

from collections.abc import Sequence

import torch

from models.toys.engine.checkpoint import load_runs, save_runs
from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from models.toys.games import VARIANTS
from tests.models.toys.engine.test_cohort import experiment, same


def test_a_loaded_run_goes_on_bit_for_bit() -> None:
    for variant in VARIANTS:
        runs: Sequence[Run] = [Run(experiment(variant, seed=s)) for s in (1, 2, 3)]
        cohort = Cohort()
        cohort.advance(runs, 27)
        blob = save_runs(runs)
        loaded = load_runs(blob, [2, 0], [runs[2].experiment, runs[0].experiment])
        cohort.advance(runs, 20)
        Cohort().advance(loaded, 20)
        assert same(loaded[0], runs[2]), variant
        assert same(loaded[1], runs[0]), variant


def test_a_saved_run_keeps_its_step_and_the_limits_of_its_stage() -> None:
    run = Run(experiment(), step=12, box=((-3.0, 3.0), (-2.0, 2.0)))
    (loaded,) = load_runs(save_runs([run]), [0], [run.experiment])
    assert (loaded.step, loaded.box) == (12, run.box)
    assert loaded.state["g_powers"].dtype == torch.float64
