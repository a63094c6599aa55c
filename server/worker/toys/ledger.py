"""What the worker of toys reports: a stack of runs is saved as one blob."""

from collections.abc import Collection

from models.toys.engine.checkpoint import save_runs
from models.toys.engine.cohort import group_runs
from server.worker.ledger import Ledger
from server.worker.toys.member import ToyMember
from server.workers.reports import Saved
from server.workers.states import State

SAVE_EVERY = 1.0  # s


class ToyLedger(Ledger[ToyMember]):
    def __init__(self) -> None:
        super().__init__(SAVE_EVERY)

    def save(self, members: Collection[ToyMember]) -> None:
        """One blob for each stack."""
        self.report_rows(members)
        by_run = {member.run: member for member in members if member.unsaved}
        for group in group_runs(list(by_run)):
            blob = save_runs(group)
            for row, run in enumerate(group):
                member = by_run[run]
                member.saved = run.step
                self.reports.append(Saved(member.id, member.build, State(blob, row, run.step)))
