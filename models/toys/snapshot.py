"""Pictures of runs in training, taken of a whole stack at once: one forward pass for all who wait.

A frame is a set of arrays in the safetensors format. In the plane: fake `(n, 2)` and field `(48, 48)`; on the line:
fake `(n, 1)`, field `(256,)`, the densities p, q, d_star `(256,)` and lines `(m, 2)` from z to x. Real samples
`(n, dims)` come apart, because they change only with the data. Positions are in data units, the field is D's opinion
on cell centres (−1 surely fake, 0 cannot tell, 1 surely real), row 0 the lowest.
"""

from collections.abc import Sequence, Set
from functools import cache
from typing import Any

import numpy as np
import safetensors.numpy
import torch
from torch import Tensor
from torch.nn.functional import conv1d

from models.toys.cohort import Run, group_runs
from models.toys.draws import Box, generator, noise, normalise
from models.toys.gan import GAN

Arrays = dict[str, np.ndarray]

SAMPLES = 500  # of each kind shown
CELLS = {1: 256, 2: 48}  # along an axis: contours are interpolated, and 48² costs half of 64²
TILE = 8  # runs in one pass: more share what a pass costs, but the activations of many more do not fit the cache
DENSITY_SAMPLES = 4096  # from which q is estimated on the line
SMOOTHING = 2.0  # standard deviation of the kernel that smooths q, in cells
LINES = 33  # from z to x
Z_RANGE = {"gaussian": 3.0, "uniform": 1.0}  # the part of the noise's first coordinate that the lines show


def snapshot(runs: Sequence[Run], layers: Sequence[Set[str]]) -> list[Arrays]:
    """The layers asked for ("fake", "field", "density") of each run, in the order of the runs."""
    found: dict[Run, Arrays] = {}
    wanted = dict(zip(runs, layers, strict=True))
    for group in group_runs(runs, TILE):
        stack = shown_stack(group)
        together = set().union(*(wanted[run] for run in group))
        found |= dict(zip(group, portraits(stack, group, together), strict=True))
    return [found[run] for run in runs]


def encode(arrays: Arrays, metadata: dict[str, str]) -> bytes:
    """One frame: safetensors, which any student can open in Python."""
    return safetensors.numpy.save(arrays, metadata)


def real_samples(run: Run, n: int = SAMPLES) -> np.ndarray:
    """The real samples shown `(n, dims)` float32: the same for a seed as long as the data are the same."""
    e = run.experiment
    return e.distribution.sample(n, generator(e.seed, "show", "real")).numpy()


def shown_stack(group: Sequence[Run]) -> GAN:
    """The runs' networks as they are shown: G averaged, nothing of the optimisers."""
    names = [n for n in group[0].state if n not in ("g", "g_avg") and not n.endswith(("_m", "_v", "_powers"))]
    state = {name: torch.cat([run.state[name] for run in group]) for name in names}
    state["g"] = torch.cat([run.state["g_avg"] for run in group])
    return group[0].experiment.gan([run.experiment for run in group], state)


@torch.no_grad()
def portraits(stack: GAN, group: Sequence[Run], layers: Set[str]) -> list[Arrays]:
    device = stack.state["g"].device
    fakes = stack.G(torch.stack([shown_noise(run) for run in group]).to(device))
    arrays: list[Arrays] = [{} for _ in group]
    if "fake" in layers:
        for a, fake in zip(arrays, positions(fakes.cpu(), group), strict=True):
            a["fake"] = fake
    if "field" in layers or "density" in layers:
        for a, field in zip(arrays, fields(stack, group, fakes), strict=True):
            a["field"] = field
    if "density" in layers and group[0].dims == 1:
        for more, a in zip(densities(stack, group), arrays, strict=True):
            a |= more
    return arrays


def positions(x: Tensor, group: Sequence[Run]) -> list[np.ndarray]:
    """Networks' units `(runs, dims, n)` → data units, `(n, dims)` of each run: float16 where that is fine enough."""
    ends = torch.tensor([run.box for run in group]).unsqueeze(-1)
    low, high = ends[:, :, 0], ends[:, :, 1]
    scaled = (x * ((high - low) / 2) + (low + high) / 2).mT.contiguous()
    halves = scaled.half()
    return [(scaled if distant(run.box) else halves)[i].numpy() for i, run in enumerate(group)]


def distant(box: Box) -> bool:
    """Whether the stage is so far from 0 that the 11 bits of a float16 would draw samples on a raster."""
    return any(max(-low, high) > 2 * (high - low) for low, high in box)


