"""A script that samples from a saved run and needs nothing but PyTorch, safetensors and Pillow."""

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
{load}
G.eval()

{inputs}with torch.no_grad():
    images = ((G(z) + 1) * 127.5).round().clamp(0, 255).to(torch.uint8)  # (n, {channels}, {size}, {size})
tiles = images.view(-1, {columns}, {channels}, {size}, {size}).permute(0, 3, 1, 4, 2)
rows = tiles.reshape(-1, {columns} * {size}, {channels})
Image.fromarray({pixels}).save("samples.png")
'''

LOAD = (
    'G.load_state_dict({{name.removeprefix("{average}."): w for name, w in weights.items()'
    ' if name.startswith("{average}.")}})'
)


def snippet(e: Experiment, channels: int, classes: tuple[str, ...], file: str) -> str | None:
    """The script for what `checkpoint.save` wrote to `file`: of an experiment on images of so many channels.

    None for a system from which a script cannot sample.
    """
    sampler = e.gan.sampler(e.knobs, channels, classes)
    if sampler is None:
        return None
    return SCRIPT.format(
        title=e.gan.title,
        data=e.image_set.title,
        layers="\n".join(f"    nn.{layer!r}," for layer in sampler.net.children()),
        load=LOAD.format(average=sampler.average),
        file=file,
        inputs=sampler.inputs,
        columns=len(e.sheet(classes).columns),
        channels=channels,
        size=e.knobs.size,
        pixels="rows.numpy()" if channels == 3 else "rows[..., 0].numpy()",
    )
