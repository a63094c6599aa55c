"""REST: the catalogue, which every kind of runs has a part of."""

from functools import cache

from fastapi import APIRouter

from models.kinds import PRESETS
from server.kinds import KINDS
from server.protocol.base import WholeRecipe
from server.protocol.catalogue import Catalogue, Kinds, Preset
from server.rest.limits import limits

router = APIRouter(prefix="/api")


@router.get("/catalogue")
def get_catalogue() -> Catalogue:
    """Kinds of runs with their games and data, presets and limits; JSON schemas say how controls are drawn."""
    return catalogue()


@cache
def catalogue() -> Catalogue:
    """It depends on the code alone."""
    return Catalogue(
        kinds=Kinds.model_validate({name: kind.describe() for name, kind in KINDS.items()}),
        presets=[Preset.model_validate(preset.model_dump()) for preset in PRESETS],
        default=WholeRecipe(),
        limits=limits(),
    )
