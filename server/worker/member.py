"""One run inside the worker: its GAN, its pace, its newest curve rows and what was reported of it."""

from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from models.diagnosis.history import History
from models.toys.engine.readings import CURVE
from models.toys.engine.run import Run
from server.workers.reports import CurveRows

FRAME_ROWS = 2000  # at most so many curve rows go with one frame; the rest is fetched over REST


class Recent:
    """The newest curve rows, in one array that is moved down when it is full."""

    def __init__(self, step: int = 0):
        self.last = step  # the round of the newest row
        self._rows = np.empty((FRAME_ROWS + 512, len(CURVE)), np.float32)
        self._filled = 0

    def extend(self, rows: CurveRows) -> None:
        self.last += len(rows)
        rows = rows[-FRAME_ROWS:]
        if self._filled + len(rows) > len(self._rows):
            keep = min(self._filled, FRAME_ROWS - len(rows))
            self._rows[:keep] = self._rows[self._filled - keep : self._filled].copy()
            self._filled = keep
        self._rows[self._filled : self._filled + len(rows)] = rows
        self._filled += len(rows)

    def since(self, round: int, limit: int = FRAME_ROWS) -> tuple[int, CurveRows]:
        """Round of the first row, and a copy of the rows after `round`, the newest of them at most."""
        count = max(0, min(self.last - round, self._filled, limit))
        return self.last - count + 1, self._rows[self._filled - count : self._filled].copy()


class InWorker(Protocol):
    """A run of either kind inside its worker."""

    recent: Recent

    @property
    def id(self) -> str: ...
    @property
    def build(self) -> int: ...
    @property
    def step(self) -> int: ...


@dataclass(eq=False)
class Member:
    id: str
    run: Run
    build: int
    epoch: int
    version: int
    playing: bool
    speed: float | None
    stamp: int  # newest order carried out
    recent: Recent = field(init=False)
    reported: int = field(init=False)  # curve rows up to this round went to the server
    saved: int = field(init=False)  # and so did the state after this round
    todo: int = 0  # rounds still to go of a "step"
    only: str | None = None  # who learns in them
    failed: bool = False
    seen: bool = False  # a picture was taken since it was measured
    news: bool = False  # it was measured at rest, and no picture has said so
    measured: float = 0.0  # when it was, on the worker's clock
    scored: int | None = None  # after which round
    measures: dict[str, float | None] | None = None  # the newest, with their own "step"
    history: History = field(default_factory=History)  # measures since the knobs last changed
    diagnosis: dict[str, Any] | None = None  # what they say

    def __post_init__(self) -> None:
        self.recent = Recent(self.run.step)
        self.reported = self.saved = self.run.step

    @property
    def step(self) -> int:
        return self.run.step

    @property
    def diverged(self) -> bool:
        return self.run.diverged_at is not None

    @property
    def state(self) -> str:
        if self.failed:
            return "failed"
        if self.run.diverged_at is not None:
            return "diverged"
        return "running" if self.playing else "paused"

    @property
    def moving(self) -> bool:
        return (self.playing or self.todo > 0) and not self.failed and self.run.diverged_at is None

    @property
    def unsaved(self) -> bool:
        return self.run.step > self.saved and not self.failed and self.run.diverged_at is None
