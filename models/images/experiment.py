"""A recipe of an image GAN: a system on a set of images."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Literal

from models import experiment
from models.images.datasets import DATA, DATASETS, ImageSet
from models.images.games import SYSTEMS
from models.images.games.dcgan import DCGAN
from models.images.knobs import ImageKnobs
from models.knobs import Knobs

FIXED = 64  # samples that keep their z while a run lives
MOST_COLUMNS = 10  # two classes in rows of 32 would be specks


@dataclass(frozen=True)
class Experiment(experiment.Experiment):
    knobs: ImageKnobs
    data_knobs: ImageSet

    kind: ClassVar[Literal["toy", "image"]] = "image"
    variants: ClassVar[Mapping[str, type[Any]]] = SYSTEMS
    datasets: ClassVar[Mapping[str, type[Knobs]]] = DATASETS

    @property
    def image_set(self) -> ImageSet:
        return self.data_knobs

    @property
    def gan(self) -> type[DCGAN]:
        return SYSTEMS[self.variant]

    def images(self, folder: Path = DATA) -> dict[str, Any]:
        channels, classes = self.image_set.described(folder)
        return {"size": self.knobs.size, "channels": channels, "classes": list(classes)}

    def grid(self, classes: int) -> tuple[int, int]:
        """Rows and columns of the samples that a run shows: a row a class where G is conditioned on one."""
        return (classes, max(1, min(MOST_COLUMNS, FIXED // classes))) if self.gan.conditional else (8, 8)

    def rebuilds(self, changed: experiment.Experiment) -> bool:
        """Also where other images are to be loaded."""
        return super().rebuilds(changed) or changed.data_knobs != self.data_knobs

    def renewing(self, changed: experiment.Experiment) -> list[str]:
        """Also the loss, where it wants another D."""
        names = super().renewing(changed)
        other_d = self.gan.normed(self.knobs) != self.gan.normed(changed.knobs)
        return names if names or not other_d else ["loss"]
