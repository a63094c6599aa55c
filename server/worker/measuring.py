"""Measures and diagnoses of the runs that somebody looks at: one at a time, seldom enough not to hold up training."""

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from math import isfinite
from time import perf_counter
from typing import Any, Generic, Protocol, TypeVar

from models.diagnosis.history import Floats, History
from models.toys.diagnosis.checks import Diagnosis
from server.worker.member import InWorker
from server.workers.reports import Measured

log = logging.getLogger("saddle")
EVERY = 1.0  # s between two measurements of a run
SHARE = 0.05  # of the worker's time that measuring may take, unless somebody says otherwise


class Scored(InWorker, Protocol):
    """As far as it is measured."""

    epoch: int
    failed: bool
    seen: bool  # a picture was taken since it was measured
    news: bool  # it was measured at rest, and no picture has said so
    measured: float  # when it was, on the worker's clock
    scored: int | None  # after which round; None where it is to be measured anew
    measures: dict[str, float | None] | None  # the newest, with their own "step"
    history: History  # measures since the knobs last changed
    diagnosis: dict[str, Any] | None  # what they say

    @property
    def diverged(self) -> bool: ...
    @property
    def moving(self) -> bool: ...


M = TypeVar("M", bound=Scored)


class Scores(Generic[M]):
    """evaluate(member): its scores, none where they are not finite; diagnosis(member, its newest curve rows).

    share: of the worker's time.
    """

    def __init__(
        self,
        evaluate: Callable[[M], Mapping[str, float]],
        diagnosis: Callable[[M, Floats], Diagnosis],
        share: float = SHARE,
    ) -> None:
        self._evaluate, self._diagnosis, self._share = evaluate, diagnosis, share
        self._next = 0.0
        self._reports: list[Measured] = []

    def wait(self, members: Iterable[M], now: float) -> float | None:
        """Seconds until a run is to be measured, none when there is no run to measure."""
        due = [member.measured + EVERY for member in members if waits(member)]
        return max(0.0, min(due) - now, self._next - now) if due else None

    def update(self, members: Iterable[M], now: float) -> bool:
        """Measure the run that has waited longest, if it is time; its next frames carry the scores.

        True where it is at rest: no round will make a picture due, the scores do.
        """
        if now < self._next:
            return False
        due = [member for member in members if waits(member) and now - member.measured >= EVERY]
        if not due:
            return False
        member = min(due, key=lambda member: member.measured)
        member.seen, member.measured, member.scored = False, now, member.step
        start = perf_counter()  # not now: pictures were taken since
        try:
            scores = self._evaluate(member)
        except Exception:
            log.exception("measuring run %s failed", member.id)
            scores = {}
        values = {name: float(value) if isfinite(value) else None for name, value in scores.items()}
        member.measures = {"step": member.step, **values}
        if scores:
            self._reports.append(Measured(member.id, member.build, member.epoch, member.step, values))
            member.history.add(member.step, scores)
            self.diagnose(member)
        else:
            member.diagnosis = None
        end = perf_counter()
        self._next = end + (end - start) * (1 / self._share - 1)
        member.news = not member.moving
        return member.news

    def take(self) -> list[Measured]:
        """What was measured since this was last asked."""
        reports, self._reports = self._reports, []
        return reports

    def diagnose(self, member: M) -> None:
        """Say what is happening in a run; its next frames carry it."""
        _, rows = member.recent.since(0)
        member.history.saw(rows)
        try:
            member.diagnosis = self._diagnosis(member, rows).json()
        except Exception:
            log.exception("diagnosing run %s failed", member.id)
            member.diagnosis = None


def waits(member: Scored) -> bool:
    """Somebody has looked since it was measured, and it has moved."""
    return member.seen and member.step != member.scored and not member.failed and not member.diverged


def metadata(member: Scored) -> dict[str, str]:
    """What frames carry of it."""
    told = {"measures": member.measures, "diagnosis": member.diagnosis}
    return {name: json.dumps(value) for name, value in told.items() if value is not None}
