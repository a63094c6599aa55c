"""What an image run costs here: where it is computed, how fast, and how long until there is something to see."""

import torch

from models.images.compute import Compute
from models.images.experiment import Experiment
from models.images.system import Milestone


def milestone(e: Experiment) -> Milestone | None:
    """None where nobody has measured it, and where a knob that it may depend on is not at its default."""
    usual = e.gan.Knobs(size=e.knobs.size)
    same = e.knobs.model_copy(update={"ema": usual.ema}) == usual  # the average shows little sooner or later
    return e.gan.milestones.get((e.data, e.knobs.size)) if same else None


def device_name(compute: Compute) -> str:
    """As people call it, and what it computes in: "CPU, bfloat16"."""
    kind = torch.device(compute.device).type
    names = {"cpu": "CPU", "mps": "Apple GPU"}
    name = names.get(kind) or torch.cuda.get_device_name(compute.device)
    return name if compute.low is None else f"{name}, {str(compute.low).removeprefix('torch.')}"
