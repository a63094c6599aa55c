"""All measures of one generator at once, and what a perfect one would score by the same counting."""

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import torch

from models.measure import Measure
from models.toys.distributions import Box, Distribution
from models.toys.distributions.points import PointSet
from models.toys.measures.grid import Interval, Samples, float64, js_grid, kl_grid
from models.toys.measures.modes import mode_coverage
from models.toys.measures.transport import sliced_w1, w1

REPEATS = 8


MEASURES: dict[str, Measure] = {
    "js": Measure("JS divergence", "bits", "low", "Between real and fake on a grid: 0 equal, 1 without overlap"),
    "kl": Measure("KL divergence", "bits", "low", "KL(real‖fake) on the grid: large where the fakes miss something"),
    "w1": Measure("Wasserstein-1", "", "low", "How far fakes must travel to become real (in the plane: sliced)"),
    "modes": Measure("Modes", "", "high", "Modes with at least one fake within 3σ"),
    "hq": Measure("High quality", "%", "high", "Fakes within 3σ of a mode; above the ceiling the modes have shrunk"),
    "reverse_kl": Measure("Reverse KL", "nats", "low", "How unevenly the fakes are spread over the modes"),
}


def measure_samples(
    real: Samples, fake: Samples, distribution: Distribution, box: Sequence[Interval]
) -> dict[str, float]:
    """All measures that apply, by their names in MEASURES; none for fakes that are not finite. hq is in %.

    real, fake: (n, dims) in data units, of any two sizes; the real ones drawn anew, not those trained on.
    """
    r, f = float64(real), float64(fake)
    if not np.isfinite(f).all():
        return {}
    scores = {"js": js_grid(r, f, box), "kl": kl_grid(r, f, box)}
    scores["w1"] = w1(r, f) if distribution.dims == 1 else sliced_w1(r, f)
    modes = distribution.modes()
    if modes is not None:
        covered = mode_coverage(f, *modes, distribution.mode_weights())
        scores |= {"modes": covered.modes, "hq": 100 * covered.high_quality, "reverse_kl": covered.reverse_kl}
    return scores


def floors(distribution: Distribution, n: int, box: Box, n_real: int | None = None) -> dict[str, float]:
    """What a perfect generator scores: the mean over 8 draws of n samples against n_real (or n) others.

    Floors of what should be low, ceilings of modes and hq. Deterministic; the dict is shared, not yours.
    """
    kept = of_points if isinstance(distribution, PointSet) else of_others
    return kept(distribution, n, box, n_real or n)


def drawn(distribution: Distribution, n: int, box: Box, n_real: int) -> dict[str, float]:
    """The same, worked out anew."""
    generator = torch.Generator().manual_seed(0)
    runs = [
        measure_samples(distribution.sample(n_real, generator), distribution.sample(n, generator), distribution, box)
        for _ in range(REPEATS)
    ]
    return {name: math.fsum(run[name] for run in runs) / REPEATS for name in runs[0]}


of_others = lru_cache(maxsize=64)(drawn)
of_points = lru_cache(maxsize=2)(drawn)  # each may hold megabytes
