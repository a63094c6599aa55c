"""One run inside its worker: its pace, its newest curve rows, what was measured, and what was reported of it.

toys/member.py and images/member.py add the GAN itself.
"""

from abc import ABC, abstractmethod
from typing import Literal, TypeVar

from models.diagnosis.history import History
from models.experiment import Box, Experiment
from server.protocol.frames import Diagnosis, Measures
from server.worker.recent import Recent
from server.workers.orders import Advance, Pace, Put, Tune


class Member(ABC):
    def __init__(self, put: Put, step: int) -> None:
        """put: the order that it was made by; step: where it begins."""
        self.id, self.build, self.stamp = put.run, put.build, put.stamp  # stamp: of the newest order carried out
        self.epoch, self.version = put.epoch, put.version
        self.playing, self.speed = put.playing, put.speed
        self.todo = 0  # steps still to go, where it was told to go some and stop
        self.only: str | None = None  # the network that learns in them
        self.failed = False
        self.recent = Recent(step, len(put.experiment.columns()))
        self.reported = step  # curve rows up to this step went to the server
        self.saved = step  # and so did the state after this step
        self.seen = False  # a picture was taken since it was measured
        self.news = False  # it was measured at rest, and no picture has said so
        self.measured_at = 0.0  # when it was measured, on the worker's clock
        self.measured_step: int | None = None  # None: it is to be measured anew
        self.measures: Measures | None = None  # the newest
        self.history = History()  # measures since the knobs last changed
        self.diagnosis: Diagnosis | None = None  # what they say

    @property
    @abstractmethod
    def step(self) -> int: ...

    @property
    @abstractmethod
    def diverged(self) -> bool: ...

    @property
    def box(self) -> Box:
        """What part of the line or the plane is shown of it; empty where there is none."""
        return ()

    @abstractmethod
    def tune_run(self, experiment: Experiment) -> None:
        """Let the GAN go on with other knobs. Raises ValueError for what needs other networks."""

    def tune(self, order: Tune) -> None:
        """Go on with other knobs or data; what was measured of other data is void. Raises what tune_run raises."""
        self.history.changed()
        if order.epoch != self.epoch:
            self.measures = self.diagnosis = self.measured_step = None
        if not self.playing:  # nothing is measured before it trains on
            self.diagnosis = None
        self.stamp, self.epoch, self.version = order.stamp, order.epoch, order.version
        self.tune_run(order.experiment)

    def pace(self, order: Pace) -> None:
        """Play or pause, at so many steps a second."""
        self.stamp, self.playing, self.speed, self.todo = order.stamp, order.playing, order.speed, 0

    def advance(self, order: Advance) -> None:
        """Pause, and go so many steps, beyond those of the same sort that are still to go."""
        rest = self.todo if self.only == order.only else 0
        self.stamp, self.playing, self.todo, self.only = order.stamp, False, rest + order.steps, order.only

    @property
    def state(self) -> Literal["running", "paused", "diverged", "failed"]:
        if self.failed:
            return "failed"
        if self.diverged:
            return "diverged"
        return "running" if self.playing else "paused"

    @property
    def moving(self) -> bool:
        """Whether it is to train."""
        return (self.playing or self.todo > 0) and not self.failed and not self.diverged

    @property
    def unsaved(self) -> bool:
        """Whether it has moved since it was saved, and can go on from where it is."""
        return self.step > self.saved and not self.failed and not self.diverged


M = TypeVar("M", bound=Member)
