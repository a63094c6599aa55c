"""What an image run costs here: where it is computed, how fast, and how long until there is something to see."""

from typing import NamedTuple

import torch

from models.images.compute import Compute
from models.images.experiment import Experiment


class Known(NamedTuple):
    """Rounds that a system needs until there is something to see."""

    rounds: int
    until: str


# Median over three seeds of the rounds after which a classifier of real digits is 90 % sure of 80 % of the samples, and
# all ten digits are among them; with the knobs' defaults.
KNOWN: dict[tuple[str, str, int], Known] = {
    ("dcgan", "digits", 32): Known(1200, "80 % clear digits"),
}


def known(e: Experiment) -> Known | None:
    """None where nobody has measured it, and where a knob that it may depend on is not at its default."""
    usual = e.gan.Knobs(size=e.knobs.size)
    same = e.knobs.model_copy(update={"ema": usual.ema}) == usual  # the average shows little sooner or later
    return KNOWN.get((e.variant, e.data, e.knobs.size)) if same else None


def device_name(compute: Compute) -> str:
    """As people call it, and what it computes in: "CPU, bfloat16"."""
    kind = torch.device(compute.device).type
    names = {"cpu": "CPU", "mps": "Apple GPU"}
    name = names.get(kind) or torch.cuda.get_device_name(compute.device)
    return name if compute.low is None else f"{name}, {str(compute.low).removeprefix('torch.')}"
