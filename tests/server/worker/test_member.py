"""What every run in a worker has: its pace, the steps it was told to go, and what is void after a change."""

from dataclasses import replace

import pytest

from server.protocol.frames import Measures
from server.workers.orders import Advance, Pace, Tune
from tests.server.worker.made import EXPERIMENT, Counter, put


def tuned(epoch: int = 1, seed: int = EXPERIMENT.seed) -> Tune:
    return Tune("a", 2, epoch, 5, replace(EXPERIMENT, seed=seed))


def measured(playing: bool) -> Counter:
    member = Counter(put(playing=playing))
    member.measures, member.measured_step = Measures(step=3, values={}), 3
    member.history.add(3, {"js": 0.1})
    member.diagnosis = object()  # type: ignore[assignment]
    return member


def test_it_begins_where_it_was_put() -> None:
    member = Counter(put("b", playing=True, stamp=4, epoch=7), step=30)
    assert (member.id, member.stamp, member.build, member.epoch, member.playing) == ("b", 4, 4, 7, True)
    assert (member.reported, member.saved, member.recent.last) == (30, 30, 30)
    assert (member.state, member.moving, member.unsaved) == ("running", True, False)


def test_steps_asked_for_add_up_unless_another_network_learns_or_it_plays() -> None:
    member = Counter(put(playing=True))
    for stamp, only, todo in ((2, None, 5), (3, None, 10), (4, "d", 5), (5, "d", 10)):
        member.advance(Advance("a", stamp, 5, only))
        assert (member.stamp, member.todo, member.only, member.playing) == (stamp, todo, only, False)
    assert (member.state, member.moving) == ("paused", True)
    member.pace(Pace("a", 6, True, 30.0))
    assert (member.todo, member.speed, member.state) == (0, 30.0, "running")


@pytest.mark.parametrize(
    ("playing", "epoch", "measures", "diagnosis"), [(True, 1, 1, 1), (False, 1, 1, 0), (True, 2, 0, 0)]
)
def test_other_knobs_are_judged_anew_and_other_data_measured_anew(
    playing: bool, epoch: int, measures: bool, diagnosis: bool
) -> None:
    member = measured(playing)
    member.tune(tuned(epoch))
    assert (member.stamp, member.epoch, member.version) == (2, epoch, 5)
    assert member.history.measures == []
    assert (member.measures is not None, member.diagnosis is not None) == (measures, diagnosis)
    assert member.measured_step == (3 if measures else None)


def test_a_tune_that_the_networks_do_not_fit_raises_and_is_carried_out_all_the_same() -> None:
    member = Counter(put())
    with pytest.raises(ValueError, match="another seed"):
        member.tune(tuned(seed=99))
    assert (member.stamp, member.version) == (2, 5)


def test_what_stopped_by_itself_neither_moves_nor_is_saved() -> None:
    for state in ("failed", "diverged"):
        member = Counter(put(playing=True))
        member.move(3)
        assert (member.moving, member.unsaved) == (True, True)
        member.failed, member.broken = state == "failed", state == "diverged"
        assert (member.state, member.moving, member.unsaved) == (state, False, False)
