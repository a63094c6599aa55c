"""One image run inside its worker: its GAN once its images are there, its pace, and what was reported of it."""

from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from models.history import History
from models.images.datasets import Images
from models.images.evaluation import Judge
from models.images.neighbours import Neighbours
from models.images.run import ImageRun
from server.images.stopwatch import Stopwatch
from server.member import Recent
from server.orders import Checkpoint, Put


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
    seen: bool = False  # these as server.scores.Scored says
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
