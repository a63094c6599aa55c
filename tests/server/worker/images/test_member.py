"""An image run in its worker, before and after its images are there."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from server.worker.images.member import ImageMember
from server.workers.orders import Pace, Put
from server.workers.states import AnyState, Checkpoint, State
from tests.server.worker.images.test_worker import experiment


def made(state: AnyState | None = None, playing: bool = True) -> ImageMember:
    return ImageMember(Put("a", 1, 1, 1, 1, experiment(), playing, None, state))


@pytest.mark.parametrize(("state", "step"), [(None, 0), (Checkpoint(Path("a"), 30), 30), (State(b"", 0, 9), 0)])
def test_before_its_images_are_there_it_stands_where_it_will_begin(state: AnyState | None, step: int) -> None:
    member = made(state)
    assert (member.run, member.step, member.reported, member.saved, member.diverged) == (None, step, step, step, False)
    assert (member.loaded, member.state, member.moving) == ((0, 0), "running", True)


def test_it_stands_where_its_run_stands() -> None:
    member = made()
    member.run = SimpleNamespace(step=4, diverged_at=None)  # type: ignore[assignment]
    assert (member.step, member.unsaved) == (4, True)
    member.run = SimpleNamespace(step=4, diverged_at=4)  # type: ignore[assignment]
    assert (member.diverged, member.unsaved) == (True, False)


def test_knobs_may_be_turned_while_its_images_are_loaded() -> None:
    member = made()
    watch, other = member.stopwatch, experiment(lr_g=0.5)
    member.tune_run(other)
    assert member.experiment is other
    assert member.stopwatch is not watch  # other knobs, other costs


def test_a_pace_is_kept_and_a_run_that_is_behind_owes_nothing() -> None:
    member = made()
    member.keep_pace(100.0)
    assert member.due == 100.0  # at full speed the next step is due at once
    member.pace(Pace("a", 2, True, 4.0))
    member.keep_pace(100.1)
    assert member.due == 100.25
    member.keep_pace(200.0)
    assert member.due == 200.0 - 5 * 0.25
    member.todo = 3  # steps that are asked for do not wait
    member.keep_pace(200.0)
    assert member.due == 200.0


def test_its_progress_is_what_was_loaded_last() -> None:
    member = made()
    member.set_loaded(3, 9)
    assert member.loaded == (3, 9)
