"""A script that samples from a saved run and needs nothing but PyTorch, safetensors and Pillow."""

import torch

from models.images.experiment import Experiment

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

z = weights["z"]  # of the samples that the page shows; for others: {noise}
{label}with torch.no_grad():
    images = ((G(z) + 1) * 127.5).round().clamp(0, 255).to(torch.uint8)  # (n, {channels}, {size}, {size})
tiles = images.view(-1, {columns}, {channels}, {size}, {size}).permute(0, 3, 1, 4, 2)
rows = tiles.reshape(-1, {columns} * {size}, {channels})
Image.fromarray({pixels}).save("samples.png")
'''

LABEL = """labels = torch.arange({classes}).repeat_interleave({columns})  # a row each: {names}
z = torch.cat([z, nn.functional.one_hot(labels, {classes}) * {classes}**0.5], 1)
"""


def snippet(e: Experiment, channels: int, classes: tuple[str, ...], file: str) -> str:
    """The script for what `checkpoint.save` wrote to `file`: of an experiment on images of so many channels."""
    k, (rows, columns) = e.knobs, e.grid(len(classes))
    conditional = e.gan.conditional
    with torch.device("meta"):  # layers without weights
        layers = list(e.gan.networks(k, channels, len(classes))["g"].children())
    draw = "torch.randn({0})" if k.noise == "gaussian" else "torch.rand({0}) * 2 - 1"
    noise = draw.format(f"{columns if conditional else rows * columns}, {k.noise_dim}")
    return SCRIPT.format(
        title=e.gan.title,
        data=e.image_set.title,
        layers="\n".join(f"    nn.{layer!r}," for layer in layers),
        file=file,
        columns=columns,
        noise=f"({noise}).repeat({rows}, 1)" if conditional else noise,
        label=LABEL.format(classes=len(classes), columns=columns, names=", ".join(classes)) if conditional else "",
        channels=channels,
        size=k.size,
        pixels="rows.numpy()" if channels == 3 else "rows[..., 0].numpy()",
    )
