"""The measures of a generator from its samples. Each is declared once: what it is called, and how it is computed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from models.measure import Measure
from models.toys.distributions import Distribution
from models.toys.measures import grid, transport
from models.toys.measures.grid import Floats, Interval, Samples, float64
from models.toys.measures.modes import Coverage, mode_coverage


@dataclass(frozen=True)
class Comparison:
    """Real and fake samples, (n, dims) in data units, of any two sizes; the real ones are not those trained on."""

    real: Floats
    fake: Floats
    distribution: Distribution
    box: Sequence[Interval]

    @cached_property
    def coverage(self) -> Coverage | None:
        """How the fakes cover the modes; none where the distribution has no modes."""
        modes = self.distribution.modes()
        return modes and mode_coverage(self.fake, *modes, self.distribution.mode_weights())


@dataclass(frozen=True)
class SampleMeasure:
    """What a measure is called, and its value for a comparison: none where it does not apply."""

    measure: Measure
    value: Callable[[Comparison], float | None]


Value = Callable[[Comparison], float | None]


def measure(title: str, unit: str, best: Literal["low", "high"], text: str) -> Callable[[Value], SampleMeasure]:
    """Turns a function into a measure."""
    return lambda value: SampleMeasure(Measure(title, unit, best, text), value)


@measure("JS divergence", "bits", "low", "Between real and fake on a grid: 0 equal, 1 without overlap")
def js(c: Comparison) -> float:
    return grid.js_grid(c.real, c.fake, c.box)


@measure("KL divergence", "bits", "low", "KL(real‖fake) on the grid: large where the fakes miss something")
def kl(c: Comparison) -> float:
    return grid.kl_grid(c.real, c.fake, c.box)


@measure("Wasserstein-1", "", "low", "How far fakes must travel to become real (in the plane: sliced)")
def w1(c: Comparison) -> float:
    return transport.w1(c.real, c.fake) if c.distribution.dims == 1 else transport.sliced_w1(c.real, c.fake)


@measure("Modes", "", "high", "Modes with at least one fake within 3σ")
def modes(c: Comparison) -> float | None:
    return c.coverage and c.coverage.modes


@measure("High quality", "%", "high", "Fakes within 3σ of a mode; above the ceiling the modes have shrunk")
def hq(c: Comparison) -> float | None:
    return c.coverage and 100 * c.coverage.high_quality


@measure("Reverse KL", "nats", "low", "How unevenly the fakes are spread over the modes")
def reverse_kl(c: Comparison) -> float | None:
    return c.coverage and c.coverage.reverse_kl


SAMPLE_MEASURES: dict[str, SampleMeasure] = {
    "js": js,
    "kl": kl,
    "w1": w1,
    "modes": modes,
    "hq": hq,
    "reverse_kl": reverse_kl,
}
MEASURES: dict[str, Measure] = {name: declared.measure for name, declared in SAMPLE_MEASURES.items()}


def measure_samples(
    real: Samples, fake: Samples, distribution: Distribution, box: Sequence[Interval]
) -> dict[str, float]:
    """The measures that apply, by name; none for fakes that are not finite. real, fake: as in `Comparison`."""
    comparison = Comparison(float64(real), float64(fake), distribution, box)
    if not np.isfinite(comparison.fake).all():
        return {}
    values = {name: declared.value(comparison) for name, declared in SAMPLE_MEASURES.items()}
    return {name: value for name, value in values.items() if value is not None}
