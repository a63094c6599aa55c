"""Compares runs alone with the same runs in a stack, bit by bit, where every size that is drawn is odd.

`python -m tests.models.toys.same_bits` prints a line for each array that differs, and the processor's instructions that
were used; test_same_bits.py runs it once for each set of instructions, which torch reads when the process starts.
"""

import sys
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import numpy as np
import torch

from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.games import VARIANTS
from models.toys.measures.evaluation import evaluate
from models.toys.pictures import densities, layers, shown
from models.toys.pictures.snapshot import snapshot

Settings = tuple[str, str, dict[str, Any]]
WIDE = {"g_width": 33, "d_width": 33, "batch": 37, "noise_dim": 3}
NARROW = {"g_width": 9, "d_width": 7, "batch": 45, "noise_dim": 1}
DATA = ("gaussians", "gaussian_1d")
SETTINGS: list[Settings] = [
    *((variant, data, WIDE) for variant in VARIANTS for data in DATA),
    *(("gan", data, NARROW) for data in DATA),
    ("gan", "gaussian_1d", WIDE | {"r1": 0.1, "instance_noise": 0.1, "loss": "minimax"}),
    ("wgan_gp", "gaussian_1d", WIDE | {"d_activation": "tanh", "g_activation": "tanh"}),
    ("r3gan", "gaussian_1d", WIDE | {"d_layers": 0, "g_layers": 0}),
    ("pacgan", "gaussian_1d", WIDE | {"pack": 3}),
]
STEPS, RUNS, MEASURED = 3, 3, 333


def main() -> None:
    torch.set_num_threads(1)
    print(torch.backends.cpu.get_cpu_capability())
    with odd_sizes():
        found = [line for settings in SETTINGS for line in differences(*settings)]
    print("\n".join(found))
    sys.exit(1 if found else 0)


def odd_sizes() -> Any:
    """Patches every size of a picture to one that is no multiple of a register."""
    sizes = {"SAMPLES": 333, "GRID": 13, "LINE": 47}
    for module in (layers, shown):
        for name, size in sizes.items():
            if hasattr(module, name):
                patch.object(module, name, size).start()
    patch.object(densities, "DENSITY_SAMPLES", 1001).start()
    patch.object(densities, "OPTIMUM_SAMPLES", 2003).start()
    patch.object(densities, "P_SAMPLES", 4099).start()
    return patch.dict(shown.CELLS, {1: 201, 2: 31})


def differences(variant: str, data: str, knobs: dict[str, Any]) -> Iterator[str]:
    """A line for each array of a run that is not the same alone and in a stack."""
    steps = 1 if variant == "wgan" else STEPS  # of a hundred updates each
    seeds = range(1, RUNS + 1)
    together = [Run(Experiment.parse(variant, data, knobs, seed=seed)) for seed in seeds]
    curves = Cohort().advance(together, steps)
    pictures = snapshot(together, [set(layers.LAYERS)] * RUNS)
    measures = evaluate(together, MEASURED)
    for run, picture, measured in zip(together, pictures, measures, strict=True):
        alone = Run(run.experiment)
        pairs = {"curve": (Cohort().advance([alone], steps)[alone], curves[run])}
        pairs |= {f"state {name}": (alone.state[name].numpy(), run.state[name].numpy()) for name in run.state}
        alone.state = run.state  # so that a picture is blamed only for what it does itself
        (own,), (own_measured,) = snapshot([alone], [set(layers.LAYERS)]), evaluate([alone], MEASURED)
        assert own.keys() == picture.keys(), f"{own.keys()} {picture.keys()}"
        assert own_measured.keys() == measured.keys(), f"{own_measured.keys()} {measured.keys()}"
        pairs |= {f"picture {name}": (array, picture[name]) for name, array in own.items()}
        pairs |= {f"measure {name}": (np.array(v), np.array(measured[name])) for name, v in own_measured.items()}
        for name, (a, b) in pairs.items():
            if not np.array_equal(a, b, equal_nan=True):
                yield f"{variant} on {data}, {knobs}, seed {run.experiment.seed}: {name} differs"


if __name__ == "__main__":
    main()
