"""What every message is built of: strict models, names of runs, and the recipe."""

from typing import Annotated, Any, Literal

from pydantic import Field

from models.strict import Strict

RunId = Annotated[str, Field(min_length=1, max_length=64)]
Seed = Annotated[int, Field(ge=0, le=2**31 - 1)]
Values = dict[str, Any]
Kind = Literal["toy", "image"]  # of a run: on points, or on images
Pace = Annotated[float, Field(gt=0, le=100_000)] | None  # steps a second; None for as fast as the machine can


class Wire(Strict):
    """Everything that crosses the border between browser and server."""


class Recipe(Wire):
    """What a run is made of; knobs left out take their defaults."""

    variant: str = "gan"
    data: str = "gaussians"
    knobs: Values = {}
    data_knobs: Values = {}
    seed: Seed = 1


class WholeRecipe(Recipe):
    """A recipe with every knob and its value."""
