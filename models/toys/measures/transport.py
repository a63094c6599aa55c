"""Wasserstein-1 distances: how far samples must travel on average. Exact on the line, sliced in the plane.

Unlike a divergence it sees how far apart two sets are that do not overlap; it is in the units of the data.
"""

import numpy as np

from models.toys.measures.grid import Floats, Samples, float64

PROJECTIONS = 8


def w1(real: Samples, fake: Samples) -> float:
    """Wasserstein-1 distance between two sets of numbers, (n,) or (n, 1), of any two sizes: exact."""
    a, b = np.sort(float64(real).ravel()), np.sort(float64(fake).ravel())
    return sorted_w1(a, b)


def sorted_w1(a: Floats, b: Floats) -> float:
    """The same for sorted sets: ∫|F − G| dx, or the mean distance of pairs where the sizes agree."""
    if len(a) == len(b):
        return float(np.mean(np.abs(a - b)))
    every = np.sort(np.concatenate([a, b]))
    f = np.searchsorted(a, every[:-1], side="right") / len(a)
    g = np.searchsorted(b, every[:-1], side="right") / len(b)
    return float(np.sum(np.abs(f - g) * np.diff(every)))


def sliced_w1(real: Samples, fake: Samples, projections: int = PROJECTIONS) -> float:
    """Mean W1 of the projections of two (n, 2) sets onto evenly spaced directions, the same on every call.

    A shift by v counts 2/π·|v| (within 1 % for 8 directions), as the mean of |cos| over all directions.
    """
    angle = (np.arange(projections) + 0.5) * (np.pi / projections)
    directions = np.stack([np.cos(angle), np.sin(angle)])
    a, b = (np.sort((float64(x) @ directions).T, axis=1) for x in (real, fake))
    return float(np.mean([sorted_w1(row, other) for row, other in zip(a, b, strict=True)]))
