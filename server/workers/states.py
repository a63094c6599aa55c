"""States of runs as they travel between worker and server: a row of bytes that many runs share, or a file."""

import os
from pathlib import Path
from typing import NamedTuple

FOLDER = "checkpoints"


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


def checkpoint_path(folder: Path, run: str) -> Path:
    """Where a run's state is kept. Ids are made by the server and are safe as names of files."""
    return folder / FOLDER / f"{run}.safetensors"


def write_checkpoint(path: Path, blob: bytes, step: int) -> Checkpoint:
    """Replace what was there; a crash in between leaves the old state."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    with new.open("wb") as file:
        file.write(blob)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    return Checkpoint(path, step)
