"""Reports: what a worker sends to the server. orders.py has what it is told to do.

Reports travel as lists, pickled. Those about a run carry the `build` of its networks: the server ignores a report about
networks that were replaced meanwhile.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.experiment import Box
from server.protocol import messages
from server.workers.states import AnyState

CurveRows = NDArray[np.float32]


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
    """Curve rows of the steps first … first + len − 1, float32 (k, columns)."""

    run: str
    build: int
    first: int
    rows: CurveRows


class Measured(NamedTuple):
    """The measures after `step`, None where they are not finite; `epoch` tells other data apart."""

    run: str
    build: int
    epoch: int
    step: int
    measures: dict[str, float | None]


class Saved(NamedTuple):
    """A state of the run, which it can go on from."""

    run: str
    build: int
    state: AnyState


class Halted(NamedTuple):
    """The run stopped by itself: it diverged (no error), or an exception stopped it (its text)."""

    run: str
    build: int
    step: int
    error: str | None


class Answer(NamedTuple):
    """The answer to what a browser has asked, as the browser gets it."""

    token: int
    message: messages.Message


class Waiting(NamedTuple):
    """Why an image run does not train though it should: its place among those that wait for the device, 1 the next; or
    how many bytes of its images are here, of how many. Neither while it trains or is paused.
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
    """What real images score by the measures of an image run."""

    run: str
    build: int
    measures: dict[str, float]


RunReport = Applied | Rows | Measured | Saved | Halted | Waiting | Costs | Perfect  # of one run
Report = Hello | Frame | Answer | RunReport
