"""The layers of a toy's picture, and the arrays of every run of a stack that they return.

layer      arrays
fake       fake (500, dims), of the averaged G
field      field (48, 48), or (256,) on the line: D's opinion, −1 surely fake, 0 cannot tell, 1 surely real
density    on the line: p, q, d_star (256,) and lines (33, 2) from z to x
optimum    in the plane: d_star (48, 48), the best D for these p and q
gradient   gradient (500, dims): −∂L_G/∂x of each fake shown, the way G is told to move it
manifold   manifold (21, 21, dims): G on a grid over a plane of noise, all of whose cells have the same mass, the
row its second coordinate; (65, dims) for noise of one dimension. noise (500, 2 or 1): that of the
fakes shown, as its share of the distribution below it
histogram  on the line: histogram (64,), the density of the fakes shown
scores     d_real, d_fake (500,): what D says of the real and the fake samples shown
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import torch
from torch import Tensor

from models.layer import Layer, layer
from models.toys.engine.draws import Box
from models.toys.engine.game import Game
from models.toys.engine.networks import pad, padded
from models.toys.engine.run import Run
from models.toys.pictures import densities
from models.toys.pictures.shown import CELLS, SAMPLES, cells, from_uniform, shown_noise, shown_real, to_uniform

Arrays = dict[str, np.ndarray]
Plane = tuple[int, ...]

GRID = 21  # nodes along a side of the manifold
LINE = 65  # nodes of the manifold of noise of one dimension
LARGE, SMALL = 1e4, 1e-3  # the ends and the side of a stage, in data units, between which a float16 does
EDGES = (0.02, 0.98)  # of the unit square that the manifold shows: Gaussian noise has no ends


class Picture:
    """The runs of a stack as they are now; what several layers need is worked out once."""

    def __init__(self, stack: Game, group: Sequence[Run], planes: Sequence[Plane]):
        self.stack, self.group, self.planes = stack, group, planes
        self.device = stack.state["g"].device

    @cached_property
    def fakes(self) -> Tensor:
        """Those shown in the networks' units `(runs, dims, padded)`."""
        return self.stack.G(pad(torch.stack([shown_noise(run) for run in self.group])).to(self.device))

    @cached_property
    def reals(self) -> Tensor:
        return pad(torch.stack([shown_real(run) for run in self.group])).to(self.device)

    @cached_property
    def outputs(self) -> tuple[Tensor, Tensor]:
        """D's outputs on the real and the fake samples shown `(runs, padded)`."""
        return self.judge(self.reals), self.judge(self.fakes)

    def judge(self, x: Tensor) -> Tensor:
        return self.stack.judge(x, self.reals[..., :SAMPLES], self.fakes[..., :SAMPLES])


@layer("fake", "fake")
def fake(picture: Picture) -> list[Arrays]:
    return [{"fake": x} for x in positions(picture.fakes[..., :SAMPLES].cpu(), picture.group)]


@layer("field", "field")
def field(picture: Picture) -> list[Arrays]:
    stack, group = picture.stack, picture.group
    dims = group[0].dims
    places = cells(dims)
    out = picture.judge(pad(places).to(picture.device).expand(len(group), -1, -1))
    real, fake = (o[:, :SAMPLES] for o in picture.outputs) if stack.critic else (None, None)
    opinion = stack.opinion(out, real, fake)[:, : places.shape[1]].half().cpu().numpy()
    return [{"field": values.reshape((CELLS[dims],) * dims)} for values in opinion]


@layer("scores", "d_real", "d_fake")
def scores(picture: Picture) -> list[Arrays]:
    real, fake = (picture.stack.reading(out)[:, :SAMPLES].cpu().numpy() for out in picture.outputs)
    return [{"d_real": r, "d_fake": f} for r, f in zip(real, fake, strict=True)]


