"""What can be asked of an image GAN's averaged G. Noise is named by its place among the samples shown, 0 the first."""

from typing import Annotated, Literal

from pydantic import Field

from server.protocol.base import Wire

Place = Annotated[int, Field(ge=0, le=63)]
Places = Annotated[list[Place], Field(min_length=1, max_length=16)]


class Path(Wire):
    """Images between those of two places, ends included."""

    type: Literal["path"] = "path"
    a: Place
    b: Place
    how: Literal["line", "sphere"] = "sphere"
    count: Annotated[int, Field(ge=2, le=16)] = 10


class Arithmetic(Wire):
    """Four images: of the mean z of a, of b, of c, and of a − b + c."""

    type: Literal["arithmetic"] = "arithmetic"
    a: Places
    b: Places
    c: Places


class Plane(Wire):
    """The image at a place of a plane of z, (1, 0) and (0, 1) its axes; or a sheet of side × side from −2 to 2.

    A sheet's first row is at 2 of the second axis, as in a chart, its first column at −2 of the first.
    """

    type: Literal["plane"] = "plane"
    at: tuple[Annotated[float, Field(ge=-2, le=2)], Annotated[float, Field(ge=-2, le=2)]] = (0.0, 0.0)
    plane: Annotated[int, Field(ge=0, le=1000)] = 0  # of many; each has other axes
    label: Annotated[int, Field(ge=0, le=999)] = 0  # where G is conditioned on one
    side: Annotated[int, Field(ge=1, le=8)] = 1


class OfClass(Wire):
    """64 samples of one class, for G that is conditioned on it."""

    type: Literal["of_class"] = "of_class"
    label: Annotated[int, Field(ge=0, le=999)]


class Nearest(Wire):
    """The image of a place, and the training images that are nearest to it, pixel by pixel."""

    type: Literal["nearest"] = "nearest"
    place: Place
    count: Annotated[int, Field(ge=1, le=8)] = 5


Question = Path | Arithmetic | Plane | OfClass | Nearest
