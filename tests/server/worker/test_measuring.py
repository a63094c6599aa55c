"""What is measured and said of runs that are looked at, and when it is forgotten."""

from typing import Any

import pytest

from server.worker.toys.worker import ToyWorker
from server.workers import orders, reports
from tests.server.worker.toys.made import ask, experiment, for_a_while, of, pictures, put, run


def diagnosed(w: ToyWorker, id: str = "a") -> dict[str, Any]:
    """Look at a run until something is said of it; the newest frame's diagnosis."""
    ask(w, id)
    run(w, lambda r: bool(of(r, reports.Frame)))
    run(w, lambda _: w.members[id].diagnosis is not None)
    ask(w, id)
    (picture,) = pictures(run(w, lambda r: bool(of(r, reports.Frame))))
    told: dict[str, Any] = picture.diagnosis
    return told


def test_a_diagnosis_comes_with_the_frames_of_who_is_looked_at() -> None:
    w = ToyWorker()
    put(w, "a", True, 100.0)
    put(w, "unseen", True, 100.0)
    told = diagnosed(w)
    assert (told["state"], told["level"]) == ("learning", "info")
    assert 0 <= told["step"] <= w.members["a"].run.step
    assert told["number"]["text"] in told["sentence"]
    assert w.members["unseen"].diagnosis is None


def test_a_run_that_diverges_is_told_so_at_once() -> None:
    w = ToyWorker()
    put(w, "a", True, lr_d=1.0, lr_g=1.0, optimiser_d="sgd", optimiser_g="sgd", r1=100.0, seed=1)
    ask(w, after=0)
    run(w, lambda r: bool(of(r, reports.Halted)))
    told = diagnosed(w)
    assert (told["state"], told["level"]) == ("diverged", "bad")
    assert told["number"]["value"] == w.members["a"].run.diverged_at


def test_a_tuned_run_is_judged_anew_and_a_reset_one_has_no_past() -> None:
    w = ToyWorker()
    put(w, "a", True, 100.0)
    diagnosed(w)
    member = w.members["a"]
    assert len(member.history.measures) == 1
    peak = member.history.peak_grad_g = 1e6
    w.handle(orders.Tune("a", 2, 1, 2, experiment(lr_g=5e-4)))
    assert member.history.measures == []
    assert member.history.peak_grad_g == peak  # of the same networks
    assert member.diagnosis is not None  # until it is measured again: it trains on
    w.handle(orders.Tune("a", 3, 2, 3, experiment(data="gaussians")))
    assert member.diagnosis is None
    put(w, "a")
    assert w.members["a"].history.peak_grad_g == 0
    assert w.members["a"].diagnosis is None


def test_a_tune_while_paused_leaves_no_verdict_of_the_knobs_before() -> None:
    w = ToyWorker()
    put(w, "a", True, 100.0)
    diagnosed(w)
    member = w.members["a"]
    member.playing = False
    w.handle(orders.Tune("a", 2, 1, 2, experiment(lr_g=5e-4)))
    assert member.diagnosis is None


def test_fakes_that_cannot_be_measured_leave_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    w = ToyWorker()
    put(w, "a", True, 100.0)
    diagnosed(w)
    member = w.members["a"]
    known = member.run.step
    monkeypatch.setattr("server.worker.toys.measuring.evaluate", lambda runs: [{} for _ in runs])
    run(w, lambda _: member.run.step > known)
    member.seen = True
    w.measuring.update([member], member.measured_at + 1e6)
    assert member.measures is not None
    assert member.measures.step == member.run.step
    assert member.diagnosis is None


def test_a_run_at_rest_says_what_was_measured_last_though_no_step_follows() -> None:
    w = ToyWorker()
    put(w)
    w.handle(orders.Advance("a", 2, 5, None))
    run(w, lambda _: w.members["a"].run.step == 5)
    assert w.members["a"].measures is None  # nobody has looked yet
    ask(w)
    (first,) = pictures(run(w, lambda r: bool(of(r, reports.Frame))))
    assert first.measures == {}
    ask(w, after=5, token=2)
    (picture,) = pictures(run(w, lambda r: bool(of(r, reports.Frame))))
    assert picture.measures["step"] == picture.step == 5
    ask(w, after=5, token=3)
    assert pictures(run(w, for_a_while(0.2))) == []
