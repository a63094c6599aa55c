"""The worker of toys: it advances stacks of runs in small slices."""

from time import perf_counter

from models.toys.engine.checkpoint import load_runs
from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from server.protocol.messages import Error
from server.protocol.queries import Trace
from server.worker.ledger import one_line
from server.worker.toys.ledger import ToyLedger
from server.worker.toys.measuring import ToyMeasuring
from server.worker.toys.member import ToyMember, as_toy
from server.worker.toys.pacing import Lane, make_lanes, next_lane
from server.worker.toys.pulls import ToyPulls
from server.worker.toys.traces import Traces
from server.worker.worker import Worker
from server.workers.orders import Ask, Order, Put, Request
from server.workers.reports import Answer, Halted, Report
from server.workers.states import State

REGROUP_EVERY = 1.0  # s; what a stack's runs have in common may change by itself, as WGAN's critic steps do
NO_IMAGES = "Only image GANs paint images on demand; this run is of points."


class ToyWorker(Worker[ToyMember]):
    def __init__(self, device: str = "cpu") -> None:
        super().__init__(device, ToyPulls(), ToyMeasuring(), ToyLedger())
        self.cohort = Cohort()
        self.traces = Traces()
        self._lanes: list[Lane] = []
        self._regroup = 0.0  # when the lanes are to be made anew

    # Orders.

    def handle(self, order: Order) -> None:
        super().handle(order)
        if not isinstance(order, Request):
            self._regroup = 0.0

    def put(self, order: Put) -> None:
        self.members.pop(order.run, None)
        try:
            run = self._build(order)
        except Exception as error:
            self.ledger.reports.append(Halted(order.run, order.build, 0, one_line(error)))
            return
        member = self.members[order.run] = ToyMember(order, run)
        self.report_applied(member)

    def _build(self, order: Put) -> Run:
        experiment = as_toy(order.experiment)
        if not isinstance(order.state, State):
            return Run(experiment, device=self.device)
        (run,) = load_runs(order.state.blob, [order.state.row], [experiment], device=self.device)
        return run

    def ask(self, order: Ask) -> None:
        if isinstance(order.query, Trace):
            self.traces.add(order)
        else:
            refused = Error(ref=order.query.ref, code="rejected", message=NO_IMAGES, control="run")
            self.ledger.reports.append(Answer(order.token, refused))

    def drop(self, run: str) -> None:
        super().drop(run)
        self.traces.forget(run)

    # Training.

    def train(self, budget: float) -> None:
        start = now = perf_counter()
        if now >= self._regroup:
            self._lanes = make_lanes(self.members.values(), self._lanes, now)
            self._regroup = now + REGROUP_EVERY
        while now - start < budget and (lane := next_lane(self._lanes, now)) is not None:
            steps = lane.slice(now)
            self._train_lane(lane, steps)
            end = perf_counter()
            lane.count(steps, end - now, end)
            now = end
            if self._regroup == 0.0:
                break

    def _train_lane(self, lane: Lane, steps: int) -> None:
        by_run = {member.run: member for member in lane.members}
        try:
            curves = self.cohort.advance(list(by_run), steps, lane.only)  # type: ignore[arg-type]
        except Exception as error:
            if len(by_run) == 1:
                self.fail(lane.members[0], error)
                return
            for member in lane.members:  # whose exception was it?
                self._train_lane(Lane([member], lane.speed, lane.todo, lane.only), 1)
            return
        for run, rows in curves.items():
            self.add_rows(by_run[run], rows, steps)

    def answer_questions(self) -> list[Report]:
        return [*self.traces.answer(self.members)]

    def finish_steps(self, member: ToyMember) -> None:
        super().finish_steps(member)
        self._regroup = 0.0

    def halt(self, member: ToyMember, error: Exception | None) -> None:
        super().halt(member, error)
        self._regroup = 0.0

    def waits(self, now: float) -> list[float | None]:
        lanes: list[float | None] = [lane.wait(now) for lane in self._lanes]
        if self._regroup == 0.0 or 0.0 in lanes:
            return [0.0]
        return [*lanes, self.traces.wait(self.members), *super().waits(now)]
