"""Evidence made by hand."""

from collections.abc import Callable
from typing import Any

import numpy as np

from models.diagnosis.history import Floats
from models.toys.diagnosis.diagnose import diagnose
from models.toys.diagnosis.evidence import Evidence
from models.toys.experiment import Experiment

Change = Callable[[int], dict[str, float]]

KNOBS = Experiment.parse("gan", "gaussian_ring").knobs.model_dump()
# A run in the middle of nowhere: wrong, standing still, and none of D's or G's numbers stands out.
PLAIN = {"js": 0.6, "kl": 2.0, "w1": 0.5, "modes": 8, "hq": 60.0, "spread": 1.0, "offset_x": 0.0, "offset_y": 0.0}
PLAIN |= {"accuracy": 0.8, "d_level": 0.5, "d_range": 0.6}
CURVES = {"d_real": 0.8, "d_fake": 0.2, "grad_g": 1.0, "grad_d": 1.0}


def evidence(
    change: Change | None = None, curves: dict[str, Any] | None = None, step: int = 4000, **more: Any
) -> Evidence:
    """Measured every 100 steps; change gives what is unlike PLAIN after each step."""
    steps = range(100, step + 1, 100)
    measures = [{"step": s} | PLAIN | (change(s) if change else {}) for s in steps]
    curve = {name: np.full(min(step, 2000), 1.0) * value for name, value in (CURVES | (curves or {})).items()}
    facts: dict[str, Any] = {"modes": 8, "floor": 0.02, "peak_grad_g": 1.0, "knobs": KNOBS} | more
    return Evidence(step, curve, measures, **facts)


def always(**values: float) -> Change:
    return lambda _: values


def state(e: Evidence) -> str:
    return diagnose(e).state


def wave(length: int, period: int, size: float) -> Floats:
    return size * np.sin(2 * np.pi * np.arange(length) / period)
