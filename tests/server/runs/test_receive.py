"""What a worker reports, and what its death means."""

import numpy as np

from models.images.tools.latent import Nearest
from server.protocol.base import Recipe
from server.protocol.commands import Create, Generate, Open, Pull, Reset, Tune
from server.protocol.messages import Cost, Error
from server.runs import receive
from server.runs.commands import obey
from server.runs.watcher import Watcher
from server.workers import orders, reports
from server.workers.states import State
from tests.server.runs.made import Desk, outbox


def test_a_report_about_networks_that_are_gone_is_ignored() -> None:
    desk = Desk()
    run = desk.create()
    old = run.build
    obey(desk.runs, Watcher(), Reset(run=run.id))
    receive.receive(desk.runs, [reports.Rows(run.id, old, 1, np.zeros((5, 7), np.float32))])
    receive.receive(desk.runs, [reports.Halted(run.id, old, 5, "Error")])
    assert len(run.past.curve) == 0
    assert run.state == "running"


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


def test_images_that_are_asked_for_go_to_who_asked_and_are_asked_again_of_the_next_worker() -> None:
    desk, watcher, gone = Desk(), Watcher(), Watcher()
    obey(desk.runs, watcher, Create(ref=1, recipe=Recipe(variant="dcgan", data="digits")))
    (run,) = desk.runs.live.values()
    desk.runs.watch(run, gone)
    outbox(watcher)
    for each in (watcher, gone):
        obey(desk.runs, each, Generate(run=run.id, ref=7, what=Nearest(place=2)))
    first, second = [order for order in desk.orders if isinstance(order, orders.Ask)]
    assert (first.run, first.query) == (run.id, Generate(run=run.id, ref=7, what=Nearest(place=2)))
    assert (watcher.requests, gone.requests) == (1, 1)
    desk.runs.disconnect(gone)
    desk.orders.clear()
    receive.worker_replaced(desk.runs, "image")
    assert desk.orders[-1] == first
    assert second not in desk.orders
    answer = Error(ref=7, code="rejected", message="No.")
    receive.receive(desk.runs, [reports.Answer(first.token, answer), reports.Answer(second.token, answer)])
    assert outbox(watcher)[-1]["message"] == "No."
    assert watcher.requests == 0
    assert outbox(gone) == []
