"""How often a diagnosis is right: runs that really do each thing, seeds 101 to 120, and healthy runs at every moment.

Thresholds were chosen with seeds 1 to 20; the tests (test_diagnose.py) ask seeds 21 to 30. That an
experiment does what it is here for is seen in its pictures (tests/bench/sights.py), which share no number with the
diagnosis; `shown` is the share of seeds that do. `presets_told`: runs of the gallery's failures that are told so.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import torch

from models.diagnosis.finding import Diagnosis
from models.memory import keep_freed_memory
from models.toys.diagnosis.diagnose import Watch
from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.gallery.presets import PRESETS
from models.toys.pictures.snapshot import snapshot
from tests.bench import sights
from tests.bench.sights import Picture

Say = Callable[[str], None]

EVERY = 100  # steps between two looks, as of a watched run of 120 steps a second
ALARMS = ("warn", "bad")
HELD_OUT = range(101, 121)


@dataclass(frozen=True)
class Case:
    """An experiment that ends in this state after so many steps, with every seed or nearly so."""

    state: str
    variant: str
    data: str
    steps: int
    knobs: dict[str, Any] = field(default_factory=dict)
    data_knobs: dict[str, Any] = field(default_factory=dict)

    def runs(self, seeds: Iterable[int]) -> list[Run]:
        return [Run(Experiment.parse(self.variant, self.data, self.knobs, self.data_knobs, s)) for s in seeds]


FINE = {"count": 8, "radius": 1.0, "sigma": 0.02}
HEAVY = {"n_critic": 5, "lr_d": 1e-2}  # a D that learns much faster than G
MINIMAX = {"loss": "minimax", "optimiser_g": "sgd", "lr_g": 1e-5}
SGD = {"optimiser_d": "sgd", "lr_d": 1.0}
CASES = [
    # G learns ten times a step and finds, again and again, the one place that D likes best.
    Case("collapse", "gan", "gaussians", 1500, {"n_gen": 10, "lr_g": 5e-3, "lr_d": 1e-3}),
    # A G of four units before a strong D: one mode is all it holds.
    Case("collapse", "gan", "gaussian_ring", 1500, {"g_layers": 1, "g_width": 4, "d_width": 64} | HEAVY, FINE),
    # Noise of one dimension, a curve through some of the modes, and a D that is sure of the rest.
    Case("lost_modes", "gan", "gaussian_ring", 1800, {"noise_dim": 1, "noise": "uniform", "lr_g": 1e-3} | HEAVY, FINE),
    Case("strong_d", "gan", "ring", 900, {"lr_g": 1e-6, "lr_d": 1e-2, "n_critic": 5}),
    Case("strong_d", "lsgan", "ring", 900, {"lr_g": 1e-6, "lr_d": 1e-2, "n_critic": 5}),
    # A straight line cannot tell the inside of a ring from the ring.
    Case("weak_d", "gan", "ring", 2600, {"d_layers": 0, "r1": 1.0, "lr_g": 5e-4}),
    Case("weak_d", "wgan", "ring", 2400, {"d_layers": 0, "n_critic": 1, "lr_g": 3e-4}),
    # The minimax loss before a D that is sure, and a critic clipped until it is flat.
    Case("vanished", "gan", "gaussian_ring", 900, MINIMAX | HEAVY, FINE),
    Case("vanished", "wgan", "gaussians", 1000, {"clip": 1e-3}),
    # Momentum and a G that can only shift and stretch; a critic that nothing bounds.
    Case(
        "oscillation",
        "gan",
        "gaussian_1d",
        1000,
        {"g_layers": 0, "d_layers": 1, "d_width": 16, "beta1_g": 0.9, "beta1_d": 0.9, "lr_g": 1e-2, "lr_d": 1e-2},
    ),
    Case("oscillation", "wgan_gp", "gaussians", 1000, {"penalty": 0.0, "n_critic": 1, "beta1_g": 0.9, "beta1_d": 0.9}),
    Case("diverged", "lsgan", "gaussians", 100, SGD),
    Case("diverged", "wgan_gp", "gaussians", 100, SGD | {"penalty": 100.0}),
    # ReLUs that one huge step has switched off for good.
    Case("dead_d", "gan", "gaussians", 700, {"d_activation": "relu", "d_layers": 3, "d_width": 16, "lr_d": 1.0}),
]
# What may be said, at the end of its steps, of a preset that fails: what its card says, and never that it learns.
TOLD = {
    "vanishing_gradient": {"vanished"},
    "strong_discriminator": {"strong_d", "oscillation"},  # fakes thrown about, by a D that wins
    "mode_collapse": {"collapse"},
    "oscillation": {"oscillation"},
    "wgan_few_critic_steps": {"oscillation", "weak_d"},  # a critic that lags behind
    "small_generator": {"stuck"},
}
# Presets that learn, and for how many steps they are looked at.
HEALTHY = {
    "gan_lab_gaussians": 2000,
    "gan_lab_line": 2000,
    "gan_lab_ring": 2000,
    "gan_lab_disjoint": 2000,
    "figure_1": 2000,
    "gaussian_from_uniform": 1000,
    "gaussian_from_four": 1000,
    "two_modes": 2000,
    "three_modes": 2000,
    "dragan_gaussians": 1500,
    "wgan_clipping": 1000,
    "moons_wgan_gp": 1000,
    "your_own": 2000,
    "ring_of_8": 2000,
    "grid_of_25": 2000,
    "ring_relativistic": 2000,
    "ring_packed": 2000,
    "ring_wgan_gp": 2000,
    "swiss_roll_wgan_gp": 2000,
    "hinge_checkerboard": 2000,
}


def measure(quick: bool, say: Say) -> dict[str, Any]:
    """Share of right findings of each state, the least of them, and the share of healthy runs with any alarm."""
    keep_freed_memory()
    torch.set_num_threads(1)
    seeds = range(101, 103) if quick else HELD_OUT
    right: dict[str, list[bool]] = {}
    shown: list[bool] = []
    for case in CASES:
        found, seen = ending(case.runs(seeds), min(case.steps, 40) if quick else case.steps, case.state)
        said = [diagnosis.state == case.state for diagnosis in found]
        right.setdefault(case.state, []).extend(said)
        shown += seen
        say(f"{case.state:12} {case.variant} {case.data}: {sum(said)} of {len(said)} right, {sum(seen)} show it")
    told = [fit for name in TOLD for fit in told_of(name, seeds, quick, say)]
    alarms: list[bool] = []
    for name, steps in HEALTHY.items():
        alarmed = [bool(found) for found in alarms_of(preset_runs(name, seeds), min(steps, 100) if quick else steps)]
        alarms += alarmed
        say(f"{name}: {sum(alarmed)} of {len(alarmed)} runs raise an alarm")
    rights = {f"right_{state}": share(values) for state, values in right.items()}
    figures = {"right_min": min(rights.values()), "false_alarms": share(alarms), "shown": share(shown)}
    figures["presets_told"] = share(told)
    return rights | figures | {"seeds": f"{seeds[0]}–{seeds[-1]}"}


def told_of(name: str, seeds: Iterable[int], quick: bool, say: Say) -> list[bool]:
    """Whether each run of a preset that fails is told so at the end of its steps."""
    runs, steps = preset_runs(name, seeds), next(p.steps for p in PRESETS if p.name == name)
    last: dict[Run, Diagnosis] = {}
    for found in watched(runs, min(steps, 40) if quick else steps):
        last = found
    said = [last[run].state for run in runs]
    say(f"preset {name}: {dict(Counter(said))}")
    return [state in TOLD[name] for state in said]


def share(values: list[bool]) -> float:
    return round(sum(values) / len(values), 3)


def preset_runs(name: str, seeds: Iterable[int]) -> list[Run]:
    """A preset's fresh runs, one a seed."""
    p = next(p for p in PRESETS if p.name == name)
    return [Run(Experiment.parse(p.variant, p.data, p.knobs, p.data_knobs, seed)) for seed in seeds]


