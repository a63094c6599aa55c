"""The worker of image GANs: some train, a round at a time, the others wait for their turn.

A plain class without a thread of its own but the one that loads images: `handle` an order, `advance`, `take` the
reports. worker_process.py puts it into a process, beside that of the toys, which a round of 100 ms would hold up.
"""

from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from time import perf_counter

from models.images.compute import best_device
from models.images.experiment import Experiment
from models.images.run import ImageRun
from server.storage import blobs
from server.worker.images.generate import answered
from server.worker.images.ledger import ImageLedger, said
from server.worker.images.queue import Line
from server.worker.images.loader import Loader
from server.worker.images.member import ImageMember
from server.worker.images.pulls import Pictures
from server.worker.images.measuring import Verdicts
from server.workers.orders import Advance, Drop, Generate, Order, Pace, Pull, Put, Save, Trace, Tune
from server.workers.reports import Generated, Report, Traced
from server.workers.states import Checkpoint

LOOK_EVERY = 0.1  # s between two looks at a download
NO_TRACE = "Slow motion shows toys; the rounds of image GANs have too many numbers."


class ImageWorker:
    def __init__(self, device: str, folder: Path, at_once: int = 1, given: Path | None = None) -> None:
        self.device = best_device() if device == "auto" else device
        self.line = Line(at_once)
        self.members: dict[str, ImageMember] = {}  # in the order in which they came: it is the queue's
        self.pictures = Pictures()
        self.ledger = ImageLedger(folder)
        self._asked: SimpleQueue[Generate] = SimpleQueue()  # questions that are answered between rounds
        self._loader = Loader(folder, given)
        self.verdicts = Verdicts(folder)

    # Orders.

    def handle(self, order: Order) -> None:
        """Carry out one order. It never raises for a run's sake: such a run is reported as failed."""
        match order:
            case Pull():
                self.pictures.add(order)
            case Trace():
                self.ledger.reports.append(Traced(order.token, 0, 0, [], NO_TRACE))
            case Generate():
                self._asked.put(order)
            case Drop():
                self._drop(order.run)
            case Put():
                self._put(order)
            case Save():
                self.ledger.save([member for member in self.members.values() if member.id == order.run])
            case Tune() | Pace() | Advance():
                if (member := self.members.get(order.run)) is not None:
                    self._change(member, order)

    def answer(self, question: Generate) -> Generated:
        """Of a question, at once; the one thing that another thread may ask for, also while this one trains."""
        return answered(question, self.members.get(question.run))

    def _drop(self, run: str) -> None:
        self.pictures.forget(run)
        if (member := self.members.pop(run, None)) is not None:
            self._leave(member)

    def _leave(self, member: ImageMember) -> None:
        member.gone = True
        self._loader.cancel(member)

    def _put(self, order: Put) -> None:
        if (before := self.members.get(order.run)) is not None:
            self._leave(before)
        member = ImageMember(order, order.playing, order.speed, order.stamp, order.epoch, order.version)
        self.members[order.run] = member  # built anew, a run keeps its place in the queue
        self._loader.load(member)
        self.ledger.applied(member)

    def _change(self, member: ImageMember, order: Tune | Pace | Advance) -> None:
        match order:
            case Tune():
                try:
                    member.tune(order)
                except Exception as error:
                    self._fail(member, error)
            case Pace():
                paused = member.playing and not order.playing
                member.pace(order)
                if paused:
                    self.ledger.save([member])
            case Advance():
                member.go(order)
                return  # answered when the rounds are done
        self.ledger.applied(member)

    # Training.

    def advance(self, budget: float) -> None:
        """A round of the run whose turn it is, however long that takes; then pictures, curves and states."""
        for member in self.members.values():
            if member.run is None and not member.failed and member.images.done():
                self._build(member)
        self.ledger.waiting(self.line.places(self.members.values()))
        if (turn := self.line.next(self.members.values(), perf_counter())) is not None:
            self._train(turn)
        with suppress(Empty):
            while True:
                self.ledger.reports.append(self.answer(self._asked.get_nowait()))
        self.ledger.reports += self.verdicts.update(self.members.values(), perf_counter())
        self.ledger.reports += self.pictures.answer(self.members, self._fail)
        self.ledger.update(self.members.values(), perf_counter())

    def _build(self, member: ImageMember) -> None:
        state = member.put.state
        try:
            images = member.images.result()
            blob = blobs.read(state) if isinstance(state, Checkpoint) else None
            assert isinstance(member.put.experiment, Experiment)
            member.run = ImageRun(member.put.experiment, images, self.device, blob)
        except Exception as error:
            self._fail(member, error)
        member.loaded = None

    def _train(self, member: ImageMember) -> None:
        assert member.run is not None
        start = perf_counter()
        try:
            rows = member.run.advance(1, member.only if member.todo else None)  # type: ignore[arg-type]
        except Exception as error:
            self._fail(member, error)
            return
        if member.only is None and (rate := member.stopwatch.saw(perf_counter() - start)) is not None:
            self.ledger.costs(member, rate)
        member.recent.extend(rows.numpy())
        member.keep_pace(perf_counter())
        if member.run.diverged_at is not None:
            self.verdicts.diagnose(member)
            self._halt(member, None)
        elif member.todo:
            member.todo -= 1
            if not member.todo:
                self.ledger.applied(member)
                self.ledger.save([member])

    def _fail(self, member: ImageMember, error: Exception) -> None:
        member.failed = True
        self._halt(member, error)
        member.run = None  # others need its memory, and so does the next try

    def _halt(self, member: ImageMember, error: Exception | None) -> None:
        member.playing, member.todo = False, 0
        self.ledger.halted(member, None if error is None else said(error))

    # Reports.

    def save(self) -> None:
        """Curves and states of all that moved."""
        self.ledger.save(self.members.values())

    def take(self) -> list[Report]:
        return self.ledger.take()

    def wait(self) -> float | None:
        """Seconds until there is something to do without a new order; none when there is nothing."""
        now, members = perf_counter(), self.members.values()
        if not self._asked.empty():
            return 0.0
        waits = [self.pictures.wait(self.members, now), self.ledger.wait(members, now)]
        waits += [self.line.wait(members, now), self.verdicts.wait(members, now)]
        if any(member.run is None and not member.failed for member in members):
            waits.append(LOOK_EVERY)
        return min((wait for wait in waits if wait is not None), default=None)
