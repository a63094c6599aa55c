"""What a worker is there for. The server writes it, and the process reads it before it imports PyTorch."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class WorkerSpec:
    """A worker trains the runs of one kind on one device."""

    kind: Literal["toy", "image"]
    device: str
    folder: Path = Path("data")  # of images and checkpoints
    at_once: int = 1  # image runs that train; the others wait
    given: Path | None = None  # images that are there already, only read
