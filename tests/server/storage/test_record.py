"""Pasts made into records and back."""

from pathlib import Path

import pytest

from models.toys.engine.checkpoint import load_runs, save_runs
from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from server.storage.record import StoredState, restore_past, restore_state, store_state
from server.workers.states import Checkpoint, State
from tests.server.browser import SMALL
from tests.server.storage.made import record


def test_one_run_of_a_stack_goes_on_alone() -> None:
    experiments = [Experiment.parse("gan", "ring", SMALL, seed=seed) for seed in range(3)]
    runs = [Run(experiment) for experiment in experiments]
    cohort = Cohort()
    cohort.advance(runs, 7)
    cohort.advance(runs[1:2], 4)
    stored = store_state(State(save_runs(runs), 1, 11))
    assert stored.blob is not None
    assert (stored.step, stored.file) == (11, None)
    (alone,) = load_runs(stored.blob, [0], experiments[1:2])
    assert (alone.step, alone.box) == (11, runs[1].box)
    assert all((alone.state[name] == runs[1].state[name]).all() for name in alone.state)


@pytest.mark.parametrize("state", [State(b"bits", 0, 7), Checkpoint(Path("kept/a.safetensors"), 7)])
def test_a_state_comes_back_as_it_was(state: State | Checkpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.storage.record.cut_row", lambda blob, row: blob)
    assert restore_state(store_state(state)) == state


def test_a_past_has_all_that_was_recorded() -> None:
    experiment = Experiment.parse("gan", "ring", SMALL)
    kept = record(step=4, states=[StoredState(2, b"x"), StoredState(4, b"y"), StoredState(5, None)])
    past = restore_past(experiment, kept)
    assert past.experiment is experiment
    assert past.states == [State(b"x", 0, 2), State(b"y", 0, 4)]
    assert past.changes == kept.document.changes
    assert (past.step, len(past.curve)) == (4, 4)
    assert past.curve.read()[1][3].tolist() == [21, 22, 23, 24, 25, 26, 27]