@layer("gradient", "gradient")
def gradient(picture: Picture) -> list[Arrays]:
    """−∂L_G/∂x of each fake shown, as if the batch were it alone: by the code of G's update, without instance noise."""
    stack = picture.stack
    n = padded(-(-SAMPLES // stack.packed(stack.k)))  # what D sees at once: a sample, or a pack of them
    filled = torch.arange(n * stack.packed(stack.k), device=picture.device) % SAMPLES
    x, g = (stack.pack(samples[..., filled]) for samples in (picture.reals, picture.fakes))
    D = stack.discriminator()
    layers = D.forward(g)
    out = layers[-1][:, 0]
    real = D(x)[:, 0] if stack.relativistic else out
    by_out = stack.derive_each("loss_g", real, out)[1].unsqueeze(1)
    by_g = stack.unpack(D.pull_back(layers, by_out))[..., :SAMPLES].cpu()
    halves = (torch.tensor(run.box).diff(dim=1) / 2 for run in picture.group)
    return [{"gradient": -(g / half).T.contiguous().numpy()} for g, half in zip(by_g, halves, strict=True)]


@layer("manifold", "manifold", "noise")
def manifold(picture: Picture) -> list[Arrays]:
    """G on a grid over the plane of noise asked for, and where in that plane the noise of the fakes shown is."""
    group, device = picture.group, picture.device
    planes = [shown_plane(run, plane) for run, plane in zip(group, picture.planes, strict=True)]
    nodes = torch.stack([grid(run, plane) for run, plane in zip(group, planes, strict=True)])
    places = positions(picture.stack.G(pad(nodes).to(device))[..., : nodes.shape[-1]].cpu(), group)
    arrays = []
    for run, plane, x in zip(group, planes, places, strict=True):
        shape = (GRID, GRID) if len(plane) == 2 else (LINE,)
        u = to_uniform(run.experiment.knobs.noise, shown_noise(run)[list(plane)].T)
        arrays.append({"manifold": x.reshape(*shape, run.dims), "noise": u.half().numpy()})
    return arrays


def shown_plane(run: Run, plane: Plane) -> Plane:
    """The noise coordinates that the manifold shows: those asked for, or the first where there are not so many."""
    k: Any = run.experiment.knobs
    if k.noise_dim == 1:
        return (0,)
    return plane if len(set(plane)) == 2 and max(plane) < k.noise_dim else (0, 1)


def grid(run: Run, plane: Plane) -> Tensor:
    """Noise `(noise_dim, nodes)` on a grid over the unit square (or line), the first coordinate running fastest."""
    k: Any = run.experiment.knobs
    u = torch.linspace(*EDGES, GRID if len(plane) == 2 else LINE)
    nodes = torch.zeros(k.noise_dim, len(u) ** len(plane))
    axes = [u] if len(plane) == 1 else [u.repeat(GRID), u.repeat_interleave(GRID)]
    for coordinate, values in zip(plane, axes, strict=True):
        nodes[coordinate] = from_uniform(k.noise, values)
    return nodes


def positions(x: Tensor, group: Sequence[Run]) -> list[np.ndarray]:
    """Networks' units `(runs, dims, n)` → data units, `(n, dims)` of each run: float16 where that is fine enough."""
    ends = torch.tensor([run.box for run in group]).unsqueeze(-1)
    low, high = ends[:, :, 0], ends[:, :, 1]
    scaled = (x * ((high - low) / 2) + (low + high) / 2).mT.contiguous()
    halves = scaled.half()
    return [(scaled if too_coarse(run.box) else halves)[i].numpy() for i, run in enumerate(group)]


def too_coarse(box: Box) -> bool:
    """Whether a float16 does not do for places on this stage: it ends at 65,504 (fakes may lie off the stage), below
    6e-5 it loses digits, and far from 0 its 11 bits would draw samples on a raster.
    """
    sizes = ((max(-low, high), high - low) for low, high in box)
    return any(end > LARGE or side < SMALL or end > 2 * side for end, side in sizes)


@layer("density", "p", "q", "d_star", "lines")
def density(picture: Picture) -> list[Arrays]:
    if picture.group[0].dims == 2:
        return [{} for _ in picture.group]
    return densities.densities(picture.stack, picture.group)


@layer("optimum", "d_star")
def optimum(picture: Picture) -> list[Arrays]:
    return densities.optimum(picture.stack, picture.group)


@layer("histogram", "histogram")
def histogram(picture: Picture) -> list[Arrays]:
    if picture.group[0].dims == 2:
        return [{} for _ in picture.group]
    return densities.histogram([arrays["fake"] for arrays in fake.draw(picture)], picture.group)


LAYERS: dict[str, Layer[Picture, list[Arrays]]] = {
    each.name: each for each in (fake, field, density, optimum, gradient, manifold, histogram, scores)
}
