"""Runs and commands, with a worker that only writes down its orders."""

import json
from typing import Any

import numpy as np
import pytest

from models.toys.distributions import DISTRIBUTIONS
from models.toys.pictures.layers import LAYERS as TOY_LAYERS
from server.kinds.image import RELOADS
from server.protocol.base import Recipe
from server.protocol.commands import Build, Create, Generate, Leave, Open, Pause, Play, Pull, Reset, Tune
from server.protocol.commands import Step as StepCommand
from server.protocol.messages import Cost, Error
from server.protocol.questions import Nearest
from server.protocol.refusal import RefusedError
from server.runs import live_run, receive
from server.runs.commands import obey
from server.runs.live_run import SHOWN_CHANGES, LiveRun
from server.runs.registry import Runs
from server.runs.watcher import MAX_REQUESTS, Watcher
from server.settings import Settings
from server.workers import orders, reports
from server.workers.states import State


class Desk:
    """Runs without a process: `orders` is what the worker was told."""

    def __init__(self, **settings: Any) -> None:
        self.orders: list[orders.Order] = []
        self.runs = Runs(Settings(**settings), lambda kind, order: self.orders.append(order))

    def create(self, watcher: Watcher | None = None) -> LiveRun:
        watcher = watcher or Watcher()
        obey(self.runs, watcher, Create(ref=1))
        return list(self.runs.live.values())[-1]

    def applied(self, run: LiveRun, step: int = 0) -> None:
        box = ((0.0, 1.0), (0.0, 1.0))
        receive.receive(self.runs, [reports.Applied(run.id, run.build, run.stamp, step, box)])


def outbox(watcher: Watcher) -> list[dict[str, Any]]:
    messages = [json.loads(message) for message in watcher._outbox.values() if isinstance(message, str)]
    watcher._outbox.clear()
    return messages


def test_a_command_is_answered_when_the_worker_has_carried_it_out() -> None:
    desk, watcher = Desk(), Watcher()
    run = desk.create(watcher)
    assert outbox(watcher) == []
    desk.applied(run)
    (answer,) = outbox(watcher)
    assert (answer["ref"], answer["run"], answer["state"]) == (1, run.id, "running")


def test_whoever_watches_several_runs_hears_which_of_them_was_removed() -> None:
    desk, watcher = Desk(), Watcher()
    one, other = desk.create(watcher), desk.create(watcher)
    desk.applied(one)
    desk.applied(other)
    outbox(watcher)
    desk.runs.drop(one, forget=True)
    assert [(told["code"], told["run"], told["ref"]) for told in outbox(watcher)] == [("unknown_run", one.id, None)]
    assert watcher.watching == {other.id}


def test_a_report_about_networks_that_are_gone_is_ignored() -> None:
    desk = Desk()
    run = desk.create()
    old = run.build
    obey(desk.runs, Watcher(), Reset(run=run.id))
    receive.receive(desk.runs, [reports.Rows(run.id, old, 1, np.zeros((5, 7), np.float32))])
    receive.receive(desk.runs, [reports.Halted(run.id, old, 5, "Error")])
    assert len(run.past.curve) == 0
    assert run.state == "running"


