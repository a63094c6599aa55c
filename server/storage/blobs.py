"""States of image runs as files in the data folder: written whole or not at all, and found by the run's id."""

import os
from collections.abc import Container
from pathlib import Path
from time import time

from server.workers.states import Checkpoint

FOLDER = "checkpoints"


def checkpoint_path(folder: Path, run: str) -> Path:
    """Where a run's state is kept. Ids are made by the server and are safe as names of files."""
    return folder / FOLDER / f"{run}.safetensors"


def write(path: Path, blob: bytes, step: int) -> Checkpoint:
    """Replace what was there; a crash in between leaves the old state."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    with new.open("wb") as file:
        file.write(blob)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    return Checkpoint(path, step)


def read(checkpoint: Checkpoint) -> bytes:
    """Raises OSError where the file is gone."""
    return checkpoint.path.read_bytes()


def clear_away(folder: Path, known: Container[str], older_than: float) -> None:
    """Delete files that nobody has written for so many seconds, but those of runs that are known."""
    for path in (folder / FOLDER).glob("*"):
        kept = path.suffix == ".safetensors" and path.stem in known
        if not kept and path.is_file() and path.stat().st_mtime < time() - older_than:
            path.unlink(missing_ok=True)
