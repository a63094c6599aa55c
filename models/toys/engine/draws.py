"""Real samples and noise of a run: a pure function of its seed and the step, whoever else trains beside it.

A generator seeded by (seed, block of steps, stream) draws a block of steps ahead. A checkpoint therefore needs no
generator state, a change of data in the middle of a block leaves the noise as it was, and any step can be drawn again.
"""

import torch
from torch import Tensor

from models.seeds import generator, noise
from models.toys.engine.recipe import Recipe
from models.toys.engine.shapes import BLOCK, Shapes

Box = tuple[tuple[float, float], ...]


def normalise(x: Tensor, box: Box) -> Tensor:
    """Data units `(…, dims)` → the networks' [−1, 1]."""
    out = torch.empty_like(x)
    for i, (low, high) in enumerate(box):
        torch.mul(x[..., i] - (low + high) / 2, 2 / (high - low), out=out[..., i])
    return out


def block(recipe: Recipe, box: Box, shapes: Shapes, index: int) -> dict[str, Tensor]:
    """The index-th block of steps: real `(n, updates_d, dims, samples)` normalised, noise_d the same with
    noise_dim, noise_g `(n, updates_g, noise_dim, samples)`, extra `(n, updates_d, extra, samples)` in [0, 1]
    and blur, standard normal, alike.
    """
    k, s, n = recipe.knobs, shapes, shapes.block

    def stream(name: str) -> torch.Generator:
        other = () if n == BLOCK else (n,)  # blocks of another length are other blocks
        return generator(recipe.seed, index, *other, name)

    real = recipe.distribution.sample(n * s.updates_d * s.samples, stream("real"))
    drawn = {
        "real": normalise(real, box).view(n, s.updates_d, s.samples, -1).transpose(-1, -2),
        "noise_d": noise(k.noise, (n, s.updates_d, k.noise_dim, s.samples), stream("noise_d")),
        "noise_g": noise(k.noise, (n, s.updates_g, k.noise_dim, s.samples), stream("noise_g")),
    }
    if s.extra:
        drawn["extra"] = torch.rand((n, s.updates_d, s.extra, s.samples), generator=stream("extra"))
    if s.blur:
        drawn["blur"] = torch.randn((n, s.updates_d, s.blur, s.samples), generator=stream("blur"))
    return drawn


class Draws:
    """The blocks of one run: remembers the newest, draws again what is asked for."""

    def __init__(self, recipe: Recipe, box: Box, shapes: Shapes):
        self.recipe, self.box, self.shapes = recipe, box, shapes
        self.index = -1
        self.drawn: dict[str, Tensor] = {}

    def write(self, start: int, n: int, out: dict[str, Tensor], row: int) -> None:
        """Write steps start … start + n − 1 to out[stream][:, :, row] `(n, updates, runs, features, samples)`."""
        done = 0
        while done < n:
            index, offset = divmod(start + done, self.shapes.block)
            if index != self.index:
                self.index, self.drawn = index, block(self.recipe, self.box, self.shapes, index)
            take = min(n - done, self.shapes.block - offset)
            for stream, values in self.drawn.items():
                out[stream][done : done + take, :, row] = values[offset : offset + take]
            done += take
