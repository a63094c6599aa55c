"""What is remembered of a run for its diagnoses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Measures = Mapping[str, float]

BRIEF = 20  # steps over which the noise of single batches is averaged away, where a D that learns fast must be seen
APART = 20  # steps between two measures that are both remembered: closer ones say the same
REMEMBERED = 100  # measures


@dataclass
class History:
    """What a diagnosis remembers of a run: measures since its knobs last changed, and G's largest usual gradient."""

    measures: list[dict[str, float]] = field(default_factory=list)
    peak_grad_g: float = 0.0

    def see(self, curve: Mapping[str, Floats]) -> None:
        """Take note of G's gradients in the newest part of a curve, columns by name; new or seen before."""
        grads = curve.get("grad_g", np.empty(0))
        if whole := len(grads) // BRIEF * BRIEF:
            usual = np.median(grads[-whole:].reshape(-1, BRIEF), axis=1)
            self.peak_grad_g = max(self.peak_grad_g, float(usual.max()))

    def add(self, step: int, measures: Measures) -> None:
        """Remember what was measured after this step."""
        if len(self.measures) > 1 and self.measures[-1]["step"] < self.measures[-2]["step"] + APART:
            self.measures.pop()
        self.measures = [*self.measures[1 - REMEMBERED :], {"step": step, **measures}]

    def changed(self) -> None:
        """The knobs have changed: what was measured before says nothing of what they do."""
        self.measures = []
