"""Orders: what the server sends to a worker. reports.py has what comes back.

Orders travel as lists, pickled, so that a tick costs one message however many runs and watchers there are; a named
tuple takes a third of the time of a frozen dataclass. Orders of one run have a stamp that grows; the worker reports
the newest one that it has carried out. `build` is the stamp of the `Put` that made a run's networks.
"""

from typing import NamedTuple

from models.experiment import Experiment
from server.protocol.queries import Query
from server.workers.states import AnyState


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
    state: AnyState | None = None


class Tune(NamedTuple):
    """Go on with the same networks and other hyperparameters, or other parameters of the data."""

    run: str
    stamp: int
    epoch: int
    version: int
    experiment: Experiment


class Pace(NamedTuple):
    """Play or pause, at so many steps a second; None for as fast as the machine can."""

    run: str
    stamp: int
    playing: bool
    speed: float | None


class Advance(NamedTuple):
    """Pause, and train for so many steps; `only` lets one network learn."""

    run: str
    stamp: int
    steps: int
    only: str | None


class Save(NamedTuple):
    """Save the run's state now, if it has moved since it was saved."""

    run: str


class Drop(NamedTuple):
    """Forget the run."""

    run: str


class Pull(NamedTuple):
    """Make a frame that is newer than step `after`, or of another epoch; `token` comes back with it."""

    token: int
    run: str
    after: int
    epoch: int
    layers: frozenset[str]
    plane: tuple[int, int] = (0, 1)  # of the noise, which the manifold shows
    watcher: int | None = None  # who pulls; each pull that one watcher has under way is for another picture


class Ask(NamedTuple):
    """Answer a browser's question about the run; `token` comes back with the answer."""

    token: int
    run: str
    query: Query


class Stop(NamedTuple):
    """Save everything, and end the process."""


Request = Pull | Ask  # each is answered by a report with its token
Order = Put | Tune | Pace | Advance | Save | Drop | Request | Stop