def fields(stack: GAN, group: Sequence[Run], fakes: Tensor) -> np.ndarray:
    """D's opinion on every cell, float16: `(runs, 256)` on the line, `(runs, 48, 48)` in the plane."""
    reals = torch.stack([shown_real(run) for run in group]).to(fakes.device)
    grid = cells(group[0].dims).to(fakes.device).expand(len(group), -1, -1)
    out = stack.judge(grid, reals, fakes)
    real, fake = (stack.judge(x, reals, fakes) if stack.critic else None for x in (reals, fakes))
    opinion = stack.opinion(out, real, fake).half().cpu().numpy()
    return opinion if group[0].dims == 1 else opinion.reshape(len(group), CELLS[2], CELLS[2])


def densities(stack: GAN, group: Sequence[Run]) -> list[Arrays]:
    """On the line, of each run: p where it is known, q, the best D for these two, and lines from z to x."""
    k: Any = stack.k
    spread = torch.stack([evenly(run.experiment.knobs.noise, k.noise_dim) for run in group])
    reach = torch.tensor([Z_RANGE[run.experiment.knobs.noise] for run in group])
    along = torch.zeros(len(group), k.noise_dim, LINES)
    along[:, 0] = reach[:, None] * torch.linspace(-1, 1, LINES)
    x = stack.G(torch.cat([spread, along], -1).to(stack.state["g"].device)).cpu()
    q = smoothed_histogram(x[:, 0, :DENSITY_SAMPLES])
    arrays = []
    for i, run in enumerate(group):
        low, high = run.box[0]
        a = {"q": (q[i] / (high - low)).numpy()}
        a["lines"] = torch.stack([along[i, 0], denormalise(x[i, :, DENSITY_SAMPLES:], run)[:, 0]], 1).numpy()
        if (p := shown_density(run)) is not None:
            a["p"] = p
            if not stack.critic:
                nothing = 1e-3 / (high - low)  # where hardly any of p or q is, nobody can tell
                a["d_star"] = (p + nothing) / (p + a["q"] + 2 * nothing)
        arrays.append({name: values.astype(np.float32) for name, values in a.items()})
    return arrays


def smoothed_histogram(x: Tensor) -> Tensor:
    """Samples `(runs, n)` in [−1, 1] → densities `(runs, 256)` over a stage of length 1; what falls outside is lost."""
    n, runs = CELLS[1], len(x)
    cell = torch.nan_to_num((x + 1) / 2 * n, nan=-1.0).floor().clamp(-1, n).long() + 1
    cell += torch.arange(runs)[:, None] * (n + 2)
    counts = torch.bincount(cell.flatten(), minlength=runs * (n + 2)).view(runs, n + 2)[:, 1:-1]
    reach = int(4 * SMOOTHING)
    kernel = torch.exp(-0.5 * (torch.arange(-reach, reach + 1) / SMOOTHING) ** 2)
    return conv1d(counts[:, None].float(), (kernel / kernel.sum())[None, None], padding=reach)[:, 0] * (n / x.shape[1])


# What stays the same between two snapshots of a run is drawn once.


def shown_noise(run: Run) -> Tensor:
    """The noise whose samples are shown `(noise_dim, n)`: fixed, so that each fake can be followed."""
    e: Any = run.experiment
    return run.remember(
        "noise",
        lambda: noise(e.knobs.noise, (e.knobs.noise_dim, SAMPLES), generator(e.seed, "show", "noise")),
    )


def shown_real(run: Run) -> Tensor:
    """Real samples in the networks' units `(dims, n)`."""
    return run.remember("real", lambda: normalise(torch.from_numpy(real_samples(run)), run.box).T.contiguous())


def shown_density(run: Run) -> np.ndarray | None:
    """P on the cell centres of the line."""

    def density() -> np.ndarray | None:
        p = run.experiment.distribution.density(denormalise(cells(1), run))
        return None if p is None else p.numpy()

    return run.remember("density", density)


def denormalise(x: Tensor, run: Run) -> Tensor:
    """Networks' units `(dims, n)` → data units `(n, dims)`."""
    low, high = torch.tensor(run.box).unbind(1)
    return x.T * ((high - low) / 2) + (low + high) / 2


@cache
def cells(dims: int) -> Tensor:
    """Cell centres of the normalised stage `(dims, cells)`, x running fastest."""
    axis = (torch.arange(CELLS[dims]) + 0.5) / CELLS[dims] * 2 - 1
    if dims == 1:
        return axis[None]
    y, x = torch.meshgrid(axis, axis, indexing="ij")
    return torch.stack([x.flatten(), y.flatten()])


@cache
def evenly(kind: str, noise_dim: int) -> Tensor:
    """Noise spread evenly (a Sobol sequence) `(noise_dim, DENSITY_SAMPLES)`: q shakes less than by chance."""
    sobol = torch.quasirandom.SobolEngine(noise_dim, scramble=True, seed=1)  # type: ignore[no-untyped-call]
    u: Tensor = sobol.draw(DENSITY_SAMPLES).T
    u = u.clamp(1e-6, 1 - 1e-6)
    return (torch.special.ndtri(u) if kind == "gaussian" else u * 2 - 1).contiguous()
