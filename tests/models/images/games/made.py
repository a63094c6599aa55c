"""What the tests of image GANs share."""

from typing import Any

from models.images.datasets import Images
from models.images.experiment import Experiment
from models.images.run import ImageRun

RATES = {"lr_g": 2e-4, "lr_d": 2e-4, "beta1": 0.5}  # those of DCGAN’s paper
SMALL: dict[str, Any] = {"size": 16, "g_width": 4, "d_width": 4, "noise_dim": 5, "batch": 8, **RATES}


def experiment(variant: str = "dcgan", seed: int = 1, **knobs: Any) -> Experiment:
    """A small one; its data are named digits, whatever images it is given."""
    return Experiment.parse(variant, "digits", SMALL | knobs, {}, seed)


def run(images: Images, variant: str = "dcgan", seed: int = 1, **knobs: Any) -> ImageRun:
    return ImageRun(experiment(variant, seed, **knobs), images)
