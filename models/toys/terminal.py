"""Training a toy GAN in the terminal: the losses while it trains, then every measure beside a perfect generator's."""

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

import numpy as np
from tqdm import tqdm

from models.terminal.arguments import NAMES, merge_preset, split
from models.toys.diagnosis.diagnose import Watch
from models.toys.diagnosis.game import PATIENCE
from models.toys.distributions import DISTRIBUTIONS
from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.games import VARIANTS
from models.toys.measures.evaluation import evaluate
from models.toys.results import diagnosis_text, result_text

SHOWN_EVERY = 50  # steps
MEASURED_EVERY = 100  # steps, at the end of the training


def train_toys(variant: str, data: str, options: Namespace, given: dict[str, Any], unknown: Sequence[str]) -> None:
    """Train `options.runs` seeds as one stack and print how they end. Raises Rejected."""
    knobs: dict[str, Any] = {}
    data_knobs: dict[str, Any] = {}
    if variant in VARIANTS and data in DISTRIBUTIONS:  # others are refused by name when the experiment is made
        knobs, data_knobs = split(given, unknown, VARIANTS[variant].Knobs, DISTRIBUTIONS[data], (variant, data))
    knobs, data_knobs = merge_preset(options.preset, variant, data, knobs, data_knobs)
    seeds = range(options.seed, options.seed + options.runs)
    runs = [Run(Experiment.parse(variant, data, knobs, data_knobs, seed)) for seed in seeds]
    watch = train(runs, options.steps)
    print(result_text(runs, evaluate(runs, options.samples), options.samples))
    print(diagnosis_text(watch.diagnose()))


def train(runs: list[Run], steps: int) -> Watch:
    """Train all runs with a progress bar; what it shows is the mean over the runs that still train.

    Returns what the end of the training looked like, for the diagnosis.
    """
    cohort, watch = Cohort(), Watch(runs)
    with tqdm(total=steps, unit="step", dynamic_ncols=True) as bar:
        for start in range(0, steps, SHOWN_EVERY):
            n = min(SHOWN_EVERY, steps - start)
            curves = cohort.advance(runs, n)
            watch.see(curves)
            if start + n > steps - PATIENCE and (start % MEASURED_EVERY == 0 or start + n == steps):
                watch.measure()
            last = [rows[-1] for rows in curves.values() if len(rows)]
            if last:
                bar.set_postfix({k: f"{v:.3f}" for k, v in zip(NAMES, np.mean(last, 0), strict=False)})
            bar.update(n)
    return watch
