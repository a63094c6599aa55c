"""A recipe of a toy GAN: a variant on a distribution."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from models import experiment
from models.knobs import Knobs
from models.toys.distributions import DISTRIBUTIONS, Distribution
from models.toys.games import VARIANTS
from models.toys.games.gan import GAN
from models.toys.knobs import ToyKnobs


@dataclass(frozen=True)
class Experiment(experiment.Experiment):
    knobs: ToyKnobs
    data_knobs: Distribution

    kind: ClassVar[Literal["toy", "image"]] = "toy"
    variants: ClassVar[Mapping[str, type[Any]]] = VARIANTS
    datasets: ClassVar[Mapping[str, type[Knobs]]] = DISTRIBUTIONS

    @property
    def distribution(self) -> Distribution:
        return self.data_knobs

    @property
    def dims(self) -> Literal[1, 2]:
        return 1 if self.distribution.dims == 1 else 2

    def box(self) -> experiment.Box:
        return self.distribution.box()

    @property
    def gan(self) -> type[GAN]:
        return VARIANTS[self.variant]

    def rebuilds(self, changed: experiment.Experiment) -> bool:
        """Also where the data get another dimension."""
        assert isinstance(changed, Experiment)
        return super().rebuilds(changed) or changed.dims != self.dims
