"""What all workers do with orders, steps and failures."""

from dataclasses import replace
from typing import Any

from server.protocol.queries import Trace
from server.workers.orders import Advance, Ask, Drop, Pace, Save, Tune
from server.workers.reports import Applied, Frame, Halted, Rows, Saved
from tests.server.worker.made import EXPERIMENT, CounterWorker, pull, put


def sent(worker: CounterWorker, kind: Any) -> list[Any]:
    return [report for report in worker.take() if isinstance(report, kind)]


def test_orders_are_applied_at_once_but_steps_when_they_are_done() -> None:
    worker = CounterWorker()
    worker.handle(put())
    worker.handle(Pace("a", 2, False, 10.0))
    worker.handle(Advance("a", 3, 2, None))
    assert [applied.stamp for applied in sent(worker, Applied)] == [1, 2]
    worker.advance(0.0)
    assert sent(worker, Applied) == []
    worker.advance(0.0)
    (applied,) = sent(worker, Applied)
    assert (applied.stamp, applied.step) == (3, 2)
    worker.advance(0.0)
    assert worker.members["a"].step == 2


def test_orders_for_runs_that_are_not_here_do_nothing() -> None:
    worker = CounterWorker()
    for order in (Pace("a", 2, True, None), Advance("a", 2, 2, None), Save("a"), Drop("a")):
        worker.handle(order)
    worker.advance(0.0)
    assert (worker.take(), worker.wait()) == ([], None)


def test_questions_go_to_the_kind() -> None:
    worker = CounterWorker()
    questions = [Ask(1, "a", Trace(run="a")), Ask(2, "nobody", Trace(run="nobody"))]
    for question in questions:
        worker.handle(question)
    assert worker.asked == questions


def test_a_pull_is_answered_as_soon_as_a_step_or_an_order_makes_it_due() -> None:
    worker = CounterWorker()
    worker.handle(pull(1))
    worker.handle(put())
    worker.advance(0.0)
    assert [frame.tokens for frame in sent(worker, Frame)] == [(1,)]
    worker.handle(pull(2, after=0))
    worker.advance(0.0)  # it was looked at, and so it was measured: one more frame says so
    assert [frame.tokens for frame in sent(worker, Frame)] == [(2,)]
    worker.handle(pull(3, after=0))
    worker.advance(0.0)
    assert sent(worker, Frame) == []
    worker.handle(Advance("a", 2, 1, None))
    worker.advance(0.0)
    assert [frame.tokens for frame in sent(worker, Frame)] == [(3,)]


def test_a_tune_that_raises_fails_that_run() -> None:
    worker = CounterWorker()
    for id in "ab":
        worker.handle(put(id, playing=True))
    worker.handle(Tune("a", 2, 1, 2, replace(EXPERIMENT, seed=99)))
    assert sent(worker, Halted) == [Halted("a", 1, 0, "ValueError: another seed")]
    worker.advance(0.0)
    assert [(m.id, m.state, m.step) for m in worker.members.values()] == [("a", "failed", 0), ("b", "running", 1)]


def test_a_run_that_diverges_stops_and_is_diagnosed() -> None:
    worker = CounterWorker()
    worker.handle(put(playing=True))
    worker.advance(0.0)
    member = worker.members["a"]
    member.broken = True
    worker.add_rows(member, member.move(1)[:0], 1)
    assert (member.playing, member.state) == (False, "diverged")
    assert member.diagnosis is not None
    rows, _, halted = [report for report in worker.take() if isinstance(report, Rows | Applied | Halted)][-3:]
    assert isinstance(rows, Rows)
    assert halted == Halted("a", 1, 2, None)


def test_a_run_is_saved_when_it_is_told_to_and_all_at_the_end() -> None:
    worker = CounterWorker()
    for id in "ab":
        worker.handle(put(id, playing=True))
    worker.advance(0.0)
    worker.take()
    worker.handle(Save("b"))
    assert [saved.run for saved in sent(worker, Saved)] == ["b"]
    worker.save()
    assert [saved.run for saved in sent(worker, Saved)] == ["a"]


def test_a_run_that_is_dropped_takes_its_pulls_along() -> None:
    worker = CounterWorker()
    worker.handle(put())
    worker.handle(pull(1, after=5))
    worker.handle(Drop("a"))
    worker.take()
    assert (dict(worker.members), worker.wait()) == ({}, None)
