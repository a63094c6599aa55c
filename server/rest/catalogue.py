"""The catalogue, read from what the models declare."""

import sys
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from models.images.datasets import DATASETS
from models.images.games import VARIANTS as IMAGE_VARIANTS
from models.images.judging.evaluation import MEASURES as IMAGE_MEASURES
from models.images.layers import LAYERS as IMAGE_LAYERS
from models.images.system import System
from models.kinds import PRESETS
from models.measure import Measure as Declared
from models.toys.distributions import DISTRIBUTIONS
from models.toys.games import VARIANTS
from models.toys.games.gan import GAN
from models.toys.measures import MEASURES
from models.toys.pictures.layers import LAYERS as TOY_LAYERS
from server.protocol.base import WholeRecipe
from server.protocol.catalogue import (
    Arrow,
    Catalogue,
    ImageDataSet,
    ImageKind,
    ImageVariant,
    Kinds,
    Measure,
    Part,
    PictureLayer,
    Preset,
    Tool,
    ToyDataSet,
    ToyKind,
    ToyVariant,
)
from server.rest.limits import limits


@cache
def catalogue() -> Catalogue:
    """The answer of GET /api/catalogue; it depends on the code alone."""
    toy = ToyKind(
        variants=[toy_variant(name, gan) for name, gan in VARIANTS.items()],
        data=[
            ToyDataSet(**data(name, kind), dims=1 if kind.dims == 1 else 2, handles=list(kind.handles))
            for name, kind in DISTRIBUTIONS.items()
        ],
        measures=measures(MEASURES),
        layers=layers({name: layer.arrays for name, layer in TOY_LAYERS.items()}),
    )
    image = ImageKind(
        variants=[image_variant(name, system) for name, system in IMAGE_VARIANTS.items()],
        data=[
            ImageDataSet(**data(name, kind), channels=kind.channels, classes=list(kind.classes))
            for name, kind in DATASETS.items()
        ],
        measures=measures(IMAGE_MEASURES),
        layers=layers(IMAGE_LAYERS),
    )
    return Catalogue(
        kinds=Kinds(toy=toy, image=image),
        presets=[Preset.model_validate(preset.model_dump()) for preset in PRESETS],
        default=WholeRecipe(),
        limits=limits(),
    )


def toy_variant(name: str, gan: type[GAN]) -> ToyVariant:
    return ToyVariant(**variant(name, gan, [c._asdict() for c in gan.columns(gan.Knobs())[:2]]), critic=gan.critic)


def image_variant(name: str, system: type[System]) -> ImageVariant:
    return ImageVariant(
        **variant(name, system, [column._asdict() for column in system.columns(system.Knobs())]),
        labelled=system.labelled,
        conditional=system.conditional,
        critics=list(system.critics),
        tools=[Tool(name=tool.name, title=tool.title, data=tool.data()) for tool in system.tools],
        parts=[Part(**part._asdict()) for part in system.parts],
        arrows=[Arrow(**arrow._asdict()) for arrow in system.arrows],
    )


def variant(name: str, gan: type[GAN] | type[System], curves: list[dict[str, Any]]) -> dict[str, Any]:
    """What is said of every game."""
    doc = page_of(gan)
    return {
        "name": name,
        "title": gan.title,
        "doc": doc,
        "summary": doc.splitlines()[0],
        "paper": gan.paper,
        "formulas": {curve["name"]: curve["formula"] for curve in curves},
        "schema": gan.Knobs.model_json_schema(),
    }


def data(name: str, kind: Any) -> dict[str, Any]:
    """What is said of all data."""
    return {
        "name": name,
        "title": kind.title,
        "doc": (kind.__doc__ or "").strip(),
        "schema": kind.model_json_schema(),
    }


def measures(declared: Mapping[str, Declared]) -> list[Measure]:
    return [Measure(name=name, **measure._asdict()) for name, measure in declared.items()]


def layers(declared: Mapping[str, Sequence[str]]) -> list[PictureLayer]:
    return [PictureLayer(name=name, arrays=list(arrays)) for name, arrays in declared.items()]


def page_of(gan: type) -> str:
    """A variant's page is its module's docstring."""
    return (sys.modules[gan.__module__].__doc__ or "").strip()
