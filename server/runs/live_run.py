"""One run as the server knows it: its past, its pace, who watches, and what is to be answered; no tensor."""

from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Literal

from models.experiment import Experiment
from server.kinds import KINDS
from server.kinds.kind import Extra, Kind
from server.protocol.base import WholeRecipe
from server.protocol.messages import Change, Column, Diverged, Failed
from server.protocol.messages import Run as RunMessage
from server.runs.past import Past
from server.runs.watcher import Watcher
from server.workers.reports import Halted

SHOWN_CHANGES = 200
GESTURE = 1.0  # s; a slider that moves turns its knob more often than that
SHOWN_POINTS = 250  # own points that a recipe holds on its way to a browser; more would travel again and again


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
    past: Past
    extra: Extra[Any]  # what only runs of its kind have
    playing: bool  # as the user wants it; a run that diverged plays on after a reset
    speed: float | None
    stamp: int = 0  # newest order sent
    build: int = 0  # the order that made the networks
    epoch: int = 0
    version: int = 0
    step: int = 0
    halted: Halted | None = None
    lost: bool = False
    asleep: bool = False  # paused because nobody watched
    notice: str | None = None
    stored: tuple[object, ...] = ()  # what distinguishes the state that the store has
    stored_at: float = 0.0  # when it was written there
    turned: dict[str, float] = field(default_factory=dict)  # hyperparameters and when they were last changed
    pending: list[Pending] = field(default_factory=list)
    watchers: set[Watcher] = field(default_factory=set)
    unwatched: float = field(default_factory=monotonic)  # since when, where nobody watches

    @property
    def experiment(self) -> Experiment:
        return self.past.experiment

    @property
    def kind(self) -> Kind[Any]:
        """What distinguishes it from runs of other kinds."""
        return KINDS[self.experiment.kind]

    @property
    def state(self) -> Literal["running", "paused", "diverged", "failed", "lost"]:
        if self.halted is not None:
            return "diverged" if self.halted.error is None else "failed"
        if self.lost:
            return "lost"
        return "running" if self.playing and not self.asleep else "paused"

    def recipe(self) -> WholeRecipe:
        """All that it is made of, own points too."""
        return write_recipe(self.experiment, dict(self.experiment.data_knobs))

    def mark(self, name: str, old: object, new: object) -> None:
        """Note a change; those of one gesture are one mark where it began, and none where it ended as it began."""
        now, changes = monotonic(), self.past.changes
        first = None
        if name in self.turned and now - self.turned[name] < GESTURE:
            first = next((i for i in reversed(range(len(changes))) if changes[i].name == name), None)
        self.turned[name] = now
        if first is None:
            changes.append(Change(step=self.step, name=name, old=old, new=new))
        elif changes[first].old != new:
            changes[first] = changes[first].model_copy(update={"new": new})
        else:
            del changes[first], self.turned[name]

    def message(self, ref: int | None = None) -> RunMessage:
        """What browsers are told of it."""
        e, halted = self.experiment, self.halted
        return RunMessage(
            ref=ref,
            run=self.id,
            recipe=write_recipe(e, self.kind.short_data_knobs(e, SHOWN_POINTS)),
            state=self.state,
            step=self.step,
            epoch=self.epoch,
            version=self.version,
            speed=self.speed,
            kind=self.kind.name,
            columns=columns_of(e),
            changes=self.past.changes[-SHOWN_CHANGES:],
            watchers=len(self.watchers),
            diverged=Diverged(step=halted.step, advice=advise(e)) if halted and halted.error is None else None,
            failed=Failed(error=halted.error) if halted and halted.error is not None else None,
            notice=self.notice,
            **self.extra.message(e),  # type: ignore[arg-type]
        )

    def wake(self) -> None:
        """Somebody watches again, and may be told that the run has slept."""
        self.asleep = False
        self.notice = self.kind.explain_sleep(self.step) or self.notice


def write_recipe(e: Experiment, data_knobs: dict[str, Any]) -> WholeRecipe:
    """data_knobs: without a copy of 20,000 points."""
    knobs = e.knobs.model_dump(mode="json")
    return WholeRecipe(variant=e.variant, data=e.data, knobs=knobs, data_knobs=data_knobs, seed=e.seed)


def advise(e: Experiment) -> str:
    """What to try after a divergence, with the values that led there."""
    knobs = e.knobs.model_dump()
    rates = [f"{net} {knobs[name]:g}" for net, name in (("D", "lr_d"), ("G", "lr_g")) if name in knobs]
    now = f" (now {', '.join(rates)})" if rates else ""
    return f"A value became infinite or NaN. Lower the learning rates{now} and reset; the same seed starts again."


def columns_of(experiment: Experiment) -> list[Column]:
    """The columns of the run's curve, in the order of its array."""
    return [Column(**column._asdict()) for column in experiment.columns()]
