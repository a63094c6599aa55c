"""Numbers that tell how a toy is doing: where its fakes lie, and how far they are from the data.

Distances are in spreads of the data: the root of the data's total variance.
"""

from dataclasses import dataclass

import numpy as np
import torch

from models.column import by_name
from models.diagnosis import evidence
from models.diagnosis.cures import Cure
from models.diagnosis.evidence import WINDOW
from models.diagnosis.history import Floats, History
from models.diagnosis.rhythm import rhythm
from models.seeds import generator
from models.toys.diagnosis.cures import cure
from models.toys.engine.run import Run
from models.toys.measures import measure_samples
from models.toys.measures.evaluation import MEASURED


@dataclass(frozen=True)
class Evidence(evidence.Evidence):
    floor: float = 0.0  # JS of real against real samples
    floor_w1: float = 0.0  # and how far those must travel

    @property
    def dims(self) -> int:
        return 2 if "offset_y" in self.now else 1

    @property
    def offset(self) -> float:
        """How far the middle of the fakes lies from that of the data, in spreads of the data."""
        return float(np.hypot(self.last("offset_x"), self.last("offset_y") if self.dims == 2 else 0.0))

    @property
    def right(self) -> float:
        """Share of samples, real and fake, that D tells right."""
        return self.last("accuracy")

    @property
    def wrong(self) -> float:
        """How far the fakes are from the data: JS in bits above what two sets of real samples score."""
        return self.last("js") - self.floor

    def stalled(self, steps: int = WINDOW) -> bool:
        """Nothing has become better lately: neither JS by a tenth, nor what fakes must travel by a fifth.

        The latter counts where it is far more than two sets of real samples must: below, it is left to chance.
        """
        if not self.covered(steps) or self.progress("js", steps) >= 0.1:
            return False
        far = self.window(steps)[0]["w1"] > 8 * self.floor_w1
        return not far or self.progress("w1", steps) < 0.2

    @property
    def edge(self) -> float:
        """What D sees between real and fake, 0 nothing … 1 everything: D(x) − D(G(z)); for a critic 2·accuracy − 1.

        The best D sees at least JS: E D*(x) − E D*(G(z)) = ½ ∫(p − q)²/(p + q) ≥ JS in bits (Topsøe 2000), and its
        2·accuracy − 1 is the total variation, which is no less either (Lin 1991). Smoothed labels shrink D* by 1 − s.
        """
        if self.critic:
            return 2 * self.right - 1
        seen: float = self.lately("d_real") - self.lately("d_fake")
        return seen / (1 - float(self.knobs.get("label_smoothing", 0)))

    @property
    def swing(self) -> float:
        """How far the middle of the fakes goes to and fro over the window, in spreads of the data; 0 where it drifts.

        Root mean square distance from its mean. It goes to and fro if its path is several times as long as its way.
        """
        names = [n for n in ("offset_x", "offset_y") if n in self.now]
        if not self.covered() or not names:
            return 0.0
        places = np.array([[m[n] for n in names] for m in self.window()])
        steps = np.linalg.norm(np.diff(places, axis=0), axis=1)
        if steps.sum() < 2.5 * np.linalg.norm(places[-1] - places[0]):
            return 0.0
        return float(np.sqrt(places.var(0).sum()))

    @property
    def period(self) -> tuple[float, int]:
        """How regularly D(x) − D(G(z)) swings, and every how many steps: the first peak of its autocorrelation."""
        if not {"d_real", "d_fake"} <= set(self.curve):
            return 0.0, 0
        return rhythm((self.curve["d_real"] - self.curve["d_fake"])[-WINDOW:])

    def cure(self, why: str) -> Cure:
        """What to try against a finding."""
        return cure(why, self.knobs)


def evidence_of(run: Run, rows: Floats, history: History) -> Evidence:
    """The evidence of a run: rows are its newest curve rows `(k, columns)`."""
    e = run.experiment
    modes = e.distribution.modes()
    lowest = run.remember("floors", lambda: lowest_scores(run))
    return Evidence(
        step=run.step,
        curve=by_name(e.columns(), rows),
        measures=history.measures,
        knobs=e.knobs.model_dump(),
        critic=e.gan.critic,
        modes=0 if modes is None else len(modes[0]),
        floor=lowest["js"],
        floor_w1=lowest["w1"],
        peak_grad_g=history.peak_grad_g,
        diverged_at=run.diverged_at,
    )


def lowest_scores(run: Run) -> dict[str, float]:
    """What one set of real samples scores against another, as many as are measured."""
    draws: torch.Generator = generator(0, "floor")
    data = run.experiment.distribution
    return measure_samples(data.sample(MEASURED, draws), data.sample(MEASURED, draws), data, run.box)
