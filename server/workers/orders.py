"""What goes through the pipe between server and worker: orders one way, reports the other.

Both travel as lists, pickled, so that a tick costs one message however many runs and watchers there are; a named tuple
takes a third of the time of a frozen dataclass. `build` is the stamp of the `Put` that made a run's networks: a report
about networks that were replaced meanwhile is known by it.
"""

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.experiment import Box, Experiment
from server.protocol import messages
from server.protocol.questions import Question

Curve = NDArray[np.float32]


class State(NamedTuple):
    """A run's networks and optimisers after `step` rounds: one row of a blob that many runs share."""

    blob: bytes
    row: int
    step: int


class Checkpoint(NamedTuple):
    """An image run's state after `step` rounds, in a file: too large to go through the pipe every minute."""

    path: Path
    step: int


# Server → worker.


class Put(NamedTuple):
    """Build a run, from its seed or from a state; whatever had its id is replaced."""

    run: str
    stamp: int
    build: int
    epoch: int
    version: int
    experiment: Experiment
    playing: bool
    speed: float | None
    state: State | Checkpoint | None = None


class Tune(NamedTuple):
    """Go on with the same networks and other hyperparameters, or other parameters of the data."""

    run: str
    stamp: int
    epoch: int
    version: int
    experiment: Experiment


class Pace(NamedTuple):
    run: str
    stamp: int
    playing: bool
    speed: float | None


class Advance(NamedTuple):
    """Pause and go `rounds` further."""

    run: str
    stamp: int
    rounds: int
    only: str | None


class Save(NamedTuple):
    """Write an image run's state now, where it has moved since the last."""

    run: str


class Drop(NamedTuple):
    run: str


class Ask(NamedTuple):
    """A pull: a frame newer than round `after`, or of another epoch; `token` comes back with it."""

    token: int
    run: str
    after: int
    epoch: int
    layers: frozenset[str]
    plane: tuple[int, int] = (0, 1)  # of the noise, which the manifold shows
    watcher: int | None = None  # whose it is; of one's pulls under way each is for another picture


class Trace(NamedTuple):
    """Compute the run's next round beside it and tell its sub-steps; `token` comes back, `ref` is the browser's."""

    token: int
    run: str
    ref: int | None


class Generate(NamedTuple):
    """Images of an image run's averaged G, whatever else it does; `token` comes back, `ref` is the browser's."""

    token: int
    run: str
    ref: int | None
    what: Question


class Stop(NamedTuple):
    pass


Order = Put | Tune | Pace | Advance | Save | Drop | Ask | Trace | Generate | Stop

# Worker → server.


class Hello(NamedTuple):
    """The worker has loaded everything and waits for its first order."""

    pid: int


class Applied(NamedTuple):
    """All orders for this run up to `stamp` are carried out; it stands at `step`."""

    run: str
    build: int
    stamp: int
    step: int
    box: Box


class Frame(NamedTuple):
    """One picture for all who wait for it."""

    tokens: tuple[int, ...]
    data: bytes


class Rows(NamedTuple):
    """Curve rows of the rounds first … first + len − 1, float32 (k, 7)."""

    run: str
    build: int
    first: int
    rows: Curve


class Measured(NamedTuple):
    """The scores after `step`, None where they are not finite; `epoch` tells other data apart."""

    run: str
    build: int
    epoch: int
    step: int
    scores: dict[str, float | None]


class Saved(NamedTuple):
    run: str
    build: int
    state: State | Checkpoint


class Halted(NamedTuple):
    """The run stopped by itself: diverged (no error), or an exception (its text)."""

    run: str
    build: int
    step: int
    error: str | None


class Traced(NamedTuple):
    """The sub-steps of the round after `step`, each as `messages.Substep` has it; or why there are none."""

    token: int
    step: int
    epoch: int
    substeps: list[dict[str, Any]]
    error: str | None


class Generated(NamedTuple):
    """What was asked of an image run, as its browser is told."""

    token: int
    answer: messages.Generated | messages.Error


class Waiting(NamedTuple):
    """Why an image run does not train though it is to: its place among those that wait for the device, 1 the next, or
    the bytes of its images that are here, of how many; neither where it trains or rests.
    """

    run: str
    build: int
    place: int | None
    loaded: tuple[int, int] | None


class Costs(NamedTuple):
    """What an image run costs on this machine, once it has trained for a moment."""

    run: str
    build: int
    cost: messages.Cost


class Perfect(NamedTuple):
    """What real images of an image run score by the measures that its samples are judged by."""

    run: str
    build: int
    scores: dict[str, float]


Note = Applied | Rows | Measured | Saved | Halted | Waiting | Costs | Perfect  # of one run, as the server keeps it
Report = Hello | Frame | Traced | Generated | Note
