"""Randomness of a run: every draw is a pure function of the run's seed and of what it is for."""

from zlib import crc32

import torch
from torch import Tensor


def generator(seed: int, *path: int | str) -> torch.Generator:
    """A CPU generator for one purpose of one run: its seed is a checksum of the path (mt19937 takes 32 bits)."""
    return torch.Generator().manual_seed(crc32(repr((seed, *path)).encode()))


def noise(kind: str, shape: tuple[int, ...], gen: torch.Generator) -> Tensor:
    """Standard normal, or uniform in [−1, 1]."""
    if kind == "gaussian":
        return torch.randn(shape, generator=gen)
    return torch.rand(shape, generator=gen) * 2 - 1
