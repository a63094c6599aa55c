"""One run as the server knows it: its recipe and history, who watches, its whole curve, its last state; no tensor."""

from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Literal

from models.experiment import Box, Experiment
from models.toys.distributions.points import PointSet
from models.toys.engine.readings import CURVE
from server.protocol.base import WholeRecipe
from server.protocol.messages import Change, Column, Cost, Diverged, Failed, ImageRun, Loading, ToyRun
from server.protocol.messages import Run as RunMessage
from server.runs.curve import Curve
from server.runs.measures import Measures
from server.runs.watcher import Watcher
from server.workers.reports import Halted, Waiting
from server.workers.states import Checkpoint, State

SHOWN_CHANGES = 200
GESTURE = 1.0  # s; a slider that moves turns its knob more often than that
NAMELESS = {"label": "", "formula": "", "equilibrium": None}
SHOWN_POINTS = 250  # own points that a recipe holds as it is told; more would go through the socket again and again


@dataclass
class Pending:
    """A command that the worker has not carried out yet: who is to be answered, and what it changes."""

    stamp: int
    watcher: Watcher | None
    ref: int | None
    changes: list[tuple[str, object, object]] = field(default_factory=list)


@dataclass(eq=False)
class LiveRun:
    id: str
    experiment: Experiment
    playing: bool  # as the user wants it; a run that diverged plays on after a reset
    speed: float | None
    stamp: int = 0  # newest order sent
    build: int = 0  # the order that made the networks
    epoch: int = 0
    version: int = 0
    step: int = 0
    box: Box = ()
    halted: Halted | None = None
    lost: bool = False
    asleep: bool = False  # paused because nobody watched
    notice: str | None = None
    saved: State | Checkpoint | None = None
    images: dict[str, Any] | None = None  # "size", "channels" and "classes" of what an image GAN paints
    waiting: Waiting | None = None  # why an image run does not train
    cost: Cost | None = None  # of an image run
    perfect: dict[str, float] = field(default_factory=dict)  # and what real images score, once that is known
    stored: tuple[object, ...] = ()  # what distinguishes the state that the store has
    kept: float = 0.0  # when it was written there
    changes: list[Change] = field(default_factory=list)
    turned: dict[str, float] = field(default_factory=dict)  # hyperparameters and when they were last changed
    curve: Curve = field(default_factory=Curve)
    measures: Measures = field(default_factory=Measures)
    pending: list[Pending] = field(default_factory=list)
    watchers: set[Watcher] = field(default_factory=set)
    unwatched: float = field(default_factory=monotonic)  # since when, where nobody watches

    @property
    def kind(self) -> Literal["toy", "image"]:
        """Whose worker trains it."""
        return self.experiment.kind

    @property
    def state(self) -> Literal["running", "paused", "diverged", "failed", "lost"]:
        if self.halted is not None:
            return "diverged" if self.halted.error is None else "failed"
        if self.lost:
            return "lost"
        return "running" if self.playing and not self.asleep else "paused"

    def recipe(self, points: int | None = None) -> WholeRecipe:
        """Whole; or with own points only where they are no more than these."""
        e = self.experiment
        data_knobs = dict(e.data_knobs)  # no copy of 20,000 points
        if points is not None and len(self.points) > points:
            del data_knobs["points"]
        knobs = e.knobs.model_dump(mode="json")
        return WholeRecipe(variant=e.variant, data=e.data, knobs=knobs, data_knobs=data_knobs, seed=e.seed)

    @property
    def points(self) -> tuple[tuple[float, ...], ...]:
        """Own points that are the data; none where the data are other ones."""
        data = self.experiment.data_knobs
        return data.points if isinstance(data, PointSet) else ()

    def mark(self, name: str, old: object, new: object) -> None:
        """Note a change; those of one gesture are one mark where it began, and none where it ended as it began."""
        now = monotonic()
        begun = None
        if name in self.turned and now - self.turned[name] < GESTURE:
            begun = next((i for i in reversed(range(len(self.changes))) if self.changes[i].name == name), None)
        self.turned[name] = now
        if begun is None:
            self.changes.append(Change(step=self.step, name=name, old=old, new=new))
        elif self.changes[begun].old != new:
            self.changes[begun] = self.changes[begun].model_copy(update={"new": new})
        else:
            del self.changes[begun], self.turned[name]

    def message(self, ref: int | None = None) -> RunMessage:
        """What a browser is told of it."""
        halted = self.halted
        return RunMessage(
            ref=ref,
            run=self.id,
            recipe=self.recipe(SHOWN_POINTS),
            state=self.state,
            step=self.step,
            epoch=self.epoch,
            version=self.version,
            speed=self.speed,
            kind=self.kind,
            toy=self.toy,
            image=self.image,
            columns=columns_of(self.experiment),
            changes=self.changes[-SHOWN_CHANGES:],
            watchers=len(self.watchers),
            diverged=Diverged(step=halted.step, advice=self.advice()) if halted and halted.error is None else None,
            failed=Failed(error=halted.error) if halted and halted.error is not None else None,
            notice=self.notice,
        )

    @property
    def toy(self) -> ToyRun | None:
        """What only a run on points has."""
        dims = self.experiment.dims
        if dims is None:
            return None
        box = [end for side in self.box or self.experiment.box() for end in side]
        return ToyRun(dims=dims, box=box, points=len(self.points))

    @property
    def image(self) -> ImageRun | None:
        """What only a run on images has."""
        if self.images is None:
            return None
        place = self.waiting.place if self.waiting else None
        return ImageRun(**self.images, place=place, loading=self.loading, cost=self.cost)

    @property
    def loading(self) -> Loading | None:
        loaded = self.waiting.loaded if self.waiting else None
        return Loading(here=loaded[0], total=loaded[1]) if loaded else None

    def wake(self) -> None:
        """Somebody watches again; an image run says that it has slept."""
        self.asleep = False
        if self.kind == "image":
            step = f"the run paused at step {self.step:,} to let others train"
            self.notice = f"Nobody watched, so {step}; it goes on now."

    def advice(self) -> str:
        """What to try after a divergence, with the values that led there."""
        knobs = self.experiment.knobs.model_dump()
        rates = [f"{net} {knobs[name]:g}" for net, name in (("D", "lr_d"), ("G", "lr_g")) if name in knobs]
        now = f" (now {', '.join(rates)})" if rates else ""
        return f"A value became infinite or NaN. Lower the learning rates{now} and reset; the same seed starts again."


def columns_of(experiment: Experiment) -> list[Column]:
    """The columns of the run's curve, in the order of its array."""
    described = {curve["name"]: curve for curve in experiment.curves()}
    return [Column(**described.get(name, NAMELESS | {"name": name})) for name in CURVE]
