"""Pictures of densities: p, q and the best discriminator D* for them, on the line and in the plane.

p is known, q is what the generator makes of evenly spread noise, counted in cells and smoothed. D* is that of p and q
as D sees them, through the instance noise, both counted and smoothed alike: where they are equal it is ½, however
narrow the modes are. A D whose output is no probability (critics), or that judges packs, has no D*.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import torch
from torch import Tensor

from models.seeds import generator
from models.toys.engine.draws import normalise
from models.toys.engine.game import Game
from models.toys.engine.networks import pad
from models.toys.engine.run import Run
from models.toys.pictures.shown import CELLS, denormalise, evenly, shown_density

Arrays = dict[str, np.ndarray]

DENSITY_SAMPLES = 4096  # from which q is estimated on the line
OPTIMUM_SAMPLES = 8192  # and in the plane
P_SAMPLES = 2**17  # from which p is, for D*
SMOOTHING = 2.0  # standard deviation of the kernel that smooths on the line, in cells
BLUR = 0.7  # and in the plane
NOTHING = 1e-3  # of the mean density: where less of p and q is, nobody can tell
LINES = 33  # from z to x
Z_RANGE = {"gaussian": 3.0, "uniform": 1.0}  # the part of the noise's first coordinate that the lines show


def densities(stack: Game, group: Sequence[Run]) -> list[Arrays]:
    """On the line, of each run: p where it is known, q, the best D for these two, and lines from z to x."""
    k: Any = stack.k
    spread = torch.stack([evenly(run.experiment.knobs.noise, k.noise_dim, DENSITY_SAMPLES) for run in group])
    reach = torch.tensor([Z_RANGE[run.experiment.knobs.noise] for run in group])
    along = torch.zeros(len(group), k.noise_dim, LINES)
    along[:, 0] = reach[:, None] * torch.linspace(-1, 1, LINES)
    x = generate(stack, pad(torch.cat([spread, along], -1)))
    q = count_line(x[:, 0, :DENSITY_SAMPLES])
    arrays = []
    for i, run in enumerate(group):
        low, high = run.box[0]
        here = x[i, :, DENSITY_SAMPLES : DENSITY_SAMPLES + LINES]
        a = {
            "q": smooth(q[i], SMOOTHING) / (high - low),
            "lines": torch.stack([along[i, 0], denormalise(here, run)[:, 0]], 1),
        }
        if (p := shown_density(run)) is not None:
            a["p"] = p
            if stack.has_optimum:
                a["d_star"] = best_d(run, count_real(run), q[i])
        arrays.append({name: values.float().numpy() for name, values in a.items()})
    return arrays


def optimum(stack: Game, group: Sequence[Run]) -> list[Arrays]:
    """In the plane, of each run: D* on every cell `(48, 48)` float16, nothing for critics and where p is not known."""
    known = [count_real(run) if run.dims == 2 and stack.has_optimum else None for run in group]
    if all(p is None for p in known):
        return [{} for _ in group]
    k: Any = stack.k
    spread = torch.stack([evenly(run.experiment.knobs.noise, k.noise_dim, OPTIMUM_SAMPLES) for run in group])
    q = count_plane(generate(stack, pad(spread))[..., :OPTIMUM_SAMPLES])
    pairs = zip(group, known, q, strict=True)
    return [{} if p is None else {"d_star": best_d(run, p, q).half().numpy()} for run, p, q in pairs]


def generate(stack: Game, z: Tensor) -> Tensor:
    """G of much noise `(runs, noise_dim, n)`, on the CPU; a run at a time: the layers of many do not fit the cache."""
    g = stack.state["g"]
    pairs = zip(torch.split(g, 1), torch.split(z.to(g.device), 1), strict=True)
    return torch.cat([stack.mlp_g.bind(row)(some).cpu() for row, some in pairs])


def count_real(run: Run) -> Tensor | None:
    """P in each cell, `(256,)` on the line or `(48, 48)`, a density over a stage of size 1; None where it is not known.

    Counted: to integrate it over the cells, which a mode may be narrower than, takes seconds where p is a sum.
    """
    e, count = run.experiment, count_line if run.dims == 1 else count_plane

    def density() -> Tensor | None:
        if e.distribution.density(torch.zeros(1, run.dims)) is None:
            return None
        real = normalise(e.distribution.sample(P_SAMPLES, generator(e.seed, "show", "density")), run.box)
        return count(real.T if run.dims == 1 else real.T[None])[0]

    return run.remember("counted_real", density, e.distribution, e.seed)


def best_d(run: Run, p: Tensor | None, q: Tensor) -> Tensor:
    """D* = (1 − s) p/(p + q), s the label smoothing (Goodfellow 2016, arXiv:1701.00160, section 4.2), of counted
    densities `(256,)` or `(48, 48)` as D sees them; ½ where neither is.
    """
    assert p is not None, "who knows p on the line can count it"
    s, noise = getattr(run.experiment.knobs, "label_smoothing", 0.0), run.experiment.knobs.instance_noise
    sigma = math.hypot(SMOOTHING if q.dim() == 1 else BLUR, noise * len(q) / 2)
    p, q = smooth(p, sigma), smooth(q, sigma)
    return ((1 - s) * p + NOTHING) / (p + q + 2 * NOTHING)


def count_line(x: Tensor) -> Tensor:
    """Samples `(runs, n)` in [−1, 1] → densities `(runs, 256)` over a stage of length 1; what falls outside is lost."""
    n = CELLS[1]
    return per_cell(cell_of(x, n), n)[:, 1:-1].float() * (n / x.shape[1])


def count_plane(x: Tensor) -> Tensor:
    """Samples `(runs, 2, n)` in [−1, 1]² → densities `(runs, 48, 48)` over a stage of area 1, row 0 the lowest."""
    n = CELLS[2]
    column, row = cell_of(x, n).unbind(1)
    counts = per_cell(row * (n + 2) + column, (n + 2) ** 2 - 2)
    return counts.view(-1, n + 2, n + 2)[:, 1:-1, 1:-1].float() * (n * n / x.shape[-1])


def cell_of(x: Tensor, n: int) -> Tensor:
    """Which of n cells: 1 … n, and 0 or n + 1 for what falls outside or is no number."""
    return torch.nan_to_num((x + 1) / 2 * n, nan=-1.0).floor().clamp(-1, n).long() + 1


def per_cell(cell: Tensor, n: int) -> Tensor:
    """Counts `(runs, n + 2)` of cell numbers `(runs, samples)`."""
    runs = len(cell)
    cell = cell + torch.arange(runs)[:, None] * (n + 2)
    return torch.bincount(cell.flatten(), minlength=runs * (n + 2)).view(runs, n + 2)


def smooth(density: Tensor, sigma: float) -> Tensor:
    """Of one run, `(n,)` or `(n, n)`, by a Gaussian of so many cells: with others' beside it the last bits differ."""
    kernel = make_kernel(len(density), sigma)
    return kernel @ density if density.dim() == 1 else kernel @ density @ kernel.T


@lru_cache(maxsize=16)
def make_kernel(n: int, sigma: float) -> Tensor:
    """What each of n cells gets of each other one `(n, n)`, by a Gaussian; what leaves the stage is lost."""
    cell = torch.arange(-2 * n, 2 * n + 1, dtype=torch.float32)
    row = torch.exp(-0.5 * (cell / sigma) ** 2)
    row = row / row.sum()
    return row.unfold(0, n, 1)[n + 1 : 2 * n + 1].flip(0).contiguous()


def histogram(fakes: Sequence[np.ndarray], group: Sequence[Run], cells: int = 64) -> list[Arrays]:
    """On the line, the density `(64,)` of the fakes shown `(n, 1)` in each cell; those off the stage are lost."""
    arrays = []
    for fake, run in zip(fakes, group, strict=True):
        low, high = run.box[0]
        counts, _ = np.histogram(fake[np.isfinite(fake)].astype(np.float64), cells, (low, high))
        arrays.append({"histogram": (counts * (cells / (len(fake) * (high - low)))).astype(np.float32)})
    return arrays
