"""Runs as bytes: safetensors, with the recipe beside the tensors. What there is to save, the system declares.

g., d., …               the networks, as their modules name them
shown_g.                the averages, BatchNorm's statistics included
g.adam.0.exp_avg, …     the optimisers' moments, by the parameter's place
z                       what else belongs to the state: the noise of the samples that are shown, for example
"""

import json
from typing import Any

import safetensors.torch
import torch
from torch import Tensor

from models.images.experiment import Experiment
from models.images.system import System

FOREIGN = "This is no saved run of an image GAN."


def save(system: System, experiment: Experiment, step: int, diverged_at: int | None) -> bytes:
    """The whole state of a run; an image GAN of 32 pixels takes some 10 MB."""
    nets = system.nets | system.shown
    tensors: dict[str, Tensor] = dict(system.extra)
    tensors |= {f"{name}.{key}": value for name, net in nets.items() for key, value in net.state_dict().items()}
    for name, optimiser in system.optimisers.items():
        for i, p in enumerate(optimiser.param_groups[0]["params"]):
            tensors |= {f"{name}.adam.{i}.{key}": value for key, value in optimiser.state.get(p, {}).items()}
    metadata = {"step": str(step), "diverged_at": json.dumps(diverged_at), "experiment": recipe(experiment)}
    return safetensors.torch.save({name: t.detach().cpu().contiguous() for name, t in tensors.items()}, metadata)


def recipe(e: Experiment) -> str:
    """The experiment as JSON."""
    knobs, data_knobs = e.knobs.model_dump(mode="json"), e.data_knobs.model_dump(mode="json")
    return json.dumps({"variant": e.variant, "data": e.data, "knobs": knobs, "data_knobs": data_knobs, "seed": e.seed})


def metadata(blob: bytes) -> dict[str, Any]:
    """Of a saved run: "step", "diverged_at", and "experiment", the arguments of Experiment.parse."""
    try:
        size = int.from_bytes(blob[:8], "little")
        return read(json.loads(blob[8 : 8 + size])["__metadata__"])
    except (KeyError, ValueError, TypeError) as problem:
        raise ValueError(FOREIGN) from problem


def read(texts: dict[str, str]) -> dict[str, Any]:
    """The same of a file's metadata; raises KeyError, ValueError or TypeError for those of another file."""
    return {name: json.loads(texts[name]) for name in ("step", "diverged_at", "experiment")}


@torch.no_grad()
def restore(system: System, blob: bytes) -> tuple[int, int | None]:
    """Put a saved state into a system, which goes on bit for bit from there. Returns its step, and where it diverged.

    Raises ValueError for a state of other networks.
    """
    header, tensors = metadata(blob), safetensors.torch.load(blob)
    try:
        for name, value in system.extra.items():
            value.copy_(tensors[name])
        for name, net in (system.nets | system.shown).items():
            for key, value in net.state_dict().items():
                value.copy_(tensors[f"{name}.{key}"])
        for name, optimiser in system.optimisers.items():
            for i, p in enumerate(optimiser.param_groups[0]["params"]):
                optimiser.state[p] = moments(p, tensors, f"{name}.adam.{i}.")
    except (KeyError, RuntimeError) as problem:
        raise ValueError(f"The saved run has other networks than this experiment: {problem}") from problem
    return header["step"], header["diverged_at"]


def moments(p: Tensor, tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    """Adam's state of one parameter, laid out in memory as the parameter is; empty before the first update."""
    saved = {key.removeprefix(prefix): value for key, value in tensors.items() if key.startswith(prefix)}
    return {key: laid_out(value, p) for key, value in saved.items()}


def laid_out(value: Tensor, p: Tensor) -> Tensor:
    """A copy: Adam fused on the CPU takes counts there, and walks through memory as it lies."""
    return torch.empty_like(p).copy_(value) if value.shape == p.shape else value.clone()
