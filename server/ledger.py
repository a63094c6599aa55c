"""What the worker has to tell the server of its runs: curves ten times a second, states once, news at once."""

from collections.abc import Collection, Iterable
from time import perf_counter

from models.toys.checkpoint import save_runs
from models.toys.cohort import group_runs
from server.member import Member
from server.orders import Applied, Halted, Put, Report, Rows, Saved, State

ROWS_EVERY = 0.1  # s
SAVE_EVERY = 1.0  # s


class Ledger:
    def __init__(self) -> None:
        self.reports: list[Report] = []
        self._rows = self._saved = perf_counter()  # when they were reported

    def take(self) -> list[Report]:
        """All reports, once."""
        reports, self.reports = self.reports, []
        return reports

    def wait(self, members: Iterable[Member], now: float) -> float | None:
        """Seconds until something is to be reported, none when nothing has moved."""
        if self.reports:
            return 0.0
        if any(member.unsaved for member in members):
            return max(0.0, min(self._rows + ROWS_EVERY, self._saved + SAVE_EVERY) - now)
        return None

    def update(self, members: Collection[Member], now: float) -> None:
        if now - self._saved >= SAVE_EVERY:
            self._saved = now
            self.save(members)
        if now - self._rows >= ROWS_EVERY:
            self._rows = now
            self.rows(members)

    def applied(self, member: Member) -> None:
        run = member.run
        self.reports.append(Applied(member.id, member.build, member.stamp, run.step, run.box))

    def halted(self, member: Member, error: Exception | None) -> None:
        """It stopped by itself, at the round that its curve ends with."""
        self.rows([member])
        self.applied(member)
        said = None if error is None else one_line(error)
        self.reports.append(Halted(member.id, member.build, member.run.step, said))

    def unbuilt(self, order: Put, error: Exception) -> None:
        self.reports.append(Halted(order.run, order.build, 0, one_line(error)))

    def rows(self, members: Iterable[Member]) -> None:
        """Curve rows that were not reported yet."""
        for member in members:
            if member.recent.last > member.reported:
                first, rows = member.recent.since(member.reported)
                self.reports.append(Rows(member.id, member.build, first, rows))
                member.reported = member.recent.last

    def save(self, members: Collection[Member]) -> None:
        """States of all that moved, one blob for a stack; their curves go before them."""
        self.rows(members)
        by_run = {member.run: member for member in members if member.unsaved}
        for group in group_runs(list(by_run)):
            blob = save_runs(group)
            for row, run in enumerate(group):
                member = by_run[run]
                member.saved = run.step
                self.reports.append(Saved(member.id, member.build, State(blob, row, run.step)))


def one_line(error: Exception) -> str:
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {text[0][:200]}" if text else type(error).__name__
