"""What the tests of image GANs share."""

from typing import Any

from torch import Tensor

from models.images.datasets import Images
from models.images.experiment import Experiment
from models.images.from_noise import FromNoise
from models.images.games.dcgan import DCGAN
from models.images.run import ImageRun

RATES = {"lr_g": 2e-4, "lr_d": 2e-4, "beta1": 0.5}  # those of DCGAN’s paper
SMALL: dict[str, Any] = {"size": 16, "g_width": 4, "d_width": 4, "noise_dim": 5, "batch": 8, **RATES}


def experiment(variant: str = "dcgan", seed: int = 1, **knobs: Any) -> Experiment:
    """A small one; its data are named digits, whatever images it is given."""
    return Experiment.parse(variant, "digits", SMALL | knobs, {}, seed)


def run(images: Images, variant: str = "dcgan", seed: int = 1, **knobs: Any) -> ImageRun:
    return ImageRun(experiment(variant, seed, **knobs), images)


def generated(of: ImageRun, z: Tensor, labels: Tensor | None = None) -> Tensor:
    """Images of its averaged G, of this noise."""
    assert isinstance(of.system, FromNoise)
    return of.system.generate(z, labels)


def fixed_z(of: ImageRun) -> Tensor:
    return of.system.extra["z"].clone()


def fixed_labels(of: ImageRun) -> Tensor:
    assert isinstance(of.system, FromNoise)
    labels = of.system.fixed_labels()
    assert labels is not None
    return labels


def scores(of: ImageRun, images: Tensor) -> Tensor:
    """What D itself says of images, as many as the sheet has or of any label."""
    labels = of.system.fixed_labels() if isinstance(of.system, FromNoise) else None
    found = of.system.score(images, labels)
    assert found is not None
    return found


def dcgan(of: ImageRun) -> DCGAN:
    assert isinstance(of.system, DCGAN)
    return of.system
