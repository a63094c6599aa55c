"""What the worker of toys tells the server: a stack of runs is saved as one."""

from collections.abc import Collection

from models.experiment import Box
from models.toys.engine.checkpoint import save_runs
from models.toys.engine.cohort import group_runs
from server.worker.ledger import Ledger, one_line
from server.worker.member import Member
from server.workers.orders import Put
from server.workers.reports import Halted, Saved
from server.workers.states import State

SAVE_EVERY = 1.0  # s


class ToyLedger(Ledger[Member]):
    def __init__(self) -> None:
        super().__init__(SAVE_EVERY)

    def box(self, member: Member) -> Box:
        return member.run.box

    def unbuilt(self, order: Put, error: Exception) -> None:
        self.reports.append(Halted(order.run, order.build, 0, one_line(error)))

    def save(self, members: Collection[Member]) -> None:
        """One blob for each stack."""
        self.rows(members)
        by_run = {member.run: member for member in members if member.unsaved}
        for group in group_runs(list(by_run)):
            blob = save_runs(group)
            for row, run in enumerate(group):
                member = by_run[run]
                member.saved = run.step
                self.reports.append(Saved(member.id, member.build, State(blob, row, run.step)))
