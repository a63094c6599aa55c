"""The worker: it owns the runs of one device and advances them in small slices, fairly, between orders.

A plain class without a clock of its own, thread or pipe: `handle` an order, `advance` for a while, `take` the reports.
worker_process.py puts it into a process.
"""

from time import perf_counter

from models.experiment import Experiment as AnyExperiment
from models.toys.diagnosis.diagnose import diagnosis_of
from models.toys.engine.checkpoint import load_runs
from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.measures.evaluation import evaluate
from server.worker.ledger import one_line
from server.worker.member import Member
from server.worker.measuring import Scores
from server.worker.toys.ledger import ToyLedger
from server.worker.toys.pacing import Lane, make_lanes, next_lane
from server.worker.toys.pulls import Pulls
from server.worker.toys.traces import Traces
from server.workers.orders import Advance, Drop, Order, Pace, Pull, Put, Trace, Tune
from server.workers.reports import Report
from server.workers.states import State

REGROUP_EVERY = 1.0  # s; what a stack's runs have in common may change by itself, as WGAN's critic steps do


class Worker:
    def __init__(self, device: str = "cpu") -> None:
        self.device = device
        self.members: dict[str, Member] = {}
        self.cohort = Cohort()
        self.pulls = Pulls()
        self.traces = Traces()
        self.scores = Scores(scores_of, lambda member, rows: diagnosis_of(member.run, rows, member.history))
        self.ledger = ToyLedger()
        self._lanes: list[Lane] = []
        self._regroup = 0.0  # when the lanes are to be made anew

    # Orders.

    def handle(self, order: Order) -> None:
        """Carry out one order. It never raises for a run's sake: such a run is reported as failed."""
        if isinstance(order, Pull):
            self.pulls.add(order)
            return
        if isinstance(order, Trace):
            self.traces.add(order)
            return
        if isinstance(order, Drop):
            self.members.pop(order.run, None)
            self.pulls.forget(order.run)
            self.traces.forget(order.run)
        elif isinstance(order, Put):
            self._put(order)
        elif (member := self.members.get(getattr(order, "run", ""))) is not None:
            self._change(member, order)
        self._regroup = 0.0

    def _put(self, order: Put) -> None:
        self.members.pop(order.run, None)
        try:
            run = self._build(order)
        except Exception as error:
            self.ledger.unbuilt(order, error)
            return
        member = Member(
            order.run, run, order.build, order.epoch, order.version, order.playing, order.speed, order.stamp
        )
        self.members[order.run] = member
        self._applied(member)

    def _build(self, order: Put) -> Run:
        experiment = toy(order.experiment)
        if not isinstance(order.state, State):
            return Run(experiment, device=self.device)
        (run,) = load_runs(order.state.blob, [order.state.row], [experiment], device=self.device)
        return run

    def _change(self, member: Member, order: Order) -> None:
        match order:
            case Tune():
                try:
                    member.run.tune(toy(order.experiment))
                except Exception as error:
                    self._fail(member, error)
                member.history.changed()
                if order.epoch != member.epoch:  # other data: what was measured is void
                    member.measures = member.diagnosis = member.scored = None
                if not member.playing:  # nothing is measured before it trains on
                    member.diagnosis = None
                member.epoch, member.version = order.epoch, order.version
            case Pace():
                member.playing, member.speed, member.todo = order.playing, order.speed, 0
            case Advance():
                rest = member.todo if member.only == order.only else 0  # of steps that were asked for just before
                member.playing, member.todo, member.only = False, rest + order.steps, order.only
                member.stamp = order.stamp
                return  # answered when the rounds are done
            case _:
                return
        member.stamp = order.stamp
        self._applied(member)

    def _applied(self, member: Member) -> None:
        self.ledger.applied(member)
        self.pulls.fresh = True

    # Training.

    def advance(self, budget: float) -> None:
        """Train for about `budget` seconds, or less when nothing is due; then pictures, curves and states."""
        start = now = perf_counter()
        if now >= self._regroup:
            self._lanes = make_lanes(self.members.values(), self._lanes, now)
            self._regroup = now + REGROUP_EVERY
        while now - start < budget and (lane := next_lane(self._lanes, now)) is not None:
            rounds = lane.slice(now)
            self._train(lane, rounds)
            end = perf_counter()
            lane.advanced(rounds, end - now, end)
            now = end
            if self._regroup == 0.0:
                break
        self.ledger.reports += self.pulls.answer(self.members, self._fail)
        self.ledger.reports += self.traces.answer(self.members)
        self.pulls.fresh |= self.scores.update(self.members.values(), now)
        self.ledger.reports += self.scores.take()
        self.ledger.update(self.members.values(), now)

    def wait(self) -> float | None:
        """Seconds until there is something to do without a new order; none when there is nothing."""
        now = perf_counter()
        waits: list[float | None] = [lane.wait(now) for lane in self._lanes]
        if self._regroup == 0.0 or 0.0 in waits:
            return 0.0
        members = self.members.values()
        waits += [
            self.pulls.wait(now),
            self.traces.wait(self.members),
            self.scores.wait(members, now),
            self.ledger.wait(members, now),
        ]
        return min((wait for wait in waits if wait is not None), default=None)

    def save(self) -> None:
        """Report the curves and the states of all that moved."""
        self.ledger.save(self.members.values())

    def take(self) -> list[Report]:
        return self.ledger.take()

    def _train(self, lane: Lane, rounds: int) -> None:
        by_run = {member.run: member for member in lane.members}
        try:
            curves = self.cohort.advance(list(by_run), rounds, lane.only)  # type: ignore[arg-type]
        except Exception as error:
            if len(by_run) == 1:
                self._fail(lane.members[0], error)
                return
            for member in lane.members:  # whose exception was it?
                self._train(Lane([member], lane.speed, lane.todo, lane.only), 1)
            return
        for run, rows in curves.items():
            member = by_run[run]
            member.recent.extend(rows)
            if run.diverged_at is not None:
                self._halt(member, None)
            elif lane.todo:
                member.todo -= rounds
                if member.todo <= 0:
                    self._applied(member)
                    self._regroup = 0.0
        self.pulls.fresh = True

    def _fail(self, member: Member, error: Exception) -> None:
        member.failed = True
        self._halt(member, error)

    def _halt(self, member: Member, error: Exception | None) -> None:
        member.playing, member.todo = False, 0
        if error is None:
            self.scores.diagnose(member)
        self.ledger.halted(member, None if error is None else one_line(error))
        self._regroup = 0.0


def scores_of(member: Member) -> dict[str, float]:
    return evaluate([member.run])[0]


def toy(experiment: AnyExperiment) -> Experiment:
    """Other kinds have workers of their own."""
    assert isinstance(experiment, Experiment)
    return experiment
