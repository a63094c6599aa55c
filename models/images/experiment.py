"""A recipe of an image GAN: a system on a set of images."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Literal

from models import experiment
from models.column import Column
from models.images.datasets import DATA, DATASETS, ImageSet
from models.images.games import VARIANTS
from models.images.knobs import ImageKnobs
from models.images.system import Sheet, System
from models.knobs import Knobs


@dataclass(frozen=True)
class Experiment(experiment.Experiment):
    knobs: ImageKnobs
    data_knobs: ImageSet

    kind: ClassVar[Literal["toy", "image"]] = "image"
    variants: ClassVar[Mapping[str, type[Any]]] = VARIANTS
    datasets: ClassVar[Mapping[str, type[Knobs]]] = DATASETS

    @property
    def image_set(self) -> ImageSet:
        return self.data_knobs

    @property
    def gan(self) -> type[System]:
        return VARIANTS[self.variant]

    def images(self, folder: Path = DATA) -> dict[str, Any]:
        channels, classes = self.image_set.described(folder)
        return {"size": self.knobs.size, "channels": channels, "classes": list(classes)}

    def sheet(self, classes: Sequence[str]) -> Sheet:
        """The names of the rows and columns of what a run on images of these classes shows."""
        return self.gan.sheet(self.knobs, classes)

    def columns(self) -> list[Column]:
        """The columns of the curve, in the order in which a run returns them."""
        return self.gan.columns(self.knobs)

    def rebuilds(self, changed: experiment.Experiment) -> bool:
        """Also where other images are to be loaded."""
        return super().rebuilds(changed) or changed.data_knobs != self.data_knobs

    def renewing(self, changed: experiment.Experiment) -> list[str]:
        """Also those that the system itself knows of: a loss that needs another D, for example."""
        return super().renewing(changed) or self.gan.renewing(self.knobs, changed.knobs)
