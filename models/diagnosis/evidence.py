"""Numbers that tell how a run is doing, from its newest curve and the measures taken lately; it judges nothing.

What is said of the fakes is said of the averaged G, which is what the page shows; curves are of the networks
themselves. Each kind of GANs adds the numbers of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from models.diagnosis.cures import Cure
from models.diagnosis.history import Floats, Measures

LATELY = 100  # steps over which the noise of single batches is averaged away
WINDOW = 800  # steps in which a GAN that learns shows that it does
FEWEST = 5  # measures in a window: where they are seldom, it reaches further back


@dataclass(frozen=True)
class Evidence:
    """All that a diagnosis looks at. Each property is NaN, or False, where nothing is known of it."""

    step: int
    curve: Mapping[str, Floats]  # newest steps, oldest first
    measures: list[dict[str, float]]  # since the knobs last changed, oldest first
    knobs: Mapping[str, Any]
    critic: bool = False  # D's output is no probability
    modes: int = 0  # of the data; 0 where there is nothing to count
    peak_grad_g: float = 0.0
    diverged_at: int | None = None

    # What each kind says by numbers of its own.

    @property
    def right(self) -> float:
        """Share of samples, real and fake, that D tells right."""
        raise NotImplementedError

    @property
    def wrong(self) -> float:
        """How far the samples are from the data, beyond what real samples are from each other."""
        raise NotImplementedError

    @property
    def edge(self) -> float:
        """What D sees between real and fake, 0 nothing … 1 everything."""
        raise NotImplementedError

    @property
    def swing(self) -> float:
        """How far the samples go to and fro."""
        raise NotImplementedError

    def stalled(self, steps: int = WINDOW) -> bool:
        """Whether nothing has become better lately."""
        raise NotImplementedError

    def cure(self, why: str) -> Cure:
        """What to try against a finding."""
        raise NotImplementedError

    # What both kinds share.

    @property
    def now(self) -> Measures:
        return self.measures[-1] if self.measures else {}

    def last(self, name: str, n: int = 3) -> float:
        """The median of the newest n measures: one draw of samples is not to decide."""
        values = [m[name] for m in self.measures[-n:] if name in m]
        return float(np.median(values)) if values else float("nan")

    def shown(self, name: str) -> float:
        """The newest, which stands beside the sentence on the page: sentences say it, the median decides."""
        return float(self.now.get(name, float("nan")))

    def lately(self, name: str) -> float:
        """The median of a curve over the newest steps."""
        rows = self.curve.get(name, np.empty(0))[-LATELY:]
        return float(np.median(rows)) if len(rows) else float("nan")

    def window(self, steps: int = WINDOW) -> list[dict[str, float]]:
        """The measures of the newest steps, or the newest FEWEST."""
        recent = [m for m in self.measures if m["step"] > self.step - steps]
        return recent if len(recent) >= FEWEST else self.measures[-FEWEST:]

    def covered(self, steps: int = WINDOW) -> bool:
        """Whether there is enough to say that something lasts: FEWEST measures, and all steps but half a WINDOW."""
        w = self.window(steps)
        return len(w) >= FEWEST and w[-1]["step"] - w[0]["step"] >= steps - WINDOW / 2

    def progress(self, name: str, steps: int = WINDOW) -> float:
        """By what share of itself a measure that should fall has fallen lately: 1 to nothing, 0 not at all."""
        values = [m[name] for m in self.window(steps)]
        third = max(1, len(values) // 3)
        before, after = np.median(values[:third]), np.median(values[-third:])
        return float((before - after) / max(before, 1e-12))

    def resting(self) -> bool:
        """It comes no closer, or wanders off again, and that lasts."""
        return self.stalled() or (self.covered() and self.progress("js") < 0)
