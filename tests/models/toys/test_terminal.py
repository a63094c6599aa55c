"""Toys in the terminal: all runs train as one, with a bar that shows where they are, and end with a diagnosis."""

import pytest

from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.terminal import train

SMALL = {"g_width": 4, "d_width": 4, "batch": 8}


def test_every_run_trains_to_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    runs = [Run(Experiment.parse("gan", "gaussian_1d", SMALL, seed=seed)) for seed in (1, 2)]
    watch = train(runs, 70)
    assert [run.step for run in runs] == [70, 70]
    assert list(watch.diagnose()) == runs
    shown = capsys.readouterr().err
    assert "70/70" in shown
    assert "Loss_D=" in shown
