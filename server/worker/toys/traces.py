"""Browsers that wait for a step in slow motion: the worker computes a run's next step beside the training.

It trains nothing: what a trace computes is thrown away once it is reported.
"""

import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from models.toys.slow_motion.trace import trace
from server.protocol.messages import Error, Substep, Traced
from server.worker.ledger import one_line
from server.worker.toys.member import ToyMember
from server.workers.orders import Ask
from server.workers.reports import Answer


class Traces:
    def __init__(self) -> None:
        self._waiting: list[Ask] = []

    def add(self, order: Ask) -> None:
        self._waiting.append(order)

    def forget(self, run: str) -> None:
        self._waiting = [order for order in self._waiting if order.run != run]

    def wait(self, members: Mapping[str, ToyMember]) -> float | None:
        """Seconds until one can be answered, None when nobody waits for one that can."""
        return 0.0 if any(is_due(order, members) for order in self._waiting) else None

    def answer(self, members: Mapping[str, ToyMember]) -> list[Answer]:
        """One at a time: a step may be long, and the others train meanwhile."""
        order = next((order for order in self._waiting if is_due(order, members)), None)
        if order is None:
            return []
        self._waiting.remove(order)
        return [trace_run(order, members.get(order.run))]


def is_due(order: Ask, members: Mapping[str, ToyMember]) -> bool:
    """Steps that were asked for before come first."""
    member = members.get(order.run)
    return member is None or not (member.moving and member.todo > 0)


def trace_run(order: Ask, member: ToyMember | None) -> Answer:
    """It never raises and changes nothing: where a step cannot be traced, the answer says so."""
    if member is None or member.state in ("failed", "diverged"):
        return refuse(order, "This run has no next step; reset it to train again.")
    try:
        substeps = [Substep.model_validate(only_finite(asdict(substep))) for substep in trace(member.run)]
    except Exception as error:
        return refuse(order, f"The next step cannot be shown: {one_line(error)}.")
    step, epoch = member.run.step, member.epoch
    return Answer(order.token, Traced(ref=order.query.ref, run=order.run, step=step, epoch=epoch, substeps=substeps))


def refuse(order: Ask, message: str) -> Answer:
    return Answer(order.token, Error(ref=order.query.ref, code="rejected", message=message))


def only_finite(value: Any) -> Any:
    """The same with None for numbers that JSON does not have."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: only_finite(inner) for key, inner in value.items()}
    return [only_finite(inner) for inner in value] if isinstance(value, list) else value
