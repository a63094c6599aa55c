"""What a worker reports of its runs: curves ten times a second, states now and then, the rest at once."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable
from time import perf_counter
from typing import Generic

from server.worker.member import M
from server.workers.reports import Applied, Halted, Report, Rows

ROWS_EVERY = 0.1  # s


class Ledger(ABC, Generic[M]):
    """The reports of one worker; each kind of runs adds how they are saved."""

    def __init__(self, save_every: float) -> None:
        """save_every: seconds between two times that all are saved."""
        self.reports: list[Report] = []
        self._save_every = save_every
        self._rows_at = self._saved_at = perf_counter()

    @abstractmethod
    def save(self, members: Collection[M]) -> None:
        """Report states of all that moved; their curves go before them."""

    def take(self) -> list[Report]:
        """All reports, once."""
        reports, self.reports = self.reports, []
        return reports

    def wait(self, members: Iterable[M], now: float) -> float | None:
        """Seconds until something is to be reported, None when nothing has moved."""
        if self.reports:
            return 0.0
        if any(member.unsaved for member in members):
            return max(0.0, min(self._rows_at + ROWS_EVERY, self._saved_at + self._save_every) - now)
        return None

    def update(self, members: Collection[M], now: float) -> None:
        """Report what is due by now."""
        if now - self._saved_at >= self._save_every:
            self._saved_at = now
            self.save(members)
        if now - self._rows_at >= ROWS_EVERY:
            self._rows_at = now
            self.report_rows(members)

    def report_applied(self, member: M) -> None:
        """The newest order for this run is carried out."""
        self.reports.append(Applied(member.id, member.build, member.stamp, member.step, member.box))

    def report_halted(self, member: M, error: str | None) -> None:
        """It stopped by itself, at the step that its curve ends with; error: what the page says of a failure."""
        self.report_rows([member])
        self.report_applied(member)
        self.reports.append(Halted(member.id, member.build, member.step, error))

    def report_rows(self, members: Iterable[M]) -> None:
        """Curve rows that were not reported yet."""
        for member in members:
            if member.recent.last > member.reported:
                first, rows = member.recent.since(member.reported)
                self.reports.append(Rows(member.id, member.build, first, rows))
                member.reported = member.recent.last


def one_line(error: Exception) -> str:
    """An exception as the page shows it."""
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {text[0][:200]}" if text else type(error).__name__
