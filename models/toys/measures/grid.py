"""Divergences between two sets of samples counted on a grid: Jensen–Shannon and Kullback–Leibler, in bits.

Counting has a floor: two sets of the same distribution differ by chance. floors.py says by how much.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from torch import Tensor

Samples = npt.NDArray[Any] | Tensor
Floats = npt.NDArray[np.float64]
Interval = tuple[float, float]

BINS = {1: 60, 2: 30}  # cells a side; 30 × 30 is GAN Lab's grid (Kahng et al. 2018, arXiv:1809.01587)
SMOOTHING = 0.5  # what KL adds to every count


def float64(x: Samples) -> Floats:
    """Any samples as a float64 array in main memory."""
    return np.asarray(x.detach().cpu() if isinstance(x, Tensor) else x, dtype=np.float64)


def histogram(samples: Samples, box: Sequence[Interval], bins: int | None = None) -> Floats:
    """Counts of (n, dims) samples in the box's cells, flat, and in one more for all that lies outside."""
    x = float64(samples)
    bins = bins or BINS[len(box)]
    index = np.zeros(len(x), dtype=np.int64)
    outside = np.zeros(len(x), dtype=bool)
    for column, (low, high) in zip(x.T, box, strict=True):
        cell = (column - low) * (bins / (high - low))
        out = ~((cell >= 0) & (column <= high))  # so that NaN is outside
        outside |= out
        # The top edge belongs to the last cell, whatever rounding did.
        index = index * bins + np.minimum(np.where(out, 0, cell).astype(np.int64), bins - 1)
    index[outside] = bins ** len(box)
    return np.bincount(index, minlength=bins ** len(box) + 1).astype(np.float64)


def kl(p: Floats, q: Floats) -> float:
    """KL(p‖q) in bits of two probability vectors; infinite where q is 0 and p is not."""
    some = p > 0
    with np.errstate(divide="ignore"):
        return float(np.sum(p[some] * np.log2(p[some] / q[some])))


def js(p: Floats, q: Floats) -> float:
    """Jensen–Shannon divergence in bits of two probability vectors: 0 if equal, 1 if disjoint."""
    middle = (p + q) / 2
    return (kl(p, middle) + kl(q, middle)) / 2


def js_grid(real: Samples, fake: Samples, box: Sequence[Interval], bins: int | None = None) -> float:
    """Jensen–Shannon divergence in bits, 0 … 1, between the shares of the samples in each cell.

    Empty cells need no care here: they add nothing where both are empty, and their exact part where one is.
    """
    p, q = histogram(real, box, bins), histogram(fake, box, bins)
    return js(p / p.sum(), q / q.sum())


def kl_grid(real: Samples, fake: Samples, box: Sequence[Interval], bins: int | None = None) -> float:
    """KL(real‖fake) in bits between the shares of the samples in each cell: large where fakes are missing.

    Half a sample is added to both counts of every cell that holds any, or one empty cell would make it
    infinite; cells empty in both do not count.
    """
    p, q = histogram(real, box, bins), histogram(fake, box, bins)
    some = (p + q) > 0
    p, q = p[some] + SMOOTHING, q[some] + SMOOTHING
    return kl(p / p.sum(), q / q.sum())
