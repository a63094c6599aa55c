"""Runs as bytes: one safetensors blob for a whole stack, each state tensor with the runs first."""

import json
from collections.abc import Sequence

import safetensors.torch
import torch

from models.toys.engine.recipe import Recipe
from models.toys.engine.run import Run


def save_runs(runs: Sequence[Run]) -> bytes:
    """Runs whose states have the same shapes; their experiments are not in the blob: who saves them knows them."""
    state = {name: torch.cat([run.state[name] for run in runs]) for name in runs[0].state}
    metadata = {
        "steps": json.dumps([run.step for run in runs]),
        "boxes": json.dumps([run.box for run in runs]),
    }
    return safetensors.torch.save(state, metadata)


def load_runs(blob: bytes, rows: Sequence[int], experiments: Sequence[Recipe], device: str = "cpu") -> list[Run]:
    """The runs in these rows of the blob, each with its experiment; they go on bit for bit where they were saved."""
    header = json.loads(blob[8 : 8 + int.from_bytes(blob[:8], "little")])["__metadata__"]
    steps, boxes = json.loads(header["steps"]), json.loads(header["boxes"])
    state = safetensors.torch.load(blob)
    return [
        Run(
            experiment,
            {name: value[row : row + 1].clone() for name, value in state.items()},
            steps[row],
            tuple((low, high) for low, high in boxes[row]),
            device,
        )
        for row, experiment in zip(rows, experiments, strict=True)
    ]
