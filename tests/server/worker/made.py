"""A kind of runs without networks, for tests of what all workers have in common: a step adds a row of its number."""

from collections.abc import Callable, Collection, Set
from typing import Any

import numpy as np

from models.diagnosis.finding import Diagnosis
from models.experiment import Box, Experiment
from models.toys.experiment import Experiment as ToyExperiment
from server.protocol.base import Wire
from server.protocol.frames import ToyPicture
from server.worker.frames import Arrays
from server.worker.ledger import Ledger
from server.worker.measuring import Measuring
from server.worker.member import Member
from server.worker.pulls import Pulls
from server.worker.worker import Worker
from server.workers.orders import Ask, Pull, Put
from server.workers.reports import Report, Saved
from server.workers.states import State

EXPERIMENT = ToyExperiment.parse("gan", "ring")
COLUMNS = len(EXPERIMENT.columns())


def put(run: str = "a", playing: bool = False, stamp: int = 1, epoch: int = 1) -> Put:
    return Put(run, stamp, stamp, epoch, 1, EXPERIMENT, playing, None)


def pull(
    token: int = 1, run: str = "a", after: int = -1, epoch: int = 1, layers: str = "number", watcher: int | None = None
) -> Pull:
    return Pull(token, run, after, epoch, frozenset({*layers.split(), "curve"}), watcher=watcher)


class Counter(Member):
    def __init__(self, order: Put, step: int = 0) -> None:
        super().__init__(order, step)
        self.at, self.broken = step, False

    @property
    def step(self) -> int:
        return self.at

    @property
    def diverged(self) -> bool:
        return self.broken

    @property
    def box(self) -> Box:
        return ((0.0, 1.0),)

    def tune_run(self, experiment: Experiment) -> None:
        if experiment.seed != EXPERIMENT.seed:
            raise ValueError("another seed")

    def move(self, steps: int) -> np.ndarray[Any, np.dtype[np.float32]]:
        """Rows of the next steps."""
        self.at += steps
        return np.arange(self.at - steps + 1, self.at + 1, dtype=np.float32)[:, None].repeat(COLUMNS, 1)


class CounterPulls(Pulls[Counter]):
    """Layer "number" brings the step, "twice" also its double; runs in `failing` raise."""

    def __init__(self, share: float = 1.0, pause: float = 0.0, batch: int = 1) -> None:
        super().__init__(share, pause, batch)
        self.taken: list[list[str]] = []
        self.failing: set[str] = set()

    def take_pictures(
        self, taken: dict[Counter, list[Pull]], failed: Callable[[Counter, Exception], None]
    ) -> dict[Counter, Arrays]:
        self.taken.append([member.id for member in taken])
        for member in taken:
            if member.id in self.failing:
                failed(member, ValueError("no picture"))
        number = {member: np.array([member.at], np.float32) for member in taken if member.id not in self.failing}
        return {member: {"number": array, "twice": 2 * array} for member, array in number.items()}

    def names_of(self, layer: str) -> Set[str]:
        return {"number": {"number"}, "twice": {"number", "twice"}}.get(layer, set())

    def header(self, member: Counter, pulls: list[Pull]) -> dict[str, Wire]:
        return {"toy": ToyPicture(dims=1, plane=None)}


class CounterMeasuring(Measuring[Counter]):
    """Measures a run's step; a run whose step is 13 cannot be measured."""

    def evaluate(self, member: Counter) -> dict[str, float]:
        if member.at == 13:
            raise ValueError("13")
        return {} if member.at == 14 else {"number": float(member.at), "endless": float("inf")}

    def find_diagnosis(self, member: Counter, rows: Any) -> Diagnosis:
        text = str(member.at)
        return Diagnosis(member.at, "learning", "info", f"It counts {text}.", "number", float(member.at), text)


class CounterLedger(Ledger[Counter]):
    def save(self, members: Collection[Counter]) -> None:
        self.report_rows(members)
        for member in members:
            if member.unsaved:
                member.saved = member.at
                self.reports.append(Saved(member.id, member.build, State(b"", 0, member.at)))


class CounterWorker(Worker[Counter]):
    """Every member that moves makes a step each time."""

    def __init__(self) -> None:
        super().__init__("cpu", CounterPulls(), CounterMeasuring(1.0), CounterLedger(60.0))
        self.asked: list[object] = []

    def put(self, order: Put) -> None:
        self.members[order.run] = Counter(order)
        self.report_applied(self.members[order.run])

    def ask(self, order: Ask) -> None:
        self.asked.append(order)

    def train(self, budget: float) -> None:
        for member in self.members.values():
            if member.moving:
                self.add_rows(member, member.move(1), 1)

    def answer_questions(self) -> list[Report]:
        return []
