"""Walks through the noise z of an image GAN: between two images, by arithmetic, over a plane (Radford et al. 2016).

Everything here is on z alone, `(n, noise_dim)` float32; who draws it asks the run for samples.
"""

import torch
from torch import Tensor

from models.seeds import generator

STRAIGHT = 1e-4  # of the sine between two z: closer ones, or opposite ones, have no arc to follow


def line(a: Tensor, b: Tensor, n: int) -> Tensor:
    """Straight from a to b, both `(noise_dim,)`: `(n, noise_dim)`, ends included.

    Half way it is shorter than normal noise ever is, which G has not learnt from.
    """
    return torch.lerp(a, b, torch.linspace(0, 1, n)[:, None])


def sphere(a: Tensor, b: Tensor, n: int) -> Tensor:
    """From a to b along the arc between them (White 2016, arXiv:1609.04468): `(n, noise_dim)`, ends included.

    Lengths go evenly from that of a to that of b, so all of it looks like normal noise.
    """
    cosine = torch.dot(a, b) / (a.norm() * b.norm())
    angle = torch.arccos(cosine.clamp(-1, 1))
    t = torch.linspace(0, 1, n)[:, None]
    if torch.sin(angle) < STRAIGHT:
        return line(a, b, n)
    lengths = torch.lerp(a.norm(), b.norm(), t)
    arc = torch.sin((1 - t) * angle) * a / a.norm() + torch.sin(t * angle) * b / b.norm()
    walked: Tensor = lengths * arc / torch.sin(angle)
    return walked


def arithmetic(a: Tensor, b: Tensor, c: Tensor) -> Tensor:
    """A − b + c of the means of three sets of z, each `(n, noise_dim)`: `(noise_dim,)`.

    Radford et al. average three z of images that have something in common: single ones are unstable.
    """
    return a.mean(0) - b.mean(0) + c.mean(0)


def plane(seed: int, noise_dim: int, i: int = 0) -> Tensor:
    """Two directions at right angles, of length √noise_dim as normal noise has: `(2, noise_dim)`.

    The i-th plane of a seed. Of one dimension the second direction is nothing.
    """
    drawn = torch.randn(noise_dim, 2, generator=generator(seed, "plane", i))
    axes = torch.zeros(2, noise_dim)
    axes[: min(2, noise_dim)] = torch.linalg.qr(drawn).Q.T
    axes *= noise_dim**0.5
    return axes


def on_plane(axes: Tensor, at: Tensor) -> Tensor:
    """Z at places `(n, 2)` of a plane, (1, 0) being its first direction: `(n, noise_dim)`."""
    return at @ axes
