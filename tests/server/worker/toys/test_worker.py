"""The worker of toys as a plain class: no process, no pipe."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from server.protocol.messages import Error
from server.protocol.queries import Query
from server.worker.toys import worker
from server.worker.toys.worker import ToyWorker
from server.workers import orders, reports
from tests.server.worker.toys.made import ALL, ask, curve, experiment, for_a_while, of, pictures, put, run


def test_it_trains_what_the_engine_trains() -> None:
    w = ToyWorker()
    put(w)
    w.handle(orders.Advance("a", 2, 200, None))
    sent = run(w, lambda r: any(a.stamp == 2 for a in of(r, reports.Applied)) and len(of(r, reports.Rows)) > 0)
    alone = Run(experiment())
    rows = Cohort().advance([alone], 200)[alone]
    assert of(sent, reports.Applied)[-1].step == 200
    sent += run(w, lambda r: len(curve(sent + r)) == 200)
    assert np.array_equal(curve(sent), rows)


def test_a_step_of_one_network_leaves_the_other_as_it_is() -> None:
    w = ToyWorker()
    put(w)
    member = w.members["a"]
    for only, stamp in (("d", 2), ("g", 3)):
        before = {net: member.run.state[net].clone() for net in "dg"}
        w.handle(orders.Advance("a", stamp, 3, only))
        run(w, lambda r, stamp=stamp: any(a.stamp == stamp for a in of(r, reports.Applied)))  # type: ignore[misc]
        changed = {net for net in "dg" if not (member.run.state[net] == before[net]).all()}
        assert changed == {only}
    assert member.run.step == 6
    assert not member.moving


def test_steps_asked_for_one_upon_another_add_up() -> None:
    w = ToyWorker()
    put(w)
    for stamp in (2, 3):
        w.handle(orders.Advance("a", stamp, 20, None))
    run(w, lambda r: any(a.stamp == 3 for a in of(r, reports.Applied)))
    assert w.members["a"].run.step == 40


def test_a_pause_takes_no_more_steps() -> None:
    w = ToyWorker()
    put(w, playing=True)
    run(w, for_a_while(0.1))
    w.handle(orders.Pace("a", 2, False, None))
    step = w.members["a"].run.step
    assert step > 0
    sent = run(w, for_a_while(0.2))
    assert w.members["a"].run.step == step
    assert of(sent, reports.Applied)[-1].step == step


def test_paces() -> None:
    w = ToyWorker()
    put(w, "slow", True, 10.0)
    put(w, "usual", True, 120.0)
    put(w, "full", True, None)
    run(w, for_a_while(1.0))
    steps = {id: member.run.step for id, member in w.members.items()}
    assert 1 <= steps["slow"] <= 12  # how many exactly on a machine that is not busy: test_pacing.py
    assert steps["slow"] < steps["usual"] <= 125
    assert steps["full"] > 0


def test_runs_of_one_pace_stay_one_stack() -> None:
    w = ToyWorker()
    for i in range(6):
        put(w, str(i), True, 60.0, seed=i)
        run(w, for_a_while(0.03))
    lanes = w._lanes
    assert [len(lane.members) for lane in lanes] == [6]


def test_a_tune_acts_on_the_next_step_and_frames_say_so() -> None:
    w = ToyWorker()
    put(w, playing=True, speed=50.0)
    run(w, for_a_while(0.1))
    frozen = experiment().with_changes({"lr_g": 0.0, "lr_d": 0.0}, {})[0]
    w.handle(orders.Tune("a", 2, 1, 2, frozen))
    step = w.members["a"].run.step
    before = w.members["a"].run.state["g"].clone()
    ask(w, after=step)
    (picture,) = pictures(run(w, lambda r: bool(of(r, reports.Frame))))
    assert picture.step > step
    assert picture.version == 2
    assert (w.members["a"].run.state["g"] == before).all()


def test_a_run_that_diverges_stops_alone_and_is_reported() -> None:
    w = ToyWorker()
    put(w, "good", True, 100.0)
    put(w, "bad", True, 100.0, optimiser_d="sgd", optimiser_g="sgd", lr_d=1.0, lr_g=1.0, seed=2)
    w.members["bad"].run.state["d"].fill_(float("nan"))
    sent = run(w, lambda r: bool(of(r, reports.Halted)))
    (halted,) = of(sent, reports.Halted)
    assert (halted.run, halted.error) == ("bad", None)
    assert halted.step == w.members["bad"].run.diverged_at == 1
    before = w.members["good"].run.step
    run(w, lambda r: w.members["good"].run.step > before + 10)
    assert w.members["bad"].run.step == 1
    ask(w, "bad", epoch=-1)
    (picture,) = pictures(run(w, lambda r: bool(of(r, reports.Frame))))
    assert picture.header.state == "diverged"


def test_an_exception_in_a_run_fails_that_run_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    w = ToyWorker()
    for id in "abc":
        put(w, id, True, 100.0)
    bad = w.members["b"].run
    real = Cohort.advance

    def advance(self: Cohort, runs: Any, *rest: Any) -> Any:
        if bad in runs:
            raise ZeroDivisionError("by zero\nand more")
        return real(self, runs, *rest)

    monkeypatch.setattr(Cohort, "advance", advance)
    sent = run(w, lambda r: min(w.members[id].run.step for id in "ac") > 10)
    (halted,) = of(sent, reports.Halted)
    assert (halted.run, halted.error) == ("b", "ZeroDivisionError: by zero")


def test_a_run_that_cannot_be_built_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    w = ToyWorker()
    monkeypatch.setattr(worker, "Run", lambda *_, **__: 1 / 0)
    put(w)
    (halted,) = of(w.take(), reports.Halted)
    assert halted.error == "ZeroDivisionError: division by zero"
    ask(w)
    w.handle(orders.Pace("a", 2, True, None))  # an order that crossed the report: nothing to do
    w.advance(0.001)


def test_with_nothing_to_do_it_waits_for_orders() -> None:
    w = ToyWorker()
    w.advance(0.001)
    assert w.wait() is None
    put(w)
    run(w, for_a_while(0.05))
    assert w.wait() is None
    put(w, "slow", True, 2.0)
    run(w, for_a_while(0.05))
    assert 0 <= (w.wait() or 0) <= 0.5
    w.handle(orders.Drop("slow"))
    w.handle(orders.Drop("a"))
    run(w, for_a_while(0.05))
    assert w.wait() is None
    assert not w.members


NAMES = ["play", "pause", "step", "reset", "tune", "drop", "pull"]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 3))))
def test_no_order_of_orders_upsets_it(commands: list[tuple[str, int]]) -> None:
    w, stamp = ToyWorker(), 1
    put(w)
    for name, number in commands:
        stamp += 1
        order: dict[str, orders.Order] = {
            "play": orders.Pace("a", stamp, True, 1000.0 * number or None),
            "pause": orders.Pace("a", stamp, False, None),
            "step": orders.Advance("a", stamp, number + 1, (None, "d", "g", None)[number]),
            "reset": orders.Put("a", stamp, stamp, stamp, stamp, experiment(number), number > 1, None),
            "tune": orders.Tune("a", stamp, 1, stamp, experiment(lr_g=0.001 * (number + 1))),
            "drop": orders.Drop("a"),
            "pull": orders.Pull(stamp, "a", number, 1, ALL),
        }
        w.handle(order[name])
        w.advance(0.002)
    assert not of(w.take(), reports.Halted)
    put(w, "b")
    w.handle(orders.Advance("b", 2, 5, None))
    run(w, lambda r: any((a.run, a.step) == ("b", 5) for a in of(r, reports.Applied)))


def test_images_are_refused_with_a_sentence() -> None:
    w = ToyWorker()
    put(w)
    w.handle(orders.Ask(7, "a", Query(run="a", ref=3)))
    (answer,) = of(w.take(), reports.Answer)
    assert answer.token == 7
    assert isinstance(answer.message, Error)
    assert answer.message.ref == 3
    assert "Only image GANs" in answer.message.message
