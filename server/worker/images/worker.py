"""The worker of image GANs: some train, a step at a time, the others wait for their turn.

A process of its own runs it beside that of the toys, which a step of 100 ms would hold up. One thread loads images.
"""

from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from time import perf_counter

import torch

from models.experiment import Rejected
from models.images.compute import best_device
from models.images.datasets import BadFile, NotHere
from models.images.run import ImageRun
from server.protocol.commands import Generate
from server.protocol.messages import Error
from server.worker.images.desk import Desk
from server.worker.images.generate import answer_question
from server.worker.images.ledger import ImageLedger
from server.worker.images.loader import Loader
from server.worker.images.measuring import ImageMeasuring
from server.worker.images.member import ImageMember
from server.worker.images.pulls import ImagePulls
from server.worker.images.queue import Queue
from server.worker.worker import Pipe, Worker
from server.workers.orders import Ask, Pace, Put
from server.workers.reports import Answer, Report

LOOK_EVERY = 0.1  # s between two looks at a download
NO_TRACE = "Slow motion shows toys; the steps of image GANs have too many numbers."
FULL = "The memory is full: choose a smaller batch, size or width, and reset."


class ImageWorker(Worker[ImageMember]):
    def __init__(self, device: str, folder: Path, at_once: int = 1, given: Path | None = None) -> None:
        device = best_device() if device == "auto" else device
        self.ledger: ImageLedger
        super().__init__(device, ImagePulls(), ImageMeasuring(folder), ImageLedger(folder))
        self.queue = Queue(at_once)
        self._questions: SimpleQueue[Ask] = SimpleQueue()  # they are answered between steps
        self._loader = Loader(folder, given)

    def attend(self, connection: Pipe) -> Pipe:
        """A desk answers questions while a step goes on; but Apple's GPU takes orders from one thread only, and its
        steps are short.
        """
        return connection if self.device.startswith("mps") else Desk(connection, self.answer, self.device)

    # Orders.

    def put(self, order: Put) -> None:
        if (before := self.members.get(order.run)) is not None:
            self._leave(before)
        member = ImageMember(order)
        self.members[order.run] = member  # built anew, a run keeps its place in the queue
        self._loader.load(member)
        self.report_applied(member)

    def ask(self, order: Ask) -> None:
        self._questions.put(order)

    def answer(self, question: Ask) -> Answer:
        """A question's answer, at once; the one thing that another thread may ask for, also while this one trains."""
        if not isinstance(question.query, Generate):
            return Answer(question.token, Error(ref=question.query.ref, code="rejected", message=NO_TRACE))
        return Answer(question.token, answer_question(question.query, self.members.get(question.run)))

    def drop(self, run: str) -> None:
        member = self.members.get(run)
        super().drop(run)
        if member is not None:
            self._leave(member)

    def _leave(self, member: ImageMember) -> None:
        member.gone = True
        self._loader.cancel(member)

    def pace(self, member: ImageMember, order: Pace) -> None:
        paused = member.playing and not order.playing
        super().pace(member, order)
        if paused:
            self.ledger.save([member])

    # Training.

    def train(self, budget: float) -> None:
        """A step of the run whose turn it is, however long that takes."""
        members = self.members.values()
        for member in members:
            if member.run is None and not member.failed and member.images.done():
                self._build(member)
        self.ledger.report_waiting(self.queue.places(members))
        if (turn := self.queue.next(members, perf_counter())) is not None:
            self._train_member(turn)

    def _build(self, member: ImageMember) -> None:
        try:
            images = member.images.result()
            blob = member.checkpoint.path.read_bytes() if member.checkpoint is not None else None
            member.run = ImageRun(member.experiment, images, self.device, blob, member.neighbours)
        except Exception as error:
            self.fail(member, error)
        member.loaded = None
        self.pulls.fresh = True

    def _train_member(self, member: ImageMember) -> None:
        assert member.run is not None
        start = perf_counter()
        try:
            rows = member.run.advance(1, member.only if member.todo else None)
        except Exception as error:
            self.fail(member, error)
            return
        end = perf_counter()
        if member.only is None and (rate := member.stopwatch.count(end - start)) is not None:
            self.ledger.report_cost(member, rate)
        member.keep_pace(end)
        self.add_rows(member, rows.numpy(), 1)

    def answer_questions(self) -> list[Report]:
        answers: list[Report] = []
        with suppress(Empty):
            while True:
                answers.append(self.answer(self._questions.get_nowait()))
        return answers

    def finish_steps(self, member: ImageMember) -> None:
        super().finish_steps(member)
        self.ledger.save([member])

    def fail(self, member: ImageMember, error: Exception) -> None:
        super().fail(member, error)
        member.run = None  # others need its memory, and so does the next try

    def explain(self, error: Exception) -> str:
        """A sentence where it was meant for people."""
        if isinstance(error, (NotHere, BadFile, Rejected)):
            return str(error)
        if isinstance(error, torch.OutOfMemoryError) or "can't allocate memory" in str(error):
            return FULL
        return super().explain(error)

    def waits(self, now: float) -> list[float | None]:
        members = self.members.values()
        questions = None if self._questions.empty() else 0.0
        loading = LOOK_EVERY if any(member.run is None and not member.failed for member in members) else None
        return [questions, loading, self.queue.wait(members, now), *super().waits(now)]
