"""The kinds of experiments there are: GANs on points, and GANs on images."""

from typing import Any

from models.experiment import Experiment, Rejected
from models.images.experiment import Experiment as ImageExperiment
from models.toys.experiment import Experiment as ToyExperiment

KINDS: tuple[type[Experiment], ...] = (ToyExperiment, ImageExperiment)


def parse(variant: str, data: str, knobs: dict[str, Any], data_knobs: dict[str, Any], seed: int) -> Experiment:
    """An experiment of the kind that has the variant. Raises Rejected: what is wrong, what is allowed."""
    for kind in KINDS:
        if variant in kind.variants:
            return kind.parse(variant, data, knobs, data_knobs, seed)
    known = ", ".join(name for kind in KINDS for name in kind.variants)
    raise Rejected("variant", f"There is no variant called {variant!r}.", known)
