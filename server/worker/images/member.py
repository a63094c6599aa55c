"""One image run inside its worker: its GAN once its images are there, its pace, and what was reported of it."""

from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from models.diagnosis.history import History
from models.images.datasets import Images
from models.images.experiment import Experiment
from models.images.judging.evaluation import Judge
from models.images.judging.neighbours import Neighbours
from models.images.run import ImageRun
from server.worker.images.stopwatch import Stopwatch
from server.worker.member import Recent
from server.workers.orders import Advance, Pace, Put, Tune
from server.workers.states import Checkpoint


@dataclass(eq=False)
class ImageMember:
    put: Put
    playing: bool
    speed: float | None
    stamp: int  # newest order carried out
    epoch: int
    version: int
    images: "Future[Images]" = field(default_factory=Future)
    neighbours: "Future[Neighbours]" = field(default_factory=Future)  # of its training images
    run: ImageRun | None = None  # none while its images are loaded
    loaded: tuple[int, int] | None = (0, 0)  # bytes of its images, of how many; none once they are there
    todo: int = 0  # rounds still to go of a "step"
    only: str | None = None
    failed: bool = False
    due: float = 0.0  # when its next round is
    recent: Recent = field(init=False)
    reported: int = field(init=False)  # curve rows up to this round went to the server
    saved: int = field(init=False)  # and so did the state after this round
    seen: bool = False  # these as server.worker.measuring.Scored says
    news: bool = False
    measured: float = 0.0
    scored: int | None = None
    measures: dict[str, float | None] | None = None
    history: History = field(default_factory=History)
    diagnosis: dict[str, Any] | None = None
    gone: bool = False  # dropped, or built anew
    judge: Judge | None = None  # of its samples, once it is there
    floors: dict[str, float] = field(default_factory=dict)  # what real images score
    asked: int = 0  # how much of a judge was asked for
    stopwatch: Stopwatch = field(default_factory=Stopwatch)
    told: tuple[int | None, tuple[int, int] | None] = (None, None)  # what the server knows of its waiting

    def __post_init__(self) -> None:
        self.recent = Recent(self.step)
        self.reported = self.saved = self.step

    def progress(self, here: int, total: int) -> None:
        """Told by the thread that loads its images."""
        self.loaded = (here, total)

    def tune(self, order: Tune) -> None:
        """Go on with other knobs; raises ValueError for what needs other networks or other images."""
        assert isinstance(order.experiment, Experiment)
        self.stamp, self.epoch, self.version = order.stamp, order.epoch, order.version
        self.put = self.put._replace(experiment=order.experiment)
        self.stopwatch = Stopwatch()  # other knobs, other costs
        self.history.changed()
        if not self.playing:  # nothing is measured before it trains on
            self.diagnosis = None
        if self.run is not None:
            self.run.tune(order.experiment)

    def pace(self, order: Pace) -> None:
        """Play or pause, at so many rounds a second."""
        self.stamp, self.playing, self.speed, self.todo = order.stamp, order.playing, order.speed, 0

    def go(self, order: Advance) -> None:
        """So many rounds, beyond those of the same kind that are still to go."""
        rest = self.todo if self.only == order.only else 0
        self.stamp, self.playing, self.todo, self.only = order.stamp, False, rest + order.steps, order.only

    def keep_pace(self, now: float) -> None:
        """After a round: when the next is due. A run that is behind does not owe rounds."""
        pause = 1 / self.speed if self.speed and not self.todo else 0.0
        self.due = max(self.due + pause, now - 5 * pause)

    @property
    def id(self) -> str:
        return self.put.run

    @property
    def build(self) -> int:
        return self.put.build

    @property
    def step(self) -> int:
        if self.run is not None:
            return self.run.step
        return self.put.state.step if isinstance(self.put.state, Checkpoint) else 0

    @property
    def diverged(self) -> bool:
        return self.run is not None and self.run.diverged_at is not None

    @property
    def state(self) -> str:
        if self.failed:
            return "failed"
        if self.diverged:
            return "diverged"
        return "running" if self.playing else "paused"

    @property
    def moving(self) -> bool:
        """Whether it is to train, as soon as its images are there and it is its turn."""
        return (self.playing or self.todo > 0) and not self.failed and not self.diverged

    @property
    def unsaved(self) -> bool:
        return self.step > self.saved and not self.failed and not self.diverged
