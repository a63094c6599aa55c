"""What the page can offer: variants, data and presets with the JSON schemas their controls are drawn from."""

import sys
from functools import cache
from typing import Any

from models.images.datasets import DATASETS, ImageSet
from models.images.games import SYSTEMS, odena
from models.images.games.dcgan import DCGAN
from models.images.judging.evaluation import MEASURES as IMAGE_MEASURES
from models.images.losses import LOSSES
from models.presets import PRESETS
from models.toys.distributions import DISTRIBUTIONS
from models.toys.games import VARIANTS
from models.toys.games.gan import GAN
from models.toys.measures import MEASURES
from server.protocol.base import Recipe


@cache
def catalogue() -> dict[str, Any]:
    """The answer of GET /api/catalogue; it depends on the code alone."""
    return {
        "variants": [variant(name) for name in VARIANTS],
        "data": [data(name) for name in DISTRIBUTIONS],
        "presets": [preset.model_dump() for preset in PRESETS],
        "measures": [{"name": name, **measure._asdict()} for name, measure in MEASURES.items()],
        "default": Recipe().model_dump(),
        "images": {
            "variants": [image_variant(name, system) for name, system in SYSTEMS.items()],
            "data": [image_set(name, kind) for name, kind in DATASETS.items()],
            "measures": [{"name": name, **measure._asdict()} for name, measure in IMAGE_MEASURES.items()],
            "odena": odena.table(),
        },
    }


def variant(name: str) -> dict[str, Any]:
    gan = VARIANTS[name]
    return told(name, gan, gan.curves(gan.Knobs())) | {"critic": gan.critic}


def image_variant(name: str, system: type[DCGAN]) -> dict[str, Any]:
    return told(name, system, system.all_curves(system.Knobs())) | {
        "labelled": system.labelled,
        "conditional": system.conditional,
        "critics": [name for name, loss in LOSSES.items() if loss.critic],  # whose D says no probability
    }


def told(name: str, gan: type[GAN] | type[DCGAN], curves: list[dict[str, Any]]) -> dict[str, Any]:
    """What is told of every game."""
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


def image_set(name: str, kind: type[ImageSet]) -> dict[str, Any]:
    return {
        "name": name,
        "title": kind.title,
        "channels": kind.channels,
        "classes": list(kind.classes),
        "schema": kind.model_json_schema(),
        "doc": (kind.__doc__ or "").strip(),
    }


def data(name: str) -> dict[str, Any]:
    kind = DISTRIBUTIONS[name]
    doc = (kind.__doc__ or "").strip()
    handles = {"handles": kind.handles} if kind.handles else {}
    return {
        "name": name,
        "title": kind.title,
        "dims": kind.dims,
        "schema": kind.model_json_schema(),
        "doc": doc,
        **handles,
    }


def page_of(gan: type) -> str:
    """A variant's page is its module's docstring."""
    return (sys.modules[gan.__module__].__doc__ or "").strip()
