"""What a kind offers, in the words of the catalogue: what games, data and measures of every kind say of themselves."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from models.column import Column
from models.measure import Measure as Declared
from server.protocol.catalogue import Measure, PictureLayer


def describe_variant(name: str, gan: Any, columns: Iterable[Column]) -> dict[str, Any]:
    """The fields that every game has; columns: those whose formulas are told."""
    doc = (sys.modules[gan.__module__].__doc__ or "").strip()  # a game's text is its module's docstring
    return {
        "name": name,
        "title": gan.title,
        "doc": doc,
        "summary": doc.splitlines()[0],
        "paper": gan.paper,
        "formulas": {column.name: column.formula for column in columns},
        "schema": gan.Knobs.model_json_schema(),
    }


def describe_data(name: str, data: Any) -> dict[str, Any]:
    """The fields that all data have."""
    return {
        "name": name,
        "title": data.title,
        "doc": (data.__doc__ or "").strip(),
        "schema": data.model_json_schema(),
    }


def describe_measures(declared: Mapping[str, Declared]) -> list[Measure]:
    return [Measure(name=name, **measure._asdict()) for name, measure in declared.items()]


def describe_layers(declared: Mapping[str, Sequence[str]]) -> list[PictureLayer]:
    return [PictureLayer(name=name, arrays=list(arrays)) for name, arrays in declared.items()]
