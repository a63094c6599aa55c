"""What is happening in a run, in one sentence with the number that says so and a thing to try.

models/diagnosis/evidence.py has the numbers, checks.py lists what they may mean, cures.py says what to try.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import numpy as np

from models.diagnosis.evidence import Evidence, evidence
from models.diagnosis.history import Floats, History
from models.toys.diagnosis.checks import CHECKS, Diagnosis, learning
from models.toys.engine.readings import CURVE
from models.toys.engine.run import Run
from models.toys.measures.evaluation import evaluate

E = TypeVar("E", bound=Evidence)
ROWS = 2000  # of the curve that are looked at


def diagnose(e: Evidence) -> Diagnosis:
    """The first check that finds something; whether it learns, where none does."""
    return first(e, CHECKS, learning)


def first(e: E, checks: Sequence[Callable[[E], Diagnosis | None]], otherwise: Callable[[E], Diagnosis]) -> Diagnosis:
    """What the first check finds that finds something; what is said otherwise, where none does."""
    for check in checks:
        found = check(e)
        if found is not None:
            return found
    return otherwise(e)


def diagnosis_of(run: Run, rows: Floats, history: History) -> Diagnosis:
    """Of a run, from its newest curve rows `(k, len(CURVE))` and what its history remembers; takes well under 1 ms."""
    return diagnose(evidence(run, rows, history))


class Watch:
    """Keeps what diagnoses need of runs that somebody trains in a loop of his own."""

    def __init__(self, runs: list[Run]):
        self.rows = {run: np.empty((0, len(CURVE)), np.float32) for run in runs}
        self.histories = {run: History() for run in runs}

    def saw(self, curves: Mapping[Run, Floats]) -> None:
        """Curves as Cohort.advance returns them."""
        for run, rows in curves.items():
            self.rows[run] = np.concatenate([self.rows[run], rows])[-ROWS:].astype(np.float32)
            self.histories[run].saw(rows)

    def measure(self) -> None:
        """Measure all runs that have not diverged, as they are now."""
        alive = [run for run in self.rows if run.diverged_at is None]
        for run, scores in zip(alive, evaluate(alive), strict=True):
            if scores:
                self.histories[run].add(run.step, scores)

    def diagnose(self) -> dict[Run, Diagnosis]:
        return {run: diagnosis_of(run, rows, self.histories[run]) for run, rows in self.rows.items()}
