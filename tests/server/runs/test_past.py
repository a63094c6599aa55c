"""The past of a run at its steps."""

from pathlib import Path

import numpy as np

from models.toys.experiment import Experiment
from server.protocol.messages import Change
from server.runs.past import KEPT, Past
from server.workers.states import Checkpoint, State


def grown() -> Past:
    """A past of 30 steps with a change at 10 and one at 25, measured at 12 and 24, with states of 8 and 20."""
    past = Past.begin(Experiment.parse("gan", "ring"))
    rows = np.arange(30, dtype=np.float32)[:, None].repeat(len(past.experiment.columns()), 1)
    past.curve.append(1, rows)
    past.changes += [Change(step=step, name="lr_g", old=0.1, new=0.2) for step in (10, 25)]
    for step in (12, 24):
        past.measures.add(step, {"js": step / 100})
    for step in (8, 20):
        past.keep(State(b"bits", 0, step))
    return past


def test_a_run_that_begins_has_no_past() -> None:
    past = Past.begin(Experiment.parse("gan", "ring"))
    assert (past.step, past.newest, past.states, past.changes, len(past.curve)) == (0, None, [], [], 0)
    assert past.curve.read()[1].shape == (0, len(past.experiment.columns()))


def test_it_is_cut_whole_at_a_step() -> None:
    past = grown()
    before = past.at(20)
    assert (before.step, len(before.curve), before.measures.json()) == (
        20,
        20,
        {"steps": [12], "columns": {"js": [0.12]}},
    )
    assert [change.step for change in before.changes] == [10, 20]  # made later: it has that value when it goes on
    assert before.states == past.states
    assert before.curve.read()[1][:, 0].tolist() == list(range(20))
    assert past.at(15).states == [State(b"bits", 0, 8)]
    assert past.at(7).newest is None
    assert (past.step, len(past.curve), [change.step for change in past.changes]) == (20, 30, [10, 25])


def test_what_happens_after_a_cut_does_not_change_the_whole() -> None:
    past = grown()
    before = past.at(20)
    before.measures.add(21, {"js": 0.5})
    before.keep(State(b"other", 0, 21))
    before.changes.clear()
    before.curve.append(21, np.ones((1, len(past.experiment.columns())), np.float32))
    assert list(past.measures.steps) == [12, 24]
    assert past.step == 20
    assert len(past.changes) == 2
    assert past.curve.read(21, 21)[1][0, 0] == 20


def test_only_the_newest_states_stay() -> None:
    past = grown()
    past.keep(State(b"newest", 0, 30))
    assert KEPT == 2
    assert [state.step for state in past.states] == [20, 30]
    assert past.newest == State(b"newest", 0, 30)
    past.keep(State(b"again", 0, 30))
    assert [state.step for state in past.states] == [20, 30]
    assert past.newest == State(b"again", 0, 30)


def test_a_file_that_was_written_anew_holds_one_state() -> None:
    past = Past.begin(Experiment.parse("gan", "ring"))
    for step in (5, 9):
        past.keep(Checkpoint(Path("a.safetensors"), step))
    assert past.states == [Checkpoint(Path("a.safetensors"), 9)]
    past.keep(Checkpoint(Path("b.safetensors"), 12))
    assert [state.step for state in past.states] == [9, 12]


def test_a_run_that_came_with_a_state_has_a_curve_from_there() -> None:
    state = Checkpoint(Path("a.safetensors"), 100)
    past = Past.resume(Experiment.parse("gan", "ring"), state)
    steps, rows, _ = past.curve.read()
    assert (past.step, past.states, set(steps.tolist())) == (100, [state], {100})
    assert np.isnan(rows).all()
