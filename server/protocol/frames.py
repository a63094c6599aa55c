"""Frames: one picture each, arrays in the safetensors format with a typed header.

The header is JSON under the key `header` of the file's metadata, so that any student can open a frame in Python.
"""

import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import safetensors.numpy
from numpy.typing import NDArray
from pydantic import Field

from server.protocol.base import RunId, Wire

HEADER = "header"


class Number(Wire):
    """The number that a diagnosis rests on; its text is how the sentence has it."""

    name: str
    value: float | None  # null where it is not finite
    text: str


class Diagnosis(Wire):
    """What is happening in a run, in a sentence with the number that says so, and what to try."""

    step: int
    state: str
    level: Literal["good", "info", "warn", "bad"]
    title: str
    sentence: str
    number: Number
    advice: Annotated[str, Field(alias="try")]  # "" where there is nothing to try
    tune: dict[str, Any]  # the knobs that carry it out, where knobs can


class Measures(Wire):
    """The newest measures of a run, by name; null where they are not finite."""

    step: int
    values: dict[str, float | None]


class ToyPicture(Wire):
    dims: Literal[1, 2]
    plane: list[int] | None  # the coordinates of the noise that the manifold shows


class Sheet(Wire):
    """The names of the rows and columns of the images shown, "" where one has none, and pixels a side of each."""

    rows: list[str]
    columns: list[str]
    size: int


class ImagePicture(Wire):
    sheet: Sheet
    phase: str | None  # of networks that grow, which of their layers are in use


class FrameHeader(Wire):
    """What a frame shows."""

    run: RunId
    step: int
    epoch: int
    version: int
    state: Literal["running", "paused", "diverged", "failed"]
    layers: list[str]  # those that were asked for
    curve_from: int  # the step of the first row of the array "curve"
    measures: Measures | None
    diagnosis: Diagnosis | None
    toy: ToyPicture | None = None
    image: ImagePicture | None = None


def encode_frame(header: FrameHeader, arrays: Mapping[str, NDArray[Any]]) -> bytes:
    return safetensors.numpy.save(dict(arrays), {HEADER: header.model_dump_json(by_alias=True)})


def decode_frame(data: bytes) -> tuple[FrameHeader, dict[str, NDArray[Any]]]:
    length = int.from_bytes(data[:8], "little")
    metadata = json.loads(data[8 : 8 + length])["__metadata__"]
    return FrameHeader.model_validate_json(metadata[HEADER]), safetensors.numpy.load(data)
