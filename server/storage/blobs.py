"""Files of runs in the data folder that nobody needs any more."""

from collections.abc import Container
from pathlib import Path
from time import time

from server.workers.states import FOLDER


def clear_away(folder: Path, known: Container[str], older_than: float) -> None:
    """Delete checkpoints that nobody has written for so many seconds, but those of runs that are known."""
    for path in (folder / FOLDER).glob("*"):
        kept = path.suffix == ".safetensors" and path.stem in known
        if not kept and path.is_file() and path.stat().st_mtime < time() - older_than:
            path.unlink(missing_ok=True)
