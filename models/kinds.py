"""The kinds of GANs that there are. Nobody else in this folder knows one."""

from typing import Any

from models.experiment import Experiment, Rejected
from models.images.experiment import Experiment as ImageExperiment
from models.images.gallery.presets import PRESETS as IMAGE_PRESETS
from models.images.terminal import train_images
from models.kind import Kind, first_line
from models.preset import Preset
from models.toys.experiment import Experiment as ToyExperiment
from models.toys.gallery.presets import PRESETS as TOY_PRESETS
from models.toys.terminal import train_toys

TOYS = Kind(
    experiment=ToyExperiment,
    presets=TOY_PRESETS,
    variants_title="Variants",
    data_title="Data",
    usual_data="gaussians",
    describe_data=lambda data: f"{data.dims}-D  {first_line(data)}",
    train=train_toys,
)
IMAGES = Kind(
    experiment=ImageExperiment,
    presets=IMAGE_PRESETS,
    variants_title="Image GANs",
    data_title="Images",
    usual_data="digits",
    describe_data=first_line,
    train=train_images,
)
KINDS = (TOYS, IMAGES)
PRESETS: list[Preset] = [preset for kind in KINDS for preset in kind.presets]


def kind_of(variant: str) -> Kind:
    """The kind that has the variant. Raises Rejected."""
    for kind in KINDS:
        if variant in kind.experiment.variants:
            return kind
    allowed = ", ".join(name for kind in KINDS for name in kind.experiment.variants)
    raise Rejected("variant", f"There is no variant called {variant!r}.", allowed)


def parse(variant: str, data: str, knobs: dict[str, Any], data_knobs: dict[str, Any], seed: int) -> Experiment:
    """An experiment of the kind that has the variant. Raises Rejected: what is wrong, what is allowed."""
    return kind_of(variant).experiment.parse(variant, data, knobs, data_knobs, seed)
