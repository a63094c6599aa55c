"""GAN steps a second of 1, 64 and 256 runs against a plain PyTorch loop of the same GAN, on one thread.

GAN Lab's default network: G 2 → 14 → 2, D 2 → 14 → 1, ReLU, batch 150, Adam. A step is one update of D and one of G.
"""

import time
from collections.abc import Callable
from typing import Any

import torch
from torch import nn

from models.memory import keep_freed_memory
from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from tests.bench.measuring import interleaved, median_of, median_ratio

DATA = "gaussians"
GAN_LAB = {
    "g_layers": 1,
    "g_width": 14,
    "g_activation": "relu",
    "d_layers": 1,
    "d_width": 14,
    "d_activation": "relu",
    "batch": 150,
}
RUNS = (1, 64, 256)
STEPS = {1: 400, 64: 96, 256: 32}  # steps that each contestant trains in its turn, about a third of a second
PLAIN_STEPS = 400


def measure(quick: bool, say: Callable[[str], None]) -> dict[str, Any]:
    """Steps a second and their ratios; the ratios are medians over cycles in which everybody had a turn."""
    keep_freed_memory()
    torch.set_num_threads(1)
    contestants: dict[str, Callable[[], float]] = {"plain": PlainLoop(PLAIN_STEPS // 8 if quick else PLAIN_STEPS)}
    contestants |= {str(n): Stacked(n, max(16, STEPS[n] // 8) if quick else STEPS[n]) for n in RUNS}
    say("Each in its turn: a plain loop, then " + ", ".join(map(str, RUNS)) + " runs")
    for contestant in contestants.values():
        contestant()  # warm up: first calls plan and allocate
    results = interleaved(contestants, 3 if quick else 15)
    figures: dict[str, Any] = {f"ratio_{n}": round(median_ratio(results, str(n), "plain"), 2) for n in RUNS}
    for n in RUNS:
        say(f"{n:4} runs: {median_of(results, str(n)):8.0f} steps/s, {figures[f'ratio_{n}']} times the plain loop")
    rates = {f"steps_per_s_{n}": round(median_of(results, str(n))) for n in RUNS}
    return figures | {"steps_per_s_plain": round(median_of(results, "plain"))} | rates


class Stacked:
    """So many runs, trained together."""

    def __init__(self, runs: int, steps: int):
        self.runs = [Run(Experiment.parse("gan", DATA, GAN_LAB, seed=seed)) for seed in range(runs)]
        self.steps, self.cohort = steps, Cohort()

    def __call__(self) -> float:
        """Train; returns steps a second, all runs together."""
        start = time.perf_counter()
        self.cohort.advance(self.runs, self.steps)
        return len(self.runs) * self.steps / (time.perf_counter() - start)


class PlainLoop:
    """One GAN as a user would write it. It neither averages G nor scales the data to [−1, 1], as the stack does."""

    def __init__(self, steps: int):
        e = Experiment.parse("gan", DATA, GAN_LAB)
        self.steps, self.data = steps, e.distribution
        self.generator = torch.Generator().manual_seed(1)
        self.G = nn.Sequential(nn.Linear(2, 14), nn.ReLU(), nn.Linear(14, 2))
        self.D = nn.Sequential(nn.Linear(2, 14), nn.ReLU(), nn.Linear(14, 1))
        k: Any = e.knobs
        self.adam_g = torch.optim.Adam(self.G.parameters(), lr=k.lr_g, betas=(k.beta1_g, k.beta2_g))
        self.adam_d = torch.optim.Adam(self.D.parameters(), lr=k.lr_d, betas=(k.beta1_d, k.beta2_d))
        self.loss = nn.BCEWithLogitsLoss()
        self.ones, self.zeros = torch.ones(k.batch, 1), torch.zeros(k.batch, 1)

    def __call__(self) -> float:
        """Train; returns steps a second."""
        start = time.perf_counter()
        for _ in range(self.steps):
            self.step()
        return self.steps / (time.perf_counter() - start)

    def step(self) -> None:
        n = len(self.ones)
        real = self.data.sample(n, self.generator)
        fake = self.G(torch.randn(n, 2)).detach()
        loss_d = self.loss(self.D(real), self.ones) + self.loss(self.D(fake), self.zeros)
        self.adam_d.zero_grad()
        loss_d.backward()
        self.adam_d.step()

        loss_g = self.loss(self.D(self.G(torch.randn(n, 2))), self.ones)
        self.adam_g.zero_grad()
        loss_g.backward()
        self.adam_g.step()