def watched(runs: list[Run], steps: int) -> Iterator[dict[Run, Diagnosis]]:
    """Train the runs as one stack; what is said of them after every EVERY steps."""
    cohort, watch = Cohort(), Watch(runs)
    for start in range(0, steps, EVERY):
        watch.see(cohort.advance(runs, min(EVERY, steps - start)))
        watch.measure()
        yield watch.diagnose()


def ending(runs: list[Run], steps: int, state: str) -> tuple[list[Diagnosis], list[bool]]:
    """What is said of each run in the end, and whether its pictures show this state."""
    pictures: dict[Run, list[Picture]] = {run: [] for run in runs}
    last: dict[Run, Diagnosis] = {}
    for said in watched(runs, steps):
        last = said
        alive = [run for run in runs if run.diverged_at is None]
        for run, picture in zip(alive, snapshot(alive, [{"fake", "field"}] * len(alive)), strict=True):
            pictures[run].append(picture)
    return [last[run] for run in runs], [sights.shown(state, run, pictures[run]) for run in runs]


def alarms_of(runs: list[Run], steps: int) -> list[set[str]]:
    """The states that raised an alarm at any moment of each run."""
    raised: dict[Run, set[str]] = {run: set() for run in runs}
    for found in watched(runs, steps):
        for run, diagnosis in found.items():
            if diagnosis.level in ALARMS:
                raised[run].add(diagnosis.state)
    return list(raised.values())
