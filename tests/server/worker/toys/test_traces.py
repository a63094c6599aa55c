"""A step in slow motion, asked of the worker and over a socket."""

import json
import math
from collections.abc import Callable
from typing import Any

import pytest

from server.protocol.messages import Error, Traced
from server.protocol.queries import Trace
from server.worker.toys import traces
from server.worker.toys.traces import only_finite
from server.worker.toys.worker import ToyWorker
from server.workers import orders, reports
from tests.server.browser import Browser
from tests.server.serving import Served
from tests.server.worker.toys.made import curve, of, put, run


def ask(worker: ToyWorker, id: str = "a", token: int = 1) -> None:
    worker.handle(orders.Ask(token, id, Trace(run=id, ref=4)))


def answered(token: int = 1) -> Callable[[list[Any]], bool]:
    return lambda sent: any(report.token == token for report in of(sent, reports.Answer))


def traces_in(sent: list[Any]) -> list[Traced]:
    return [answer.message for answer in of(sent, reports.Answer) if isinstance(answer.message, Traced)]


def refusals_in(sent: list[Any]) -> list[str]:
    return [answer.message.message for answer in of(sent, reports.Answer) if isinstance(answer.message, Error)]


def losses(substeps: list[dict[str, Any]]) -> list[float]:
    """Of D's and of G's last update."""
    lines = {s["network"]: s for s in substeps if s["title"].startswith("The loss of")}
    return [lines[net]["values"][0]["rows"][0][0] for net in "dg"]


def test_it_waits_for_the_steps_asked_for_before_it_and_tells_the_next() -> None:
    w = ToyWorker()
    put(w)
    w.handle(orders.Advance("a", 2, 30, None))
    ask(w)
    (traced,) = traces_in(run(w, answered()))
    assert (traced.ref, traced.run, traced.step, traced.epoch) == (4, "a", 30, 1)
    w.handle(orders.Advance("a", 3, 1, None))
    sent = run(w, lambda r: any(rows.first <= 31 < rows.first + len(rows.rows) for rows in of(r, reports.Rows)))
    assert losses(traced.model_dump()["substeps"]) == curve(sent)[-1][:2].tolist()


def test_a_run_that_plays_can_be_traced_and_plays_on() -> None:
    w = ToyWorker()
    put(w, playing=True)
    ask(w)
    sent = run(w, answered())
    step = w.members["a"].run.step
    run(w, lambda r: w.members["a"].run.step > step + 5)
    assert traces_in(sent)[0].substeps


def test_what_has_no_next_step_is_said_to_have_none() -> None:
    w = ToyWorker()
    put(w, lr_d=1.0, lr_g=1.0, optimiser_d="sgd", optimiser_g="sgd", loss="minimax", r1=100.0)
    w.handle(orders.Advance("a", 2, 500, None))
    run(w, lambda r: len(of(r, reports.Halted)) > 0)
    ask(w, "a", 1)
    ask(w, "nobody", 2)
    assert refusals_in(run(w, answered(2))) == ["This run has no next step; reset it to train again."] * 2


def test_a_trace_that_raises_harms_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(run: Any) -> Any:
        raise ZeroDivisionError("no such line")

    monkeypatch.setattr(traces, "trace", broken)
    w = ToyWorker()
    put(w, playing=True)
    ask(w)
    assert refusals_in(run(w, answered())) == ["The next step cannot be shown: ZeroDivisionError: no such line."]
    assert w.members["a"].state == "running"


def test_a_run_that_goes_takes_its_questions_along() -> None:
    w = ToyWorker()
    put(w)
    ask(w)
    w.handle(orders.Drop("a"))
    w.advance(0.001)
    assert of(w.take(), reports.Answer) == []
    assert w.wait() is None


def test_numbers_that_json_does_not_have_are_left_out() -> None:
    assert only_finite({"rows": [[1.5, math.nan], [-math.inf, 2]]}) == {"rows": [[1.5, None], [None, 2]]}


def test_a_browser_sees_the_step_that_it_then_makes(visitor: Browser, server: Served) -> None:
    visitor.create(playing=False)
    step = visitor.ask("step", count=4)["step"]
    traced = visitor.ask("trace")
    assert (traced["type"], traced["run"], traced["step"]) == ("traced", visitor.run["run"], step)
    assert {s["network"] for s in traced["substeps"]} == {"d", "g"}
    visitor.ask("step", count=1)
    frame = visitor.pull(after=step)
    assert losses(traced["substeps"]) == frame.arrays["curve"][-1][:2].tolist()
    assert len(json.dumps(traced)) < 100_000


def test_traces_are_refused_with_a_sentence(visitor: Browser) -> None:
    refused = visitor.ask("trace", run="nobody")
    assert (refused["type"], refused["code"]) == ("error", "unknown_run")
    visitor.create(knobs={"lr_d": 1.0, "lr_g": 1.0, "optimiser_d": "sgd", "optimiser_g": "sgd", "r1": 100.0})
    visitor.until(state="diverged")
    refused = visitor.ask("trace")
    assert refused["code"] == "rejected"
    assert "reset it" in refused["message"]
