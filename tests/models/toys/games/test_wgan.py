"""WGAN: the weights of D are clipped after each of its updates."""

import pytest
import torch

from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from models.toys.experiment import Experiment


def test_wgan_clips_after_every_update_of_d() -> None:
    run = Run(Experiment.parse("wgan", "gaussians", {"clip": 0.05, "lr_d": 0.5}))
    assert run.state["d"].abs().max() > 0.05, "the clip must have something to do"
    Cohort().advance([run], 2)
    assert run.state["d"].abs().max() <= 0.05
    assert (run.state["d"].abs() == torch.tensor(0.05)).any()
    assert run.state["g"].abs().max() > 0.05, "G is not clipped"


def test_each_run_has_its_own_clip() -> None:
    runs = [Run(Experiment.parse("wgan", "gaussians", {"clip": c, "lr_d": 0.5})) for c in (0.05, 0.2)]
    Cohort().advance(runs, 1)
    assert [run.state["d"].abs().max().item() for run in runs] == pytest.approx([0.05, 0.2])
