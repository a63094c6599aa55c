"""What of a run's pictures stays the same from one to the next, and is made once: places, noise, real samples, p."""

from functools import cache

import numpy as np
import torch
from torch import Tensor

from models.seeds import generator, noise
from models.toys.engine.draws import normalise
from models.toys.engine.run import Run

SAMPLES = 500  # of each kind shown
CELLS = {1: 256, 2: 48}  # along an axis: contours are interpolated, and 48² costs half of 64²


def real_samples(run: Run, n: int = SAMPLES) -> np.ndarray:
    """The real samples shown `(n, dims)` float32: the same for a seed as long as the data are the same."""
    e = run.experiment
    return e.distribution.sample(n, generator(e.seed, "show", "real")).numpy()


def shown_noise(run: Run) -> Tensor:
    """The noise whose samples are shown `(noise_dim, n)`: fixed, so that each fake can be followed."""
    seed, k = run.experiment.seed, run.experiment.knobs
    shape = (k.noise_dim, SAMPLES)
    return run.remember("noise", lambda: noise(k.noise, shape, generator(seed, "show", "noise")), seed, k.noise, shape)


def shown_real(run: Run) -> Tensor:
    """Real samples in the networks' units `(dims, n)`."""
    e = run.experiment
    make = lambda: normalise(torch.from_numpy(real_samples(run)), run.box).T.contiguous()  # noqa: E731
    return run.remember("real", make, e.distribution, e.seed)


def shown_density(run: Run) -> Tensor | None:
    """P on the cell centres of the line `(256,)` float64, in data units."""
    data = run.experiment.distribution
    return run.remember("density", lambda: data.density(denormalise(cells(1), run)), data)


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
def evenly(kind: str, noise_dim: int, n: int) -> Tensor:
    """Noise spread evenly (a Sobol sequence) `(noise_dim, n)`: q shakes less than by chance."""
    sobol = torch.quasirandom.SobolEngine(noise_dim, scramble=True, seed=1)  # type: ignore[no-untyped-call]
    u: Tensor = sobol.draw(n).T
    return from_uniform(kind, u.clamp(1e-6, 1 - 1e-6)).contiguous()


def from_uniform(kind: str, u: Tensor) -> Tensor:
    """Noise of this kind from its share u of the distribution below it."""
    return torch.special.ndtri(u) if kind == "gaussian" else u * 2 - 1


def to_uniform(kind: str, z: Tensor) -> Tensor:
    """The inverse of `from_uniform`."""
    return torch.special.ndtr(z) if kind == "gaussian" else (z + 1) / 2
