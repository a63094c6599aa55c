"""One toy GAN in training: its recipe, its state, and where it stands. Somebody else advances it (cohort.py)."""

from collections.abc import Callable
from typing import Any, TypeVar

import torch

from models.toys.engine.draws import Box, Draws
from models.toys.engine.recipe import Recipe
from models.toys.engine.shapes import Shapes
from models.toys.engine.stack import State

T = TypeVar("T")


class Run:
    """One GAN in training. It holds no thread and no clock: somebody advances it."""

    def __init__(
        self,
        experiment: Recipe,
        state: State | None = None,
        step: int = 0,
        box: Box | None = None,
        device: str = "cpu",
    ):
        """A fresh run from the experiment's seed, or one that goes on from a state.

        box: the stage's limits in data units, fixed when the networks are built, because the networks work in it.
        """
        self.experiment = experiment
        self.step = step
        self.box = box or experiment.distribution.box()
        self.state = place(state or experiment.gan.initial_state(experiment), device)
        self.diverged_at: int | None = None
        self._draws: Draws | None = None
        self._phase: tuple[Recipe, int, tuple[object, ...]] | None = None
        self._memory: dict[str, tuple[tuple[object, ...], Any]] = {}

    @property
    def dims(self) -> int:
        return self.experiment.distribution.dims

    @property
    def key(self) -> tuple[object, ...]:
        """Runs of equal keys can train as one stack now."""
        return self.phase()[2]

    @property
    def until(self) -> int:
        """The first step after which the key may change by itself."""
        return self.phase()[1]

    def phase(self) -> tuple[Recipe, int, tuple[object, ...]]:
        e, known = self.experiment, self._phase
        if known is None or known[0] is not e or self.step >= known[1]:
            updates, until = e.gan.updates_d(e.knobs, self.step)
            known = self._phase = (e, until, (self.remember("key", lambda: e.gan.key(e)), updates))
        return known

    def tune(self, experiment: Recipe) -> None:
        """Go on with other knobs or data parameters that fit the same networks.

        The moments of an optimiser mean nothing to another: a changed one starts afresh.
        """
        for net in "gd":
            name = f"optimiser_{net}"
            if getattr(experiment.knobs, name) != getattr(self.experiment.knobs, name):
                fresh = experiment.gan.initial_state(experiment)
                names = (f"{net}_m", f"{net}_v", f"{net}_powers")
                self.state = self.state | place({n: fresh[n] for n in names}, str(self.state["g"].device))
        self.experiment = experiment

    def remember(self, name: str, make: Callable[[], T], *of: object) -> T:
        """Something that depends on the experiment alone, or on these parts of it (and on the box), made once."""
        of, known = of or (self.experiment,), self._memory.get(name)
        if known is None or known[0] != of:
            known = self._memory[name] = (of, make())
        value: T = known[1]
        return value

    def draws(self, shapes: Shapes) -> Draws:
        d = self._draws
        if d is None or d.recipe is not self.experiment or d.shapes != shapes:
            d = self._draws = Draws(self.experiment, self.box, shapes)
        return d


def place(state: State, device: str) -> State:
    """The state on a device, but for the optimisers' counts: they are double precision, which some GPUs lack."""
    return {name: value if value.dtype == torch.float64 else value.to(device) for name, value in state.items()}
