"""Stacks to put the papers' formulas to the test: the variant's own code on networks and samples of our choosing."""

from typing import Any

import torch
from torch import Tensor

from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.games.gan import GAN

BATCH = 32  # needs no padding


def game(variant: str, runs: int = 2, data: str = "gaussians", **knobs: Any) -> GAN:
    """A stack at step 0, runs with seeds 1, 2, …"""
    members = [Run(Experiment.parse(variant, data, {"batch": BATCH} | knobs, seed=seed + 1)) for seed in range(runs)]
    state = {name: torch.cat([m.state[name] for m in members]) for name in members[0].state}
    stack: GAN = members[0].experiment.gan([m.experiment for m in members], state)
    return stack


def logits(runs: int = 2, n: int = 32, seed: int = 0) -> tuple[Tensor, Tensor]:
    """What a D that is sometimes sure may say of real and fake, `(runs, n)` each."""
    g = torch.Generator().manual_seed(seed)
    return 3 * torch.randn(runs, n, generator=g) + 1, 3 * torch.randn(runs, n, generator=g) - 1


def linear(variant: str, weights: list[float], **knobs: Any) -> GAN:
    """A stack of one whose D is w·x + b: its gradient is w everywhere."""
    g = game(variant, runs=1, d_layers=0, **knobs)
    W, b = g.D.weights[0]
    W.copy_(torch.tensor(weights).view_as(W))
    b.fill_(0.3)
    return g


def samples(n: int = BATCH, dims: int = 2, seed: int = 0) -> Tensor:
    return torch.randn(1, dims, n, generator=torch.Generator().manual_seed(seed))
