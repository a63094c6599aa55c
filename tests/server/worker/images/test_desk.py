"""The image worker's end of the pipe: questions are answered while a step lasts, and never change its numbers."""

import threading
from collections.abc import Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
import torch

from models.images.compute import compute_on
from models.images.datasets import DATASETS
from models.images.experiment import Experiment
from models.images.tools.latent import Nearest, Plane
from server.protocol import commands, messages
from server.worker.images.desk import Desk
from server.workers import orders, reports
from server.workers.process import WorkerProcess
from server.workers.spec import WorkerSpec
from tests.models.images.games.made import fixed_z, generated, run
from tests.server.workers.test_process import wait_for

Ends = tuple[Desk, "Connection[Any, Any]"]
QUESTION = Nearest(place=1)


def answer(question: orders.Ask) -> reports.Answer:
    return reports.Answer(question.token, messages.Error(code="rejected", message=question.run))


def question(token: int, run: str = "a") -> orders.Ask:
    return orders.Ask(token, run, commands.Generate(run=run, what=QUESTION))


def put(run: str = "a") -> orders.Put:
    return orders.Put(run, 1, 1, 1, 1, None, True, None)  # type: ignore[arg-type]


@pytest.fixture
def ends() -> Iterator[Ends]:
    ours, theirs = Pipe()
    yield Desk(theirs, answer, "cpu"), ours
    ours.close()


def test_questions_are_answered_while_nobody_looks_for_orders(ends: Ends) -> None:
    _, server = ends
    server.send([orders.Pace("a", 1, True, None), question(4), question(5)])
    sent = [report for _ in range(2) if server.poll(30) for report in server.recv()]
    assert [report.token for report in sent] == [4, 5]


def test_orders_are_taken_in_their_order_when_they_are_looked_for(ends: Ends) -> None:
    desk, server = ends
    pace, drop = orders.Pace("a", 1, True, None), orders.Drop("b")
    assert not desk.poll(0)
    server.send([pace, question(4)])
    server.send([drop])
    assert server.poll(30)  # the question
    taken: list[orders.Order] = []
    while len(taken) < 2:
        assert desk.poll(30)
        taken += desk.recv()
    assert taken == [pace, drop]


@pytest.mark.parametrize("first", [put("a"), orders.Drop("a")])
def test_a_question_about_a_run_that_is_to_be_made_anew_waits_for_that(ends: Ends, first: orders.Order) -> None:
    desk, server = ends
    server.send([first, question(4), question(5, "b")])
    assert server.poll(30)
    (of_another,) = server.recv()
    assert of_another.token == 5
    assert desk.poll(30)
    assert desk.recv() == [first, question(4)]
    server.send([question(6)])  # the order was taken, and is not carried out before somebody looks for the next
    wait_for(lambda: bool(desk._orders))
    assert desk.poll(30)
    assert desk.recv() == [question(6)]
    assert not desk.poll(0)
    server.send([question(7)])
    assert server.poll(30)
    assert server.recv()[0].token == 7


def test_reports_go_out_and_the_end_is_noticed(ends: Ends) -> None:
    desk, server = ends
    desk.send([reports.Hello(3)])
    assert server.recv() == [reports.Hello(3)]
    server.close()
    assert desk.poll(30)
    with pytest.raises(EOFError):
        desk.recv()


@pytest.mark.parametrize("low", [None, torch.bfloat16])
def test_steps_have_the_same_numbers_whatever_is_asked_meanwhile(
    low: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In both ways a processor computes: casts of weights are shared by all threads."""
    compute = compute_on("cpu")
    monkeypatch.setattr("models.images.run.compute_on", lambda device: compute.__class__("cpu", low, True, True))
    monkeypatch.setattr(
        "server.worker.images.desk.compute_on", lambda device: compute.__class__("cpu", low, True, True)
    )
    digits = DATASETS["digits"]().load(16, tmp_path)
    alone, watched = run(digits, n_critic=2), run(digits, n_critic=2)
    asked, enough = [0], threading.Event()

    def look(question: orders.Ask) -> reports.Answer:
        while not enough.is_set():
            generated(watched, fixed_z(watched)[:2])
            asked[0] += 1
        return answer(question)

    ours, theirs = Pipe()
    Desk(theirs, look, "cpu")
    ours.send([question(1)])
    curve: list[torch.Tensor] = []
    while asked[0] < 20 or len(curve) < 30:
        curve.append(watched.advance(1))
        assert len(curve) < 3000
    enough.set()
    assert ours.poll(30)
    ours.close()
    assert torch.equal(torch.cat(curve), alone.advance(len(curve)))
    assert torch.equal(watched.show().images, alone.show().images)


def test_answers_come_while_training_goes_on(tmp_path: Path) -> None:
    """On a real worker whose steps are long: all are answered, within fewer steps than there are questions."""
    got: list[Any] = []
    process = WorkerProcess(WorkerSpec("image", "cpu", tmp_path), got.extend, lambda code: None)
    try:
        knobs = {"size": 64, "loss": "wgan_gp", "n_critic": 10, "g_width": 8, "d_width": 32}
        e = Experiment.parse("dcgan", "digits", knobs, seed=1)
        process.send([orders.Put("a", 1, 1, 1, 1, e, True, None)])
        wait_for(lambda: any(isinstance(report, reports.Rows) for report in got), 120)
        steps = []
        for token in range(1, 11):
            process.send([orders.Ask(token, "a", commands.Generate(run="a", what=Plane(at=(token / 10, 0.0))))])
            wait_for(lambda: any(isinstance(report, reports.Answer) for report in got), 60)
            (told,) = [report for report in got if isinstance(report, reports.Answer)]
            got[:] = [report for report in got if report is not told]
            assert isinstance(told.message, messages.Generated)
            assert told.token == token
            steps.append(told.message.step)
        assert steps[-1] - steps[0] < 9  # steps that passed: were they waited for, each question took one
    finally:
        process.stop()
