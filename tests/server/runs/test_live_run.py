"""One run: what changes leave behind, and what browsers are told."""

import pytest

from server.protocol.base import Recipe
from server.protocol.commands import Tune
from server.runs import live_run
from server.runs.commands import obey
from server.runs.live_run import SHOWN_CHANGES, SHOWN_POINTS
from server.runs.watcher import Watcher
from server.workers import reports
from tests.server.runs.made import Desk, outbox


def test_a_tune_that_changes_nothing_is_no_mark() -> None:
    desk, watcher = Desk(), Watcher()
    run = desk.create(watcher)
    obey(desk.runs, watcher, Tune(run=run.id, ref=2, knobs={"lr_g": run.recipe().knobs["lr_g"]}))
    desk.applied(run, 7)
    assert run.past.changes == []
    assert [answer["ref"] for answer in outbox(watcher)] == [1, 2]


def test_the_turns_of_one_gesture_are_one_mark_where_it_began(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, watcher = Desk(), Watcher()
    run = desk.create(watcher)
    old, old_d = (run.recipe().knobs[name] for name in ("lr_g", "lr_d"))

    def turn(seconds: float, step: int, **knobs: float) -> list[tuple[int, str, object, object]]:
        monkeypatch.setattr(live_run, "monotonic", lambda: seconds)
        obey(desk.runs, watcher, Tune(run=run.id, knobs=knobs))
        desk.applied(run, step)
        return [(change.step, change.name, change.old, change.new) for change in run.past.changes]

    turn(10.0, 100, lr_g=0.01)
    turn(10.1, 110, lr_d=0.5)
    turn(10.9, 120, lr_g=0.02)
    began = [(100, "lr_g", old, 0.03), (110, "lr_d", old_d, 0.5)]
    assert turn(11.5, 130, lr_g=0.03) == began
    assert turn(13.0, 300, lr_g=0.04) == [*began, (300, "lr_g", 0.03, 0.04)]
    assert turn(13.5, 310, lr_g=0.03) == began, "as it was before the gesture"
    assert turn(13.6, 320, lr_g=0.05) == [*began, (320, "lr_g", 0.03, 0.05)]


def test_of_many_changes_the_newest_are_told_and_all_are_kept() -> None:
    desk, watcher = Desk(), Watcher()
    run = desk.create(watcher)
    for i in range(SHOWN_CHANGES + 50):
        obey(desk.runs, watcher, Tune(run=run.id, knobs={"lr_g": 0.001 + i * 1e-5}))
        desk.applied(run, i)
        run.turned.clear()  # each by a gesture of its own
    assert len(run.past.changes) == SHOWN_CHANGES + 49  # the first changed nothing
    assert len(run.message().changes) == SHOWN_CHANGES
    assert run.message().changes[-1].step == SHOWN_CHANGES + 49


@pytest.mark.parametrize(
    ("playing", "asleep", "lost", "halted", "state"),
    [
        (True, False, False, None, "running"),
        (False, False, False, None, "paused"),
        (True, True, False, None, "paused"),
        (True, False, True, None, "lost"),
        (True, False, True, "ValueError", "failed"),
        (True, True, False, "", "diverged"),
    ],
)
def test_a_run_is_in_one_state(playing: bool, asleep: bool, lost: bool, halted: str | None, state: str) -> None:
    run = Desk().create()
    run.playing, run.asleep, run.lost = playing, asleep, lost
    if halted is not None:
        run.halted = reports.Halted(run.id, run.build, 7, halted or None)
    assert run.state == run.message().state == state


def test_who_diverged_is_told_at_which_step_and_by_which_rates() -> None:
    run = Desk().create()
    run.halted = reports.Halted(run.id, run.build, 7, None)
    diverged = run.message().diverged
    assert diverged is not None
    knobs = run.recipe().knobs
    assert diverged.step == 7
    assert f"(now D {knobs['lr_d']:g}, G {knobs['lr_g']:g})" in diverged.advice


def test_a_recipe_is_told_whole_but_for_many_own_points() -> None:
    desk = Desk()
    few, many = (
        desk.runs.create(Recipe(data="points", data_knobs={"points": [[i / n, 0.0] for i in range(n)]}))
        for n in (SHOWN_POINTS, SHOWN_POINTS + 1)
    )
    assert few.message().recipe == few.recipe()
    told = many.message()
    assert set(many.recipe().data_knobs) - set(told.recipe.data_knobs) == {"points"}
    assert told.toy is not None
    assert told.toy.points == SHOWN_POINTS + 1


def test_the_columns_are_those_of_the_game_in_the_order_of_the_curve() -> None:
    run = Desk().create()
    assert [column.name for column in run.message().columns] == [c.name for c in run.experiment.columns()]
