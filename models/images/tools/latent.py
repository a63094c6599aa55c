"""Tools for systems whose G starts from noise: walks through it, sums, classes, and the nearest training images.

Noise is named by its place on the sheet of samples, 0 the first.
"""

from typing import Annotated, Literal

import torch
from pydantic import Field
from torch import Tensor

from models.experiment import Rejected
from models.images.from_noise import FromNoise
from models.images.system import System
from models.images.tools import walks
from models.images.tools.tool import Answer, Tool
from models.question import Question
from models.seeds import generator, noise

MANY = 64  # samples of one class
FAR = 2.0  # where a sheet of a plane ends, in lengths of its axes
Place = Annotated[int, Field(ge=0, le=63)]
Places = Annotated[list[Place], Field(min_length=1, max_length=16)]


class Path(Question):
    """Images between those of two places, ends included."""

    type: Literal["path"] = "path"
    a: Place
    b: Place
    how: Literal["line", "sphere"] = "sphere"
    count: Annotated[int, Field(ge=2, le=16)] = 10


class Arithmetic(Question):
    """Four images: of the mean z of a, of b, of c, and of a − b + c."""

    type: Literal["arithmetic"] = "arithmetic"
    a: Places
    b: Places
    c: Places


class Plane(Question):
    """The image at a place of a plane of z, (1, 0) and (0, 1) its axes; or a sheet of side × side from −2 to 2.

    A sheet's first row is at 2 of the second axis, as in a chart, its first column at −2 of the first.
    """

    type: Literal["plane"] = "plane"
    at: tuple[Annotated[float, Field(ge=-2, le=2)], Annotated[float, Field(ge=-2, le=2)]] = (0.0, 0.0)
    plane: Annotated[int, Field(ge=0, le=1000)] = 0  # of many; each has other axes
    label: Annotated[int, Field(ge=0, le=999)] = 0  # where G is conditioned on one
    side: Annotated[int, Field(ge=1, le=8)] = 1


class OfClass(Question):
    """64 samples of one class, for G that is conditioned on it."""

    type: Literal["of_class"] = "of_class"
    label: Annotated[int, Field(ge=0, le=999)]


class Nearest(Question):
    """The image of a place, and the training images that are nearest to it, pixel by pixel."""

    type: Literal["nearest"] = "nearest"
    place: Place
    count: Annotated[int, Field(ge=1, le=8)] = 5


class Walk(Tool[FromNoise]):
    name, title, questions = "walk", "Walk", (Plane,)

    def answer(self, system: FromNoise, question: Plane) -> Answer:
        z = on_plane(system, question)
        return Answer(painted(system, z, class_of(system, question.label)), question.side)


class Between(Tool[FromNoise]):
    name, title, questions = "between", "Between", (Path,)

    def answer(self, system: FromNoise, question: Path) -> Answer:
        (a, label), (b, _) = z_at(system, [question.a], "a"), z_at(system, [question.b], "b")
        way = walks.sphere if question.how == "sphere" else walks.line
        return Answer(painted(system, way(a[0], b[0], question.count), label), question.count)


class Sum(Tool[FromNoise]):
    name, title, questions = "arithmetic", "a − b + c", (Arithmetic,)

    def answer(self, system: FromNoise, question: Arithmetic) -> Answer:
        (a, label), (b, _), (c, _) = (z_at(system, getattr(question, name), name) for name in "abc")
        z = torch.stack([a.mean(0), b.mean(0), c.mean(0), walks.arithmetic(a, b, c)])
        return Answer(painted(system, z, label), len(z))


class Class(Tool[FromNoise]):
    name, title, questions = "class", "Class", (OfClass,)

    def answer(self, system: FromNoise, question: OfClass) -> Answer:
        k = system.k
        z = noise(k.noise, (MANY, k.noise_dim), generator(system.feed.seed, "class"))  # of every class the same
        return Answer(painted(system, z, class_of(system, question.label)), 8)


class Neighbourhood(Tool[System]):
    """It asks nothing of the noise: any system that shows samples may have it."""

    name, title, questions = "nearest", "Nearest", (Nearest,)

    def answer(self, system: System, question: Nearest) -> Answer:
        check_place(system, question.place, "place")
        image, data = system.image_at(question.place), system.feed.images
        distances, places = system.feed.neighbours.nearest(image, question.count)
        labels = data.train_labels
        names = [] if labels is None else [data.classes[label] for label in labels[places].tolist()]
        return Answer(torch.cat([image[None], data.train[places]]), 1 + len(places), names, distances.tolist())


def painted(system: FromNoise, z: Tensor, label: int | None) -> Tensor:
    return system.generate(z, None if label is None else torch.full((len(z),), label))


def on_plane(system: FromNoise, question: Plane) -> Tensor:
    """Z of a place of the plane, or of the whole sheet, row by row from the top."""
    k = system.k
    axes = walks.plane(system.feed.seed, k.noise_dim, question.plane)
    if k.noise == "uniform":  # between −1 and 1 it is that much shorter than normal noise
        axes = axes / 3**0.5
    if question.side == 1:
        return walks.on_plane(axes, torch.tensor([question.at]))
    ticks = torch.linspace(-FAR, FAR, question.side)
    y, x = torch.meshgrid(ticks.flip(0), ticks, indexing="ij")
    return walks.on_plane(axes, torch.stack([x.flatten(), y.flatten()], 1))


def z_at(system: FromNoise, places: list[int], control: str) -> tuple[Tensor, int | None]:
    """The z of places of the sheet, `(n, noise_dim)`, and the label of the first where G takes labels."""
    check_place(system, max(places), control)
    z, labels = system.fixed()
    return z[places], None if labels is None else int(labels[places[0]])


def check_place(system: System, place: int, control: str) -> None:
    """Raises Rejected for a place that the sheet does not have."""
    rows, columns = system.sheet(system.k, system.feed.images.classes)
    n = len(rows) * len(columns)
    if place >= n:
        raise Rejected(control, f"The grid has no place {place}: it shows {n} samples.", f"0 … {n - 1}")


def class_of(system: FromNoise, label: int) -> int | None:
    """The label that G is to be given, None where it takes none. Raises Rejected for a class that there is not."""
    classes = system.feed.images.classes
    if not system.conditional:
        if label:
            raise Rejected("label", f"{system.title}’s G takes no label: nobody can choose what it paints.")
        return None
    if label >= len(classes):
        message = f"There is no class {label}: these images have {len(classes)}."
        raise Rejected("label", message, f"0 … {len(classes) - 1}")
    return label


LATENT = (Walk(), Between(), Sum(), Neighbourhood())
CONDITIONAL = (*LATENT, Class())
