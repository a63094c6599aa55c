"""What a worker has to tell the server of its runs: curves ten times a second, states now and then, news at once."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable
from time import perf_counter
from typing import Generic, Protocol, TypeVar

from models.experiment import Box
from server.worker.member import InWorker
from server.workers.reports import Applied, Halted, Report, Rows

ROWS_EVERY = 0.1  # s


class Told(InWorker, Protocol):
    """As far as the server is told of it."""

    reported: int  # curve rows up to this round went to the server
    stamp: int  # newest order carried out

    @property
    def unsaved(self) -> bool: ...


M = TypeVar("M", bound=Told)


class Ledger(ABC, Generic[M]):
    """The reports of one worker; each kind of runs adds how they are saved."""

    def __init__(self, save_every: float) -> None:
        """save_every: seconds between two times that all are saved."""
        self.reports: list[Report] = []
        self._save_every = save_every
        self._rows = self._saved = perf_counter()  # when they were reported

    @abstractmethod
    def save(self, members: Collection[M]) -> None:
        """Report states of all that moved; their curves go before them."""

    def take(self) -> list[Report]:
        """All reports, once."""
        reports, self.reports = self.reports, []
        return reports

    def wait(self, members: Iterable[M], now: float) -> float | None:
        """Seconds until something is to be reported, none when nothing has moved."""
        if self.reports:
            return 0.0
        if any(member.unsaved for member in members):
            return max(0.0, min(self._rows + ROWS_EVERY, self._saved + self._save_every) - now)
        return None

    def update(self, members: Collection[M], now: float) -> None:
        if now - self._saved >= self._save_every:
            self._saved = now
            self.save(members)
        if now - self._rows >= ROWS_EVERY:
            self._rows = now
            self.rows(members)

    def applied(self, member: M) -> None:
        self.reports.append(Applied(member.id, member.build, member.stamp, member.step, self.box(member)))

    def box(self, member: M) -> Box:
        """What part of the plane is shown of it."""
        return ()

    def halted(self, member: M, error: str | None) -> None:
        """It stopped by itself, at the round that its curve ends with; error: what the page says of a failure."""
        self.rows([member])
        self.applied(member)
        self.reports.append(Halted(member.id, member.build, member.step, error))

    def rows(self, members: Iterable[M]) -> None:
        """Curve rows that were not reported yet."""
        for member in members:
            if member.recent.last > member.reported:
                first, rows = member.recent.since(member.reported)
                self.reports.append(Rows(member.id, member.build, first, rows))
                member.reported = member.recent.last


def one_line(error: Exception) -> str:
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {text[0][:200]}" if text else type(error).__name__
