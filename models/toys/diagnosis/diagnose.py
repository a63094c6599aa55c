"""What is happening in a run, in one sentence with the number that says so and a thing to try.

evidence.py has the numbers, checks.py lists what they may mean, cures.py says what to try.
"""

from collections.abc import Mapping

import numpy as np

from models.column import by_name
from models.diagnosis.finding import Diagnosis, first
from models.diagnosis.history import Floats, History
from models.toys.diagnosis.checks import CHECKS
from models.toys.diagnosis.evidence import Evidence, evidence_of
from models.toys.diagnosis.headway import learning
from models.toys.engine.run import Run
from models.toys.measures.evaluation import evaluate

ROWS = 2000  # of the curve that are looked at


def diagnose(e: Evidence) -> Diagnosis:
    """The first check that finds something; whether it learns, where none does."""
    return first(e, CHECKS, learning)


def diagnosis_of(run: Run, rows: Floats, history: History) -> Diagnosis:
    """Of a run, from its newest curve rows `(k, columns)` and what its history remembers."""
    history.see(by_name(run.experiment.columns(), rows))
    return diagnose(evidence_of(run, rows, history))


class Watch:
    """Keeps what diagnoses need of runs that somebody trains in a loop of his own."""

    def __init__(self, runs: list[Run]):
        self.rows = {run: np.empty((0, len(run.experiment.columns())), np.float32) for run in runs}
        self.histories = {run: History() for run in runs}

    def see(self, curves: Mapping[Run, Floats]) -> None:
        """Curves as Cohort.advance returns them."""
        for run, rows in curves.items():
            self.rows[run] = np.concatenate([self.rows[run], rows])[-ROWS:].astype(np.float32)
            self.histories[run].see(by_name(run.experiment.columns(), rows))

    def measure(self) -> None:
        """Measure all runs that have not diverged, as they are now."""
        alive = [run for run in self.rows if run.diverged_at is None]
        for run, scores in zip(alive, evaluate(alive), strict=True):
            if scores:
                self.histories[run].add(run.step, scores)

    def diagnose(self) -> dict[Run, Diagnosis]:
        return {run: diagnosis_of(run, rows, self.histories[run]) for run, rows in self.rows.items()}
