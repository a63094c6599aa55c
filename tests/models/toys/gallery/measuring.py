"""Many seeds of a preset trained as one stack, and the numbers that claims are made of."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from models.preset import Preset
from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.measures.evaluation import evaluate
from models.toys.pictures.snapshot import snapshot
from tests.models.toys.columns import CURVE

Curve = np.ndarray[Any, Any]

WINDOW = 100  # steps over which what D says is averaged
EVERY = 10  # steps between two looks at where the fakes are
SAMPLES = 2500  # of each kind, for divergences and modes


def advanced_together(trials: Sequence["Trial"], steps: int) -> None:
    """Train the runs of several presets at once: those of equal key share a stack, which is quicker."""
    rows = Cohort().advance([run for trial in trials for run in trial.runs], steps)
    for trial in trials:
        trial.curves = trial.of(rows)


class Trial:
    """Runs of one preset, one a seed, in training together; a tune goes to all of them."""

    def __init__(self, preset: Preset, seeds: Sequence[int]):
        self.runs = [
            Run(Experiment.parse(preset.variant, preset.data, preset.knobs, preset.data_knobs, seed)) for seed in seeds
        ]
        self.cohort = Cohort()
        self.curves = np.empty((0, len(seeds), len(CURVE)))
        self.means = np.empty((0, len(seeds)))

    def advance(self, steps: int, look: bool = False) -> None:
        """Train; what is recorded begins anew. look: keep where the fakes are, for `swing`."""
        portions = [EVERY] * (steps // EVERY) if look else [steps]
        curves, means = [], []
        for portion in portions:
            curves.append(self.of(self.cohort.advance(self.runs, portion)))
            means += [self.where()] if look else []
        self.curves = np.concatenate(curves)
        self.means = np.array(means)

    def of(self, rows: Mapping[Run, Curve]) -> Curve:
        """The curves of these runs, `(steps, runs, len(CURVE))`."""
        return np.stack([rows[run] for run in self.runs], 1)

    def where(self) -> list[float]:
        """The mean of each run's fakes along the first axis, in data units."""
        pictures = snapshot(self.runs, [{"fake"}] * len(self.runs))
        return [float(picture["fake"][:, 0].astype(np.float64).mean()) for picture in pictures]

    def change(self, knobs: dict[str, Any]) -> None:
        """As the page does: tune the runs, or build them anew where the networks are to change."""
        for i, run in enumerate(self.runs):
            changed, rebuild = run.experiment.with_changes(knobs, {})
            if rebuild:
                self.runs[i] = Run(changed)
            else:
                run.tune(changed)

    def numbers(self, measures: set[str]) -> dict[str, list[float]]:
        """Each measure of each run: scores of `evaluate`, columns of the curve, and `swing` and `moved`.

        A run that has diverged scores NaN, which is in no bounds. swing: standard deviation of the fakes' mean over
        the second half of the steps; moved: how far it is from where it was half the steps ago.
        """
        scores = evaluate(self.runs, SAMPLES)
        found: dict[str, list[float]] = {}
        for name in measures:
            if name in CURVE:
                found[name] = self.curves[-WINDOW:, :, CURVE.index(name)].mean(0).tolist()
            elif name == "swing":
                found[name] = self.means[len(self.means) // 2 :].std(0).tolist()
            elif name == "moved":
                found[name] = np.abs(self.means[-1] - self.means[len(self.means) // 2]).tolist()
            else:
                found[name] = [score.get(name, float("nan")) for score in scores]
        return found
