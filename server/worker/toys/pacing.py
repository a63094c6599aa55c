"""Who trains next, and for how many steps: fair slices between stacks, paces kept by one clock.

Runs of equal pace are due at the same instants whenever they were started, so that they stay one stack. A stack that
cannot keep its pace loses steps; it does not owe them. Full speed gets what is left, and never nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, inf

from models.toys.engine.cohort import group_runs
from server.worker.toys.member import ToyMember

SLICE = 0.006  # s; a slice this long keeps commands prompt
LONG_SLICE = 0.016  # s, for stacks of many: laying out a slice costs as much as a step or two of theirs
MANY = 8
DEBT = 0.1  # s of steps that a stack may be behind
PATIENCE = 0.1  # s after which full speed goes before those who are due


@dataclass(eq=False)
class Lane:
    """Members that advance together: one stack, one pace."""

    members: list[ToyMember]
    speed: float | None  # steps a second; None for full speed
    todo: bool = False  # its members were told to go some steps and stop
    only: str | None = None
    tick: int = 0  # steps of the pace's clock that were served
    steps: int = 1  # in a slice; found by trying, because the first step of a slice costs most
    served: float = -inf

    def due(self, now: float) -> int:
        """Steps that are due."""
        if self.todo:
            return min(member.todo for member in self.members)
        if self.speed is None:
            return 1_000_000
        clock = floor(self.speed * now)
        self.tick = max(self.tick, clock - max(1, floor(self.speed * DEBT)))
        return clock - self.tick

    def wait(self, now: float) -> float:
        """Seconds until a step is due."""
        if self.todo or self.speed is None:
            return 0.0
        return max(0.0, (self.tick + 1) / self.speed - now)

    def slice(self, now: float) -> int:
        """Steps to make at once."""
        return min(self.due(now), self.steps)

    def count(self, steps: int, seconds: float, now: float) -> None:
        """A slice of so many steps took so long: the next one is longer, or shorter."""
        self.tick += steps
        self.served = now
        length = LONG_SLICE if len(self.members) > MANY else SLICE
        if seconds > length:
            self.steps = max(1, min(self.steps - 1, int(steps * length / seconds)))
        elif steps == self.steps and seconds * (steps + 1) < length * steps:
            self.steps += max(1, self.steps // 4)


def next_lane(lanes: list[Lane], now: float) -> Lane | None:
    """The one that waited longest among those with a step due; full speed after the paced, unless it starves."""
    due = [lane for lane in lanes if lane.due(now) > 0]
    if not due:
        return None
    paced = [lane for lane in due if lane.speed is not None or lane.todo]
    first = min(due, key=lambda lane: lane.served)
    if not paced or now - first.served > PATIENCE:
        return first
    return min(paced, key=lambda lane: lane.served)


def make_lanes(members: Iterable[ToyMember], old: list[Lane], now: float) -> list[Lane]:
    """Members that move, in lanes; a lane takes over the clock and the slices of its first member's old one."""
    paces: dict[tuple[object, ...], list[ToyMember]] = {}
    for member in members:
        if member.moving:
            pace = (member.todo, member.only) if member.todo else (0, None, member.speed)
            paces.setdefault(pace, []).append(member)
    before = {member: lane for lane in old for member in lane.members}
    lanes = []
    for alike in paces.values():
        by_run = {member.run: member for member in alike}
        for group in group_runs(list(by_run)):
            first = by_run[group[0]]
            lane = Lane([by_run[run] for run in group], first.speed)
            if first.todo:
                lane.speed, lane.todo, lane.only = None, True, first.only
            inherit(lane, before.get(first), now)
            lanes.append(lane)
    return lanes


def inherit(lane: Lane, old: Lane | None, now: float) -> None:
    """Take over what the old lane of its first member has found out."""
    if old is not None:
        lane.served = old.served
        lane.steps = old.steps if len(lane.members) < 2 * len(old.members) else 1
    if lane.speed is not None:
        same = old is not None and old.speed == lane.speed
        lane.tick = old.tick if old is not None and same else floor(lane.speed * now)
