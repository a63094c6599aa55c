"""The catalogue: what can be played with, kind by kind, with the JSON schemas that controls are drawn from."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

from server.protocol.base import WholeRecipe, Wire
from server.protocol.limits import Limits


class Property(TypedDict, total=False):
    """A knob's JSON schema as far as the page reads it, with what models/knobs.py adds to it."""

    type: str
    enum: list[str | float]
    minimum: float
    maximum: float
    pattern: str
    default: Any
    description: str
    symbol: str
    label: str
    group: str
    log: bool
    step: float | None
    rebuild: bool
    detail: bool
    when: dict[str, list[Any]]  # other knobs, and the values of each with which this one means something
    off: str


class Schema(BaseModel):
    """The knobs of a game or of data, by name."""

    model_config = ConfigDict(frozen=True)

    properties: dict[str, Property] = {}


class Described(Wire):
    """A game or data: its name in addresses, its name on the page, its text, and its knobs."""

    name: str
    title: str
    doc: str
    knobs: Annotated[Schema, Field(alias="schema")]


class Paper(Wire):
    authors: str
    year: int
    title: str
    arxiv: str | None


class Variant(Described):
    """A game."""

    summary: str  # the first line of its text
    paper: Paper | None
    formulas: dict[str, str]  # TeX of the losses, by column


class ToyVariant(Variant):
    critic: bool  # whether D's output is no probability


class Tool(Wire):
    """Something that the page offers to look at a system with."""

    name: str
    title: str
    data: Any  # what the page shows beside the answers, if anything


class Part(Wire):
    """A box of the diagram."""

    name: str
    title: str
    symbol: str
    text: str  # one sentence on what is seen there
    group: str  # of the knobs that open there; "" for none


class Arrow(Wire):
    """From a part to a part, or to one of the losses."""

    source: str
    target: str
    back: bool  # a gradient flows


class ImageVariant(Variant):
    critics: list[str]  # its losses with which D's output is no probability
    conditional: bool  # whether G and D are given labels
    labelled: bool  # whether the images it learns from must have labels
    tools: list[Tool]
    parts: list[Part]
    arrows: list[Arrow]


class Handle(TypedDict, total=False):
    """The knobs by which one Gaussian is moved on the stage: its centre and its spread."""

    x: str
    y: str
    sx: str
    sy: str


class ToyDataSet(Described):
    dims: Literal[1, 2]
    handles: list[Handle]


class ImageDataSet(Described):
    channels: int  # at most
    classes: list[str]  # empty where nobody has labelled them


class Measure(Wire):
    """What the page says of a measure; its values come with the frames."""

    name: str
    title: str
    unit: str
    best: Literal["low", "high"]
    text: str


class PictureLayer(Wire):
    """A named part of a picture that a pull can ask for, and the arrays that it brings."""

    name: str
    arrays: list[str]


class KindOffer(Wire):
    """What one kind of runs has."""

    measures: list[Measure]
    layers: list[PictureLayer]


class ToyKind(KindOffer):
    variants: list[ToyVariant]
    data: list[ToyDataSet]


class ImageKind(KindOffer):
    variants: list[ImageVariant]
    data: list[ImageDataSet]


class Kinds(Wire):
    toy: ToyKind
    image: ImageKind


class Cure(Wire):
    """The knobs that put a failing experiment right, and why they do."""

    knobs: dict[str, Any]
    why: str


class Preset(Wire):
    """An experiment of the gallery."""

    name: str
    title: str
    kind: Literal["good", "bad"]
    variant: str
    data: str
    knobs: dict[str, Any]
    data_knobs: dict[str, Any]
    steps: int  # after so many its text holds
    why: str
    cure: Cure | None


class Catalogue(Wire):
    """The answer of GET /api/catalogue; it depends on the code alone."""

    kinds: Kinds
    presets: list[Preset]
    default: WholeRecipe
    limits: Limits
