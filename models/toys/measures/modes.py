"""How many modes a generator finds, how good its samples are, and how evenly they are spread.

As in VEEGAN (Srivastava et al. 2017, arXiv:1705.07761) and PacGAN (Lin et al. 2018, arXiv:1712.04086).
"""

from typing import NamedTuple

import numpy as np

from models.toys.measures.grid import Samples, float64

WITHIN = 3.0  # standard deviations


class Coverage(NamedTuple):
    """How many modes hold a high-quality sample, the share (0 … 1) of such samples, reverse KL in nats."""

    modes: int
    high_quality: float
    reverse_kl: float


def mode_coverage(
    fake: Samples, centres: Samples, sigmas: Samples, weights: Samples | None = None, within: float = WITHIN
) -> Coverage:
    """How (n, dims) samples cover K modes: centres (K, dims), sigmas (K,) or (K, dims), weights (K,) or equal

    A sample belongs to the mode it is nearest to, in that mode's standard deviations, and is of high quality
    if no more than `within` of them away. A perfect sampler reaches 98.89 % in the plane and 99.73 % on the
    line; more means that the modes have shrunk. reverse_kl is KL(shares of the samples‖weights) over the
    modes: a perfect sampler scores about (K − 1)/2n, one collapsed to one mode of K equal ones ln K.
    """
    x, m, s = float64(fake), float64(centres), float64(sigmas)
    s = np.broadcast_to(s[:, None] if s.ndim == 1 else s, m.shape)
    distance2 = np.zeros((len(m), len(x)))
    offset = np.empty_like(distance2)  # in place throughout: these two are large
    for column, centre, sigma in zip(x.T, m.T, s.T, strict=True):
        np.subtract(column, centre[:, None], out=offset)
        offset /= sigma[:, None]
        offset *= offset
        distance2 += offset
    nearest = distance2.argmin(axis=0)
    good = distance2.min(axis=0) <= within * within
    share = np.bincount(nearest, minlength=len(m)) / len(x)
    target = np.full(len(m), 1 / len(m)) if weights is None else float64(weights)
    some = share > 0
    reverse_kl = np.sum(share[some] * np.log(share[some] / target[some]))
    found = int(np.count_nonzero(np.bincount(nearest[good])))
    return Coverage(found, float(good.mean()), float(reverse_kl))
