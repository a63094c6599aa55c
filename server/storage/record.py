"""A run as the store keeps it, made from its past and made into one again."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import safetensors.numpy
from numpy.typing import NDArray

from models.experiment import Experiment
from server.protocol.base import WholeRecipe, Wire
from server.protocol.messages import Change
from server.runs.curve import Curve
from server.runs.measures import Measures
from server.runs.past import Past
from server.workers.states import AnyState, Checkpoint, State

Arrays = dict[str, NDArray[np.generic]]


class Document(Wire):
    """All of a run that is no array."""

    recipe: WholeRecipe
    playing: bool
    speed: float | None
    epoch: int
    version: int
    step: int  # of the newest state
    changes: list[Change]
    halted_at: int | None
    error: str | None


@dataclass(frozen=True)
class StoredState:
    """A state of one run: its bytes, or the file that holds them."""

    step: int
    blob: bytes | None
    file: str | None = None


@dataclass(frozen=True)
class Record:
    """One run as it is kept."""

    id: str
    document: Document
    arrays: Arrays  # of its curve and its measures
    states: list[StoredState]  # by step, the newest last


def store_state(state: AnyState) -> StoredState:
    """A state of its own, without the other runs of its stack."""
    if isinstance(state, Checkpoint):
        return StoredState(state.step, None, str(state.path))
    return StoredState(state.step, cut_row(state.blob, state.row))


def restore_state(stored: StoredState) -> AnyState | None:
    """The state for a worker; None where neither bytes nor a file are known."""
    if stored.blob is not None:
        return State(stored.blob, 0, stored.step)
    return Checkpoint(Path(stored.file), stored.step) if stored.file is not None else None


def restore_past(experiment: Experiment, record: Record) -> Past:
    states = [state for state in map(restore_state, record.states) if state is not None]
    curve, measures = Curve.of(record.arrays, len(experiment.columns())), Measures.of(record.arrays)
    return Past(experiment, curve, list(record.document.changes), measures, states)


def cut_row(blob: bytes, row: int) -> bytes:
    """One row of a stack's blob as a blob of its own."""
    header = json.loads(blob[8 : 8 + int.from_bytes(blob[:8], "little")])["__metadata__"]
    metadata = {name: json.dumps([json.loads(values)[row]]) for name, values in header.items()}
    state = {name: np.ascontiguousarray(array[row : row + 1]) for name, array in safetensors.numpy.load(blob).items()}
    return safetensors.numpy.save(state, metadata)
