"""Measures and diagnoses of the runs that somebody looks at: one at a time, seldom enough not to hold up training."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from math import isfinite
from time import perf_counter
from typing import Generic

from models.diagnosis.finding import Diagnosis
from models.diagnosis.history import Floats
from server.protocol import frames
from server.worker.member import M
from server.workers.reports import Measured, Perfect

log = logging.getLogger("saddle")
EVERY = 1.0  # s between two measurements of a run


class Measuring(ABC, Generic[M]):
    def __init__(self, share: float) -> None:
        """share: of the worker's time that measuring may take."""
        self._share = share
        self._next = 0.0
        self._reports: list[Measured | Perfect] = []

    @abstractmethod
    def evaluate(self, member: M) -> Mapping[str, float]:
        """The measures of a run as it is now, by name; none where its samples are not finite."""

    @abstractmethod
    def find_diagnosis(self, member: M, rows: Floats) -> Diagnosis:
        """What is happening in a run, whose newest curve rows are these."""

    def measurable(self, member: M) -> bool:
        """Whether all is there that measuring takes."""
        return True

    def wait(self, members: Collection[M], now: float) -> float | None:
        """Seconds until a run is to be measured, None when there is no run to measure."""
        due = [member.measured_at + EVERY for member in members if self._waits(member)]
        return max(0.0, min(due) - now, self._next - now) if due else None

    def update(self, members: Collection[M], now: float) -> bool:
        """Measure the run that has waited longest, if it is time; its next frames carry the measures.

        True where that run is at rest: no step will make a picture due, the measures do.
        """
        if now < self._next:
            return False
        due = [member for member in members if self._waits(member) and now - member.measured_at >= EVERY]
        if not due:
            return False
        member = min(due, key=lambda member: member.measured_at)
        start = perf_counter()  # not now: pictures were taken since
        self._measure(member, now)
        end = perf_counter()
        self._next = end + (end - start) * (1 / self._share - 1)
        member.news = not member.moving
        return member.news

    def _measure(self, member: M, now: float) -> None:
        member.seen, member.measured_at, member.measured_step = False, now, member.step
        try:
            measures = self.evaluate(member)
        except Exception:
            log.exception("measuring run %s failed", member.id)
            measures = {}
        values = {name: float(value) if isfinite(value) else None for name, value in measures.items()}
        member.measures = frames.Measures(step=member.step, values=values)
        if measures:
            self._reports.append(Measured(member.id, member.build, member.epoch, member.step, values))
            member.history.add(member.step, measures)
            self.diagnose(member)
        else:
            member.diagnosis = None

    def diagnose(self, member: M) -> None:
        """Say what is happening in a run; its next frames carry it."""
        _, rows = member.recent.since(0)
        try:
            member.diagnosis = frames.Diagnosis.model_validate(self.find_diagnosis(member, rows).json())
        except Exception:
            log.exception("diagnosing run %s failed", member.id)
            member.diagnosis = None

    def take(self) -> list[Measured | Perfect]:
        """What was measured since this was last asked."""
        reports, self._reports = self._reports, []
        return reports

    def _waits(self, member: M) -> bool:
        """Somebody has looked since it was measured, and it has moved."""
        moved = member.seen and member.step != member.measured_step
        return moved and not member.failed and not member.diverged and self.measurable(member)
