"""What the engine trains: a game's name, its knobs, a distribution and a seed. It knows no games."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from models import experiment
from models.toys.distributions import Distribution
from models.toys.knobs import ToyKnobs


@dataclass(frozen=True)
class Recipe(experiment.Experiment):
    """`gan`, the class of the game, comes from a subclass that knows the games (models/toys/experiment.py)."""

    knobs: ToyKnobs
    data_knobs: Distribution

    kind: ClassVar[Literal["toy", "image"]] = "toy"

    @property
    def distribution(self) -> Distribution:
        return self.data_knobs

    @property
    def dims(self) -> Literal[1, 2]:
        return 1 if self.distribution.dims == 1 else 2

    def box(self) -> experiment.Box:
        """What the stage shows of the line or the plane: low and high of each dimension."""
        return self.distribution.box()

    def rebuilds(self, changed: experiment.Experiment) -> bool:
        """Also where the data get another dimension."""
        assert isinstance(changed, Recipe)
        return super().rebuilds(changed) or changed.dims != self.dims
