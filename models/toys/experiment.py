"""A recipe of a toy GAN: a variant on a distribution."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from models.knobs import Knobs
from models.toys.distributions import DISTRIBUTIONS
from models.toys.engine.recipe import Recipe
from models.toys.games import VARIANTS
from models.toys.games.gan import GAN


@dataclass(frozen=True)
class Experiment(Recipe):
    """A recipe whose variant is one of VARIANTS."""

    variants: ClassVar[Mapping[str, type[Any]]] = VARIANTS
    datasets: ClassVar[Mapping[str, type[Knobs]]] = DISTRIBUTIONS

    @property
    def gan(self) -> type[GAN]:
        return VARIANTS[self.variant]
