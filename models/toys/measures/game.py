"""What the discriminator knows: its errors, its distance from the best one, and the value of the game."""

from typing import NamedTuple

import numpy as np

from models.toys.measures.grid import Floats, Samples, float64

LN2 = float(np.log(2))


class Confusion(NamedTuple):
    """The four cells, as shares of the real and of the fake samples, and the share that D gets right."""

    real_as_real: float
    real_as_fake: float
    fake_as_real: float
    fake_as_fake: float
    accuracy: float


def confusion(d_real: Samples, d_fake: Samples, threshold: float = 0.5) -> Confusion:
    """From D's outputs (n,) on real and on fake samples; D takes for real what reaches the threshold.

    The accuracy weighs both sets equally; a D that cannot tell scores ½.
    """
    right = float(np.mean(float64(d_real) >= threshold))
    wrong = float(np.mean(float64(d_fake) >= threshold))
    return Confusion(right, 1 - right, wrong, 1 - wrong, (right + 1 - wrong) / 2)


def optimal_d(p: Samples, q: Samples, smoothing: float = 0.0) -> Floats:
    """D* = p/(p + q), the best discriminator (Goodfellow et al. 2014, prop. 1); NaN where both are 0.

    With one-sided label smoothing s it is (1 − s) p/(p + q) (Goodfellow 2016, arXiv:1701.00160, section 4.2).
    """
    p, q = float64(p), float64(q)
    with np.errstate(invalid="ignore"):
        return np.asarray((1 - smoothing) * p / (p + q))


def d_star_distance(d: Samples, p: Samples, q: Samples, smoothing: float = 0.0) -> float:
    """Mean |D − D*| over points where D (a probability), p and q are known, except where p = q = 0."""
    difference = np.abs(float64(d) - optimal_d(p, q, smoothing))
    known = ~np.isnan(difference)
    return float(difference[known].mean()) if known.any() else float("nan")


def value(real_logits: Samples, fake_logits: Samples) -> float:
    """V(D, G) = E log D(x) + E log(1 − D(G(z))) in nats, from D's logits: finite for any finite logit.

    −ln 4 where D is ½ everywhere, 0 where D is always right and sure.
    """
    real, fake = float64(real_logits), float64(fake_logits)
    return float(-np.mean(np.logaddexp(0, -real)) - np.mean(np.logaddexp(0, fake)))


def js_bound(v: float) -> float:
    """The least JS divergence in bits that a value V (in nats) proves: (½ V + ln 2)/ln 2.

    V(D*) = 2 JSD − ln 4, and no D does better, so whatever D reaches bounds JSD from below (up to chance in
    the sample means). A poor D proves nothing: the bound is then 0 or negative.
    """
    return (v / 2 + LN2) / LN2
