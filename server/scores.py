"""Measures and diagnoses of the runs that somebody looks at: one at a time, seldom enough not to hold up training."""

import logging
from collections.abc import Iterable
from math import isfinite
from time import perf_counter

from models.diagnosis import diagnosis_of
from models.toys.evaluation import evaluate
from server.member import Member

log = logging.getLogger("saddle")
EVERY = 1.0  # s between two measurements of a run
SHARE = 0.05  # of the worker's time that measuring may take


class Scores:
    def __init__(self) -> None:
        self._next = 0.0

    def wait(self, members: Iterable[Member], now: float) -> float | None:
        """Seconds until a run is to be measured, none when there is no run to measure."""
        due = [member.measured + EVERY for member in members if waits(member)]
        return max(0.0, min(due) - now, self._next - now) if due else None

    def update(self, members: Iterable[Member], now: float) -> bool:
        """Measure the run that has waited longest, if it is time; its next frames carry the scores.

        True where it is at rest: no round will make a picture due, the scores do.
        """
        if now < self._next:
            return False
        due = [member for member in members if waits(member) and now - member.measured >= EVERY]
        if not due:
            return False
        member = min(due, key=lambda member: member.measured)
        member.seen, member.measured = False, now
        start = perf_counter()  # not now: pictures were taken since
        try:
            scores = evaluate([member.run])[0]
        except Exception:
            log.exception("measuring run %s failed", member.id)
            scores = {}
        values = {name: float(value) if isfinite(value) else None for name, value in scores.items()}
        member.measures = {"step": member.run.step, **values}
        if scores:
            member.history.add(member.run.step, scores)
            diagnose(member)
        else:
            member.diagnosis = None
        end = perf_counter()
        self._next = end + (end - start) * (1 / SHARE - 1)
        member.news = not member.moving
        return member.news


def diagnose(member: Member) -> None:
    """Say what is happening in a run; its next frames carry it."""
    _, rows = member.recent.since(0)
    member.history.saw(rows)
    try:
        member.diagnosis = diagnosis_of(member.run, rows, member.history).json()
    except Exception:
        log.exception("diagnosing run %s failed", member.id)
        member.diagnosis = None


def waits(member: Member) -> bool:
    """Somebody has looked since it was measured, and it has moved."""
    known = (member.measures or {}).get("step")
    return member.seen and member.run.step != known and not member.failed and member.run.diverged_at is None
