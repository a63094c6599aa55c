"""Which runs there are, who watches them, and when they sleep."""

import pytest

from models.toys.distributions import DISTRIBUTIONS
from models.toys.pictures.layers import LAYERS as TOY_LAYERS
from server.kinds.image import RELOADS
from server.protocol.base import Recipe
from server.protocol.commands import Build, Create, Leave, Open, Pause, Pull
from server.protocol.refusal import RefusedError
from server.runs import receive
from server.runs.commands import obey
from server.runs.watcher import Watcher
from server.workers import orders, reports
from tests.server.runs.made import Desk, outbox


def test_whoever_watches_several_runs_hears_which_of_them_was_removed() -> None:
    desk, watcher = Desk(), Watcher()
    one, other = desk.create(watcher), desk.create(watcher)
    desk.applied(one)
    desk.applied(other)
    outbox(watcher)
    desk.runs.drop(one, forget=True)
    assert [(told["code"], told["run"], told["ref"]) for told in outbox(watcher)] == [("unknown_run", one.id, None)]
    assert watcher.watching == {other.id}


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


def test_pulls_of_before_it_left_do_not_count_for_a_watcher_that_comes_back() -> None:
    desk, watcher = Desk(), Watcher()
    run = desk.create(watcher)
    desk.applied(run, 5)
    obey(desk.runs, watcher, Pull(run=run.id))
    obey(desk.runs, watcher, Pull(run=run.id))
    obey(desk.runs, watcher, Leave(run=run.id))
    obey(desk.runs, watcher, Open(run=run.id))
    obey(desk.runs, watcher, Pull(run=run.id))
    first, second, third = [order.watcher for order in desk.orders if isinstance(order, orders.Pull)]
    assert first == second != third


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
