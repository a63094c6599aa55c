"""Runs as bytes: safetensors, with the recipe beside the tensors.

g., d., …               the networks, as their modules name them
shown_g.                the averaged G, BatchNorm's statistics included
g.adam.0.exp_avg, …     the optimisers' moments, by the parameter's place
z                       the noise of the samples that the run shows
"""

import json
from typing import TYPE_CHECKING, Any

import safetensors.torch
import torch
from torch import Tensor

if TYPE_CHECKING:
    from models.images.run import ImageRun

FOREIGN = "This is no saved run of an image GAN."


def save(run: "ImageRun") -> bytes:
    """The run's whole state; an image GAN of 32 pixels takes some 10 MB."""
    nets = run.gan.nets | run.shown
    tensors: dict[str, Tensor] = {"z": run.fixed_z}
    tensors |= {f"{name}.{key}": value for name, net in nets.items() for key, value in net.state_dict().items()}
    for name, optimiser in run.gan.optimisers.items():
        for i, p in enumerate(optimiser.param_groups[0]["params"]):
            tensors |= {f"{name}.adam.{i}.{key}": value for key, value in optimiser.state.get(p, {}).items()}
    metadata = {"step": str(run.step), "diverged_at": json.dumps(run.diverged_at), "experiment": recipe(run)}
    return safetensors.torch.save({name: t.detach().cpu().contiguous() for name, t in tensors.items()}, metadata)


def recipe(run: "ImageRun") -> str:
    """The experiment as JSON."""
    e = run.experiment
    knobs, data_knobs = e.knobs.model_dump(mode="json"), e.data_knobs.model_dump(mode="json")
    return json.dumps({"variant": e.variant, "data": e.data, "knobs": knobs, "data_knobs": data_knobs, "seed": e.seed})


def metadata(blob: bytes) -> dict[str, Any]:
    """Of a saved run: "step", "diverged_at", and "experiment", the arguments of Experiment.parse."""
    try:
        size = int.from_bytes(blob[:8], "little")
        return read(json.loads(blob[8 : 8 + size])["__metadata__"])
    except (KeyError, ValueError, TypeError) as problem:
        raise ValueError(FOREIGN) from problem


def read(told: dict[str, str]) -> dict[str, Any]:
    """The same of a file's metadata; raises KeyError, ValueError or TypeError for those of another file."""
    return {name: json.loads(told[name]) for name in ("step", "diverged_at", "experiment")}


@torch.no_grad()
def restore(run: "ImageRun", blob: bytes) -> None:
    """Go on from a saved state, bit for bit where it was saved. Raises ValueError for a state of other networks."""
    told, tensors = metadata(blob), safetensors.torch.load(blob)
    try:
        for name, net in (run.gan.nets | run.shown).items():
            for key, value in net.state_dict().items():
                value.copy_(tensors[f"{name}.{key}"])
        for name, optimiser in run.gan.optimisers.items():
            for i, p in enumerate(optimiser.param_groups[0]["params"]):
                optimiser.state[p] = moments(p, tensors, f"{name}.adam.{i}.")
    except (KeyError, RuntimeError) as problem:
        raise ValueError(f"The saved run has other networks than this experiment: {problem}") from problem
    run.step, run.diverged_at = told["step"], told["diverged_at"]


def moments(p: Tensor, tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    """Adam's state of one parameter, laid out in memory as the parameter is; empty before the first update."""
    saved = {key.removeprefix(prefix): value for key, value in tensors.items() if key.startswith(prefix)}
    return {key: laid_out(value, p) for key, value in saved.items()}


def laid_out(value: Tensor, p: Tensor) -> Tensor:
    """A copy: Adam fused on the CPU takes counts there, and walks through memory as it lies."""
    return torch.empty_like(p).copy_(value) if value.shape == p.shape else value.clone()
