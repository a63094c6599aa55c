"""Runs as bytes: safetensors, with the recipe beside the tensors, and a script that samples from them.

g., d., …               the networks, as their modules name them
shown_g.                the averaged G, BatchNorm's statistics included
g.adam.0.exp_avg, …     the optimisers' moments, by the parameter's place
"""

import json
from typing import TYPE_CHECKING, Any

import safetensors.torch
import torch
from torch import Tensor

if TYPE_CHECKING:
    from models.images.run import ImageRun


def save(run: "ImageRun") -> bytes:
    """The run's whole state; an image GAN of 32 pixels takes some 10 MB."""
    nets = run.gan.nets | {"shown_g": run.shown_g}
    tensors = {f"{name}.{key}": value for name, net in nets.items() for key, value in net.state_dict().items()}
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
        told: dict[str, str] = json.loads(blob[8 : 8 + size])["__metadata__"]
        return {name: json.loads(told[name]) for name in ("step", "diverged_at", "experiment")}
    except (KeyError, ValueError, TypeError) as problem:
        raise ValueError("This is no saved run of an image GAN.") from problem


@torch.no_grad()
def restore(run: "ImageRun", blob: bytes) -> None:
    """Go on from a saved state, bit for bit where it was saved. Raises ValueError for a state of other networks."""
    told, tensors = metadata(blob), safetensors.torch.load(blob)
    try:
        for name, net in (run.gan.nets | {"shown_g": run.shown_g}).items():
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


SCRIPT = '''"""Samples from a {title} trained on {data}, in plain PyTorch: pip install torch safetensors pillow"""

import torch
from PIL import Image
from safetensors.torch import load_file
from torch import nn

G = nn.Sequential(
{layers}
)
weights = load_file("{file}")
G.load_state_dict({{name.removeprefix("shown_g."): w for name, w in weights.items() if name.startswith("shown_g.")}})
G.eval()

n = {n}  # samples, in {columns} columns
z = {noise}
{label}with torch.no_grad():
    images = ((G(z) + 1) * 127.5).round().clamp(0, 255).to(torch.uint8)  # (n, {channels}, {size}, {size})
tiles = images.view(-1, {columns}, {channels}, {size}, {size}).permute(0, 3, 1, 4, 2)
rows = tiles.reshape(-1, {columns} * {size}, {channels})
Image.fromarray({pixels}).save("samples.png")
'''

LABEL = """labels = torch.arange({classes}).repeat_interleave({columns})  # a row each: {names}
z = torch.cat([z, nn.functional.one_hot(labels, {classes}) * {classes}**0.5], 1)
"""


def snippet(run: "ImageRun", file: str) -> str:
    """A script that needs nothing but PyTorch, safetensors and Pillow and samples from what `save` wrote to `file`."""
    e, classes = run.experiment, run.feed.images.classes
    k, (rows, columns) = e.knobs, run.grid
    conditional = e.gan.conditional
    draw = "torch.randn({0})" if k.noise == "gaussian" else "torch.rand({0}) * 2 - 1"
    noise = draw.format(f"{columns if conditional else 'n'}, {k.noise_dim}")
    channels = run.feed.train.shape[1]
    return SCRIPT.format(
        title=e.gan.title,
        data=e.image_set.title,
        layers="\n".join(f"    nn.{layer!r}," for layer in run.shown_g.children()),
        file=file,
        n=rows * columns,
        columns=columns,
        noise=f"({noise}).repeat({rows}, 1)" if conditional else noise,
        label=LABEL.format(classes=len(classes), columns=columns, names=", ".join(classes)) if conditional else "",
        channels=channels,
        size=k.size,
        pixels="rows.numpy()" if channels == 3 else "rows[..., 0].numpy()",
    )