def test_where_data_have_no_stage_nothing_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, watcher = Desk(), Watcher()
    run = desk.create(watcher)
    before = vars(run).copy()

    def no_box(self: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(DISTRIBUTIONS["ring"], "box", no_box)
    desk.orders.clear()
    with pytest.raises(ZeroDivisionError):
        obey(desk.runs, watcher, Build(run=run.id, recipe=Recipe(data="ring")))
    with pytest.raises(ZeroDivisionError):
        desk.runs.create(Recipe(data="ring"))
    assert vars(run) == before
    assert list(desk.runs.live) == [run.id]
    assert desk.orders == []


def test_ids_cannot_be_guessed() -> None:
    desk = Desk()
    ids = {desk.create().id for _ in range(50)}
    assert len(ids) == 50
    assert min(map(len, ids)) >= 20


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


def test_of_a_runs_descriptions_a_slow_browser_gets_the_newest() -> None:
    desk, watcher, other = Desk(), Watcher(), Watcher()
    run = desk.create(watcher)
    obey(desk.runs, other, Open(run=run.id))
    desk.applied(run)
    outbox(other)
    for command in (Pause(run=run.id), Play(run=run.id), Pause(run=run.id)):
        obey(desk.runs, watcher, command)
        desk.applied(run)
    (news,) = outbox(other)
    assert news["state"] == "paused"


def test_when_the_worker_died_runs_go_on_from_their_last_state() -> None:
    desk, watcher = Desk(), Watcher()
    saved, fresh = desk.create(watcher), desk.create(watcher)
    for run in (saved, fresh):
        desk.applied(run)
        rows = np.ones((100, 7), np.float32)
        receive.receive(desk.runs, [reports.Rows(run.id, run.build, 1, rows)])
    state = State(b"bits", 3, 80)
    receive.receive(desk.runs, [reports.Saved(saved.id, saved.build, state)])
    obey(desk.runs, watcher, Tune(run=saved.id, ref=5, knobs={"lr_g": 0.02}))
    desk.applied(saved, 95)
    obey(desk.runs, watcher, Pull(run=saved.id, after=100, epoch=1))
    outbox(watcher)

    receive.worker_died(desk.runs, "toy")
    assert [message["state"] for message in outbox(watcher)] == ["lost", "lost"]
    desk.orders.clear()
    receive.worker_replaced(desk.runs, "toy")
    puts = {order.run: order for order in desk.orders if isinstance(order, orders.Put)}
    assert puts[saved.id].state == state
    assert puts[saved.id].experiment.knobs.model_dump()["lr_g"] == 0.02
    assert puts[fresh.id].state is None
    assert any(isinstance(order, orders.Pull) for order in desk.orders)
    assert (len(saved.past.curve), len(fresh.past.curve)) == (80, 0)
    assert saved.past.changes[0].step == 80

    desk.applied(saved, 80)
    (back,) = outbox(watcher)
    assert (back["state"], back["step"]) == ("running", 80)
    assert back["notice"] == "The worker was restarted; the run goes on from step 80."


def test_measures_are_of_the_networks_and_data_there_are() -> None:
    desk, watcher = Desk(), Watcher()
    run = desk.create(watcher)
    desk.applied(run)

    def measured(*steps: int, epoch: int | None = None) -> list[int]:
        for step in steps:
            report = reports.Measured(run.id, run.build, epoch or run.epoch, step, {"js": 0.5})
            receive.receive(desk.runs, [report])
        return list(run.past.measures.steps)

    assert measured(10, 90) == [10, 90]
    receive.receive(desk.runs, [reports.Saved(run.id, run.build, State(b"bits", 0, 80))])
    receive.worker_replaced(desk.runs, "toy")
    assert measured() == [10]
    obey(desk.runs, watcher, Tune(run=run.id, ref=2, knobs={"lr_g": 0.02}))
    assert measured(120) == [10, 120]
    before = run.epoch
    obey(desk.runs, watcher, Tune(run=run.id, ref=3, data_knobs={"x_1": 0.4}))
    assert measured(130, epoch=before) == []  # of the data before
    assert measured(140) == [140]
    obey(desk.runs, watcher, Reset(run=run.id, ref=4))
    assert measured() == []


def test_a_command_on_its_way_to_a_dying_worker_is_answered_by_the_next() -> None:
    desk, watcher = Desk(), Watcher()
    run = desk.create(watcher)
    desk.applied(run)
    outbox(watcher)
    obey(desk.runs, watcher, Tune(run=run.id, ref=6, knobs={"lr_g": 0.02}))
    receive.worker_died(desk.runs, "toy")
    receive.worker_replaced(desk.runs, "toy")
    desk.applied(run, 0)
    answer = next(message for message in outbox(watcher) if message["ref"] == 6)
    assert answer["recipe"]["knobs"]["lr_g"] == 0.02


def test_a_run_that_halted_plays_again_only_after_a_reset() -> None:
    desk, watcher = Desk(), Watcher()
    run = desk.create(watcher)
    desk.applied(run)
    receive.receive(desk.runs, [reports.Halted(run.id, run.build, 12, "ValueError: no")])
    assert run.message().failed is not None
    assert run.state == "failed"
    for command in (Play(run=run.id), StepCommand(run=run.id)):
        with pytest.raises(RefusedError, match="failed at step 12"):
            obey(desk.runs, watcher, command)
    outbox(watcher)
    obey(desk.runs, watcher, Pause(run=run.id, ref=3))  # nothing for the worker to do: answered at once
    assert outbox(watcher)[-1]["ref"] == 3
    obey(desk.runs, watcher, Reset(run=run.id))
    assert run.message().state == "paused"


def test_unwatched_runs_sleep_and_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, watcher = Desk(pause_after=600, drop_after=7200), Watcher()
    watched, left = desk.create(watcher), desk.create(left_by := Watcher())
    desk.runs.disconnect(left_by)
    now = left.unwatched
    for later, state in ((599, "running"), (601, "paused")):
        monkeypatch.setattr("server.runs.registry.monotonic", lambda later=later: now + later)
        desk.runs.sleep_unwatched()
        assert left.state == state
    assert desk.orders[-1] == orders.Pace(left.id, left.stamp, False, 120.0)
    obey(desk.runs, watcher, Open(run=left.id))
    assert left.state == "running"
    desk.runs.disconnect(watcher)
    obey(desk.runs, watcher, Open(run=watched.id))
    now = left.unwatched
    monkeypatch.setattr("server.runs.registry.monotonic", lambda: now + 7201)
    desk.runs.sleep_unwatched()
    assert list(desk.runs.live) == [watched.id]
    assert orders.Drop(left.id) in desk.orders[-1:]


def test_image_runs_that_nobody_watches_sleep_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, watcher = Desk(pause_after=600, image_pause_after=60), Watcher()
    obey(desk.runs, watcher, Create(recipe=Recipe(variant="dcgan", data="digits")))
    (left,) = desk.runs.live.values()
    desk.runs.disconnect(watcher)
    now = left.unwatched
    for later, state in ((59, "running"), (61, "paused")):
        monkeypatch.setattr("server.runs.registry.monotonic", lambda later=later: now + later)
        desk.runs.sleep_unwatched()
        assert left.state == state


def test_an_image_run_that_slept_says_so_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    after = 60.0
    desk, watcher = Desk(image_pause_after=after), Watcher()
    obey(desk.runs, watcher, Create(recipe=Recipe(variant="dcgan", data="digits"), speed=None))
    (run,) = desk.runs.live.values()
    desk.applied(run, 1234)
    desk.runs.disconnect(watcher)
    monkeypatch.setattr("server.runs.registry.monotonic", lambda: run.unwatched + after + 1)
    desk.runs.sleep_unwatched()
    assert run.state == "paused"
    obey(desk.runs, watcher, Open(run=run.id, ref=3))
    assert desk.orders[-1] == orders.Pace(run.id, run.stamp, True, None)
    desk.applied(run, 1234)
    (answer,) = [message for message in outbox(watcher) if message.get("ref") == 3]
    assert answer["state"] == "running"
    notice = "Nobody watched, so the run paused at step 1,234 to let others train; it goes on now."
    assert answer["notice"] == notice
    obey(desk.runs, watcher, Pause(run=run.id))
    assert run.notice is None


def test_an_image_run_that_nobody_watches_makes_room_soon_where_somebody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, gone, here = Desk(image_pause_after=60.0), Watcher(), Watcher()
    for watcher in (gone, here):
        obey(desk.runs, watcher, Create(recipe=Recipe(variant="dcgan", data="digits"), speed=None))
    left, other = desk.runs.live.values()
    desk.applied(left, 10)
    desk.runs.disconnect(gone)
    monkeypatch.setattr("server.runs.registry.monotonic", lambda: left.unwatched + RELOADS + 1)
    desk.runs.sleep_unwatched()
    assert left.state == "running"  # nobody waits
    receive.receive(desk.runs, [reports.Waiting(other.id, other.build, 1, None)])
    desk.runs.sleep_unwatched()
    assert (left.state, other.state) == ("paused", "running")


def test_runs_that_did_not_sleep_have_nothing_to_say() -> None:
    desk, watcher = Desk(), Watcher()
    obey(desk.runs, watcher, Create(recipe=Recipe(variant="dcgan", data="digits")))
    (run,) = desk.runs.live.values()
    obey(desk.runs, Watcher(), Open(run=run.id))
    assert run.notice is None


def test_what_a_run_costs_is_told_to_those_who_watch_until_it_is_built_anew() -> None:
    desk, watcher = Desk(), Watcher()
    obey(desk.runs, watcher, Create(recipe=Recipe(variant="dcgan", data="digits")))
    (run,) = desk.runs.live.values()
    outbox(watcher)
    cost = Cost(device="CPU", steps_per_s=20.0, seconds=120.0, until="the first clear digits")
    receive.receive(desk.runs, [reports.Costs(run.id, run.build, cost)])
    assert outbox(watcher)[-1]["image"]["cost"] == cost.model_dump()
    obey(desk.runs, watcher, Reset(run=run.id))
    built = run.message().image
    assert built is not None
    assert built.cost is None


def test_a_full_server_makes_room_by_the_run_that_was_left_first() -> None:
    desk, keeper = Desk(max_runs=3), Watcher()
    kept = desk.create(keeper)
    left = []
    for _ in range(2):
        leaver = Watcher()
        left.append(desk.create(leaver))
        desk.runs.disconnect(leaver)
    desk.create(keeper)
    assert kept.id in desk.runs.live
    assert left[0].id not in desk.runs.live
    assert left[1].id in desk.runs.live
    desk.create(keeper)
    with pytest.raises(RefusedError, match="All 3 runs"):
        desk.runs.create(Recipe())


def test_frames_go_to_those_who_pulled_and_to_nobody_who_left() -> None:
    desk, here, gone = Desk(), Watcher(), Watcher()
    run = desk.create(here)
    desk.applied(run)
    obey(desk.runs, gone, Open(run=run.id))
    for watcher in (here, gone):
        desk.runs.pull(watcher, Pull(run=run.id))
    desk.runs.disconnect(gone)
    outbox(here)
    tokens = tuple(order.token for order in desk.orders if isinstance(order, orders.Pull))
    frame = reports.Frame(tokens, b"picture")
    receive.receive(desk.runs, [frame])
    assert b"picture" in here._outbox.values()
    assert b"picture" not in gone._outbox.values()
    assert len(desk.runs.requests) == 0
    assert here.requests == 0


def test_who_leaves_a_run_hears_no_more_of_it_and_goes_on_with_others(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, watcher, other = Desk(), Watcher(), Watcher()
    left, kept = desk.create(watcher), desk.create(watcher)
    for run in (left, kept):
        desk.applied(run, 5)
    obey(desk.runs, other, Open(run=left.id))
    for run in (left, kept):
        obey(desk.runs, watcher, Pull(run=run.id))
    obey(desk.runs, watcher, Pause(run=left.id, ref=2))
    outbox(watcher)
    obey(desk.runs, watcher, Leave(run=left.id, ref=3))
    assert (watcher.watching, watcher.requests) == ({kept.id}, 1)
    assert left.watchers == {other}
    assert outbox(other)[-1]["watchers"] == 1
    desk.applied(left, 6)
    assert outbox(watcher) == []
    assert outbox(other)[-1]["state"] == "paused"
    first, second = [order.token for order in desk.orders if isinstance(order, orders.Pull)]
    receive.receive(desk.runs, [reports.Frame((first,), b"left"), reports.Frame((second,), b"kept")])
    assert list(watcher._outbox.values()) == [b"kept"]
    assert watcher.requests == 0
    desk.runs.disconnect(other)
    monkeypatch.setattr("server.runs.registry.monotonic", lambda: left.unwatched + 1e6)
    desk.runs.sleep_unwatched()
    assert list(desk.runs.live) == [kept.id], "what everybody has left is forgotten in time"
    for id in (left.id, "nobody's"):
        obey(desk.runs, watcher, Leave(run=id))  # nothing to do
    assert outbox(watcher) == []


def test_images_that_are_asked_for_go_to_who_asked_and_are_asked_again_of_the_next_worker() -> None:
    desk, watcher, gone = Desk(), Watcher(), Watcher()
    obey(desk.runs, watcher, Create(ref=1, recipe=Recipe(variant="dcgan", data="digits")))
    (run,) = desk.runs.live.values()
    desk.runs.watch(run, gone)
    outbox(watcher)
    for each in (watcher, gone):
        obey(desk.runs, each, Generate(run=run.id, ref=7, what=Nearest(place=2)))
    first, second = [order for order in desk.orders if isinstance(order, orders.Generate)]
    assert (first.run, first.ref, first.what) == (run.id, 7, Nearest(place=2))
    assert (watcher.requests, gone.requests) == (1, 1)
    desk.runs.disconnect(gone)
    desk.orders.clear()
    receive.worker_replaced(desk.runs, "image")
    assert desk.orders[-1] == first
    assert second not in desk.orders
    answer = Error(ref=7, code="rejected", message="No.")
    receive.receive(desk.runs, [reports.Generated(first.token, answer), reports.Generated(second.token, answer)])
    assert outbox(watcher)[-1]["message"] == "No."
    assert watcher.requests == 0
    assert outbox(gone) == []


def test_images_are_not_asked_for_without_end() -> None:
    desk, watcher = Desk(), Watcher()
    obey(desk.runs, watcher, Create(recipe=Recipe(variant="dcgan", data="digits")))
    (run,) = desk.runs.live.values()
    for _ in range(MAX_REQUESTS):
        obey(desk.runs, watcher, Generate(run=run.id, what=Nearest(place=2)))
    with pytest.raises(RefusedError, match="under way already"):
        obey(desk.runs, watcher, Generate(run=run.id, what=Nearest(place=2)))


@pytest.mark.parametrize(
    ("variant", "data", "layer", "allowed"),
    [
        ("gan", "ring", "samples", ", ".join([*TOY_LAYERS, "curve"])),
        ("gan", "ring", "verdicts", ", ".join([*TOY_LAYERS, "curve"])),
        ("dcgan", "digits", "field", "samples, scores, curve"),
    ],
)
def test_a_layer_that_the_kind_does_not_have_is_refused_by_name(
    variant: str, data: str, layer: str, allowed: str
) -> None:
    desk, watcher = Desk(), Watcher()
    run = desk.runs.create(Recipe(variant=variant, data=data))
    with pytest.raises(RefusedError, match=f"no layer '{layer}'") as refused:
        desk.runs.pull(watcher, Pull(run=run.id, layers=["curve", layer]))
    assert (refused.value.error.control, refused.value.error.allowed) == ("layers", allowed)
    assert watcher.requests == 0


@pytest.mark.parametrize(
    ("variant", "data", "usual"),
    [("gan", "ring", {"fake", "field", "density", "curve"}), ("dcgan", "digits", {"samples", "scores", "curve"})],
)
def test_a_pull_that_names_no_layers_gets_the_usual_ones_of_its_kind(variant: str, data: str, usual: set[str]) -> None:
    desk = Desk()
    run = desk.runs.create(Recipe(variant=variant, data=data))
    desk.runs.pull(Watcher(), Pull(run=run.id))
    order = desk.orders[-1]
    assert isinstance(order, orders.Pull)
    assert order.layers == usual
