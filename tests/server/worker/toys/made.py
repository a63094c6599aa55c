"""Workers of toys at work, for tests."""

from collections.abc import Callable
from time import perf_counter, sleep
from typing import Any, TypeVar

import numpy as np

from models.toys.experiment import Experiment
from server.worker.toys.worker import ToyWorker
from server.workers import orders, reports
from tests.server.browser import SMALL
from tests.server.browser import Frame as Picture

R = TypeVar("R")
ALL = frozenset({"fake", "field", "curve", "density"})


def experiment(seed: int = 1, data: str = "ring", **knobs: Any) -> Experiment:
    return Experiment.parse("gan", data, SMALL | knobs, seed=seed)


def put(worker: ToyWorker, id: str = "a", playing: bool = False, speed: float | None = None, **knobs: Any) -> None:
    worker.handle(orders.Put(id, 1, 1, 1, 1, experiment(**knobs), playing, speed))


def ask(worker: ToyWorker, id: str = "a", after: int = -1, epoch: int = 1, token: int = 1, layers: Any = ALL) -> None:
    worker.handle(orders.Pull(token, id, after, epoch, frozenset(layers)))


def run(worker: ToyWorker, until: Callable[[list[Any]], bool], seconds: float = 10) -> list[Any]:
    """Work as the process does, and collect the reports until there is what is waited for."""
    sent: list[Any] = []
    end = perf_counter() + seconds
    while True:
        worker.advance(0.004)
        sent += worker.take()
        if until(sent):
            return sent
        assert perf_counter() < end, sent
        wait = worker.wait()
        sleep(min(0.01 if wait is None else wait, end - perf_counter() if end > perf_counter() else 0))


def of(sent: list[Any], kind: type[R]) -> list[R]:
    return [report for report in sent if isinstance(report, kind)]


def pictures(sent: list[Any]) -> list[Picture]:
    return [Picture(frame.data) for frame in of(sent, reports.Frame)]


def for_a_while(seconds: float) -> Callable[[list[Any]], bool]:
    end = perf_counter() + seconds
    return lambda sent: perf_counter() > end


def curve(sent: list[Any], id: str = "a") -> np.ndarray:
    """The rows reported of a run, which must follow one another."""
    got = [rows for rows in of(sent, reports.Rows) if rows.run == id]
    at = got[0].first
    for rows in got:
        assert rows.first == at
        at += len(rows.rows)
    return np.concatenate([rows.rows for rows in got])
