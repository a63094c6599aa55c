"""A worker: it owns the runs of one kind on one device and advances them fairly between orders.

A plain class without a clock of its own, thread or pipe: `handle` an order, `advance` for a while, `take` the reports.
serve.py runs it in a process. toys/worker.py and images/worker.py say how runs are built and who trains next.
"""

from abc import ABC, abstractmethod
from time import perf_counter
from typing import Generic, Protocol

from server.worker.ledger import Ledger, one_line
from server.worker.measuring import Measuring
from server.worker.member import M
from server.worker.pulls import Pulls
from server.workers.orders import Advance, Ask, Drop, Order, Pace, Pull, Put, Save, Tune
from server.workers.reports import CurveRows, Report


class Pipe(Protocol):
    """Where orders come from and reports go: a connection to the server, or what stands between it and the worker."""

    def poll(self, timeout: float | None = 0.0, /) -> bool:
        """Whether there are orders, within so many seconds."""

    def recv(self) -> list[Order]:
        """Orders that came. Raises EOFError once the other end is closed."""

    def send(self, reports: list[Report], /) -> None: ...


class Worker(ABC, Generic[M]):
    def __init__(self, device: str, pulls: Pulls[M], measuring: Measuring[M], ledger: Ledger[M]) -> None:
        self.device = device
        self.members: dict[str, M] = {}  # in the order in which they came
        self.pulls, self.measuring, self.ledger = pulls, measuring, ledger

    def attend(self, connection: Pipe) -> Pipe:
        """Where its orders come from, given the connection to the server."""
        return connection

    # Orders.

    def handle(self, order: Order) -> None:
        """Carry out one order. It never raises for a run's sake: such a run is reported as failed."""
        match order:
            case Pull():
                self.pulls.add(order)
            case Ask():
                self.ask(order)
            case Put():
                self.put(order)
            case Drop():
                self.drop(order.run)
            case Save():
                self.ledger.save([member for member in self.members.values() if member.id == order.run])
            case Tune() | Pace() | Advance():
                if (member := self.members.get(order.run)) is not None:
                    self._change(member, order)

    @abstractmethod
    def put(self, order: Put) -> None:
        """Build a run, or begin to."""

    @abstractmethod
    def ask(self, order: Ask) -> None:
        """Answer a question about a run, now or later."""

    def drop(self, run: str) -> None:
        """Forget a run, and whoever waits for it."""
        self.members.pop(run, None)
        self.pulls.forget(run)

    def pace(self, member: M, order: Pace) -> None:
        """Let a run play or pause."""
        member.pace(order)

    def _change(self, member: M, order: Tune | Pace | Advance) -> None:
        match order:
            case Tune():
                try:
                    member.tune(order)
                except Exception as error:
                    self.fail(member, error)
            case Pace():
                self.pace(member, order)
            case Advance():
                member.advance(order)
                return  # answered when the steps are done
        self.report_applied(member)

    def report_applied(self, member: M) -> None:
        """The orders for this run are carried out; what they changed may be seen in a picture."""
        self.ledger.report_applied(member)
        self.pulls.fresh = True

    # Training.

    def advance(self, budget: float) -> None:
        """Train for about `budget` seconds, or less when nothing is due; then pictures, measures, curves and states."""
        self.train(budget)
        now, members = perf_counter(), self.members.values()
        self.ledger.reports += self.pulls.answer(self.members, self.fail)
        self.ledger.reports += self.answer_questions()
        self.pulls.fresh |= self.measuring.update(members, now)
        self.ledger.reports += self.measuring.take()
        self.ledger.update(members, now)

    @abstractmethod
    def train(self, budget: float) -> None:
        """Let those whose turn it is make steps."""

    @abstractmethod
    def answer_questions(self) -> list[Report]:
        """Answers that are due by now."""

    def add_rows(self, member: M, rows: CurveRows, steps: int) -> None:
        """A run has made so many steps; rows: their curve, shorter where it diverged."""
        member.recent.extend(rows)
        self.pulls.fresh = True
        if member.diverged:
            self.halt(member, None)
        elif member.todo:
            member.todo = max(0, member.todo - steps)
            if not member.todo:
                self.finish_steps(member)

    def finish_steps(self, member: M) -> None:
        """The steps that somebody asked for are done."""
        self.report_applied(member)

    def fail(self, member: M, error: Exception) -> None:
        """An exception has stopped a run; the others train on."""
        member.failed = True
        self.halt(member, error)

    def halt(self, member: M, error: Exception | None) -> None:
        """A run stops by itself: by an exception, or because it has diverged."""
        member.playing, member.todo = False, 0
        if error is None:
            self.measuring.diagnose(member)
        self.ledger.report_halted(member, None if error is None else self.explain(error))

    def explain(self, error: Exception) -> str:
        """What the page says of a failure."""
        return one_line(error)

    # Reports.

    def save(self) -> None:
        """Report the curves and the states of all that moved."""
        self.ledger.save(self.members.values())

    def take(self) -> list[Report]:
        """All reports, once."""
        return self.ledger.take()

    def wait(self) -> float | None:
        """Seconds until there is something to do without a new order; None when there is nothing."""
        return min((wait for wait in self.waits(perf_counter()) if wait is not None), default=None)

    def waits(self, now: float) -> list[float | None]:
        """Seconds until each sort of work is due; None where there is none of it."""
        members = self.members.values()
        return [self.pulls.wait(now), self.measuring.wait(members, now), self.ledger.wait(members, now)]
