"""States of runs as they travel between worker and server: a row of bytes that many runs share, or a file."""

from pathlib import Path
from typing import NamedTuple


class State(NamedTuple):
    """A run's networks and optimisers after `step`: one row of a blob that many runs share."""

    blob: bytes
    row: int
    step: int


class Checkpoint(NamedTuple):
    """An image run's state after `step`, in a file: too large to go through the pipe every minute."""

    path: Path
    step: int


AnyState = State | Checkpoint
