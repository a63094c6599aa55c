"""What a perfect generator scores by the same counting: floors of what should be low, ceilings of the rest."""

import math
from functools import lru_cache

import torch

from models.toys.distributions import Box, Distribution
from models.toys.distributions.points import PointSet
from models.toys.measures.samples import measure_samples

REPEATS = 8


def floors(distribution: Distribution, n: int, box: Box, n_real: int | None = None) -> dict[str, float]:
    """What a perfect generator scores: the mean over 8 draws of n samples against n_real (or n) others.

    Floors of what should be low, ceilings of modes and hq. Deterministic; the dict is shared, not yours.
    """
    kept = of_points if isinstance(distribution, PointSet) else of_others
    return kept(distribution, n, box, n_real or n)


def measure_perfect(distribution: Distribution, n: int, box: Box, n_real: int) -> dict[str, float]:
    """The same, worked out anew."""
    generator = torch.Generator().manual_seed(0)
    runs = [
        measure_samples(distribution.sample(n_real, generator), distribution.sample(n, generator), distribution, box)
        for _ in range(REPEATS)
    ]
    return {name: math.fsum(run[name] for run in runs) / REPEATS for name in runs[0]}


of_others = lru_cache(maxsize=64)(measure_perfect)
of_points = lru_cache(maxsize=2)(measure_perfect)  # each may hold megabytes
