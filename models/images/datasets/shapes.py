"""Coloured shapes, drawn when they are asked for: a labelled set in colour that is learned quickly.

Each shape is a signed distance: below 0 inside, in half widths of the image, which gives soft edges at any size.
"""

import math
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import torch
from torch import Tensor

from models.images.datasets.image_set import DATA, Images, ImageSet, Progress
from models.knobs import knob

AT_ONCE = 64  # images that are drawn together: they stay in the cache
BACKGROUND = 0.07  # nearly black, of all three colours
REACH = 1.16  # the farthest corner of any shape, in its radius
TEST_SHARE = 5  # one test image for so many to learn from


def circle(x: Tensor, y: Tensor) -> Tensor:
    return torch.hypot(x, y) - 0.95


def ring(x: Tensor, y: Tensor) -> Tensor:
    return (torch.hypot(x, y) - 0.74).abs() - 0.24


def square(x: Tensor, y: Tensor) -> Tensor:
    return torch.maximum(x.abs(), y.abs()) - 0.82


def triangle(x: Tensor, y: Tensor) -> Tensor:
    """Three half planes; its tip points up."""
    return torch.maximum(math.sqrt(0.75) * x.abs() - 0.5 * y, y) - 0.58


def cross(x: Tensor, y: Tensor) -> Tensor:
    """Two bars."""
    thin, long = torch.minimum(x.abs(), y.abs()), torch.maximum(x.abs(), y.abs())
    return torch.maximum(thin - 0.33, long - 1)


def star(x: Tensor, y: Tensor) -> Tensor:
    """Five points: the plane is folded onto a tenth of it, where one straight edge is left."""
    angle = (torch.atan2(x, -y) + math.pi / 5) % (2 * math.pi / 5) - math.pi / 5
    radius, tip, notch = torch.hypot(x, y), 1.12, 0.5
    along, across = radius * angle.cos() - tip, radius * angle.sin().abs()
    edge_x, edge_y = notch * math.cos(math.pi / 5) - tip, notch * math.sin(math.pi / 5)
    return (along * edge_y - across * edge_x) / math.hypot(edge_x, edge_y)


DISTANCES: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "circle": circle,
    "ring": ring,
    "triangle": triangle,
    "square": square,
    "cross": cross,
    "star": star,
}


class Shapes(ImageSet):
    """Coloured shapes, drawn for you: six kinds, in any colour, at many sizes, places and angles. Labelled by kind, so
    that a conditional GAN can show it keeps colour and place apart from the kind.
    """

    title: ClassVar[str] = "Coloured shapes"
    channels: ClassVar[int] = 3
    classes: ClassVar[tuple[str, ...]] = tuple(DISTANCES)

    images: int = knob(6000, 100, 20_000, "Images to learn from", label="Images", group="Data", log=True)
    place: float = knob(0.35, 0, 0.5, "How far from the middle (half widths)", label="Place", group="Data")
    spread: float = knob(0.25, 0, 0.6, "How much the sizes differ", label="Sizes", group="Data")
    turn: float = knob(180.0, 0, 180, "Largest angle to either side (degrees)", label="Angle", group="Data", step=5)
    hues: float = knob(1.0, 0, 1, "Share of the colour circle in use", label="Colours", group="Data")
    draw: int = knob(0, 0, 1_000_000, "Which images are drawn: a seed", label="Drawing", group="Data", detail=True)

    def load(self, size: int, folder: Path = DATA, progress: Progress | None = None) -> Images:
        n = self.images + self.images // TEST_SHARE
        generator = torch.Generator().manual_seed(self.draw)
        labels = torch.randint(len(DISTANCES), (n,), generator=generator)
        u = torch.rand(n, 7, generator=generator)
        drawn = torch.empty(n, 3, size, size, dtype=torch.uint8)
        for kind, distance in enumerate(DISTANCES.values()):
            for rows in torch.split((labels == kind).nonzero()[:, 0], AT_ONCE):
                drawn[rows] = self.picture(distance, u[rows], size)
        train, test = drawn[: self.images], drawn[self.images :]
        return Images(train, labels[: self.images], test, labels[self.images :], self.classes)

    def picture(self, distance: Callable[[Tensor, Tensor], Tensor], u: Tensor, size: int) -> Tensor:
        """Shapes of one kind from uniform numbers `(n, 7)`: bytes `(n, 3, size, size)`."""
        radius = 0.48 * (1 + self.spread * (2 * u[:, 0] - 1))
        angle = self.turn / 180 * math.pi * (2 * u[:, 1] - 1)
        room = (0.9 - REACH * radius).clamp(max=self.place)  # a shape is never cut off
        centre = (2 * u[:, 2:4] - 1) * room[:, None]
        axis = (torch.arange(size) + 0.5) * (2 / size) - 1
        dx, dy = axis - centre[:, 0, None, None], axis[:, None] - centre[:, 1, None, None]
        c, s = (angle.cos() / radius)[:, None, None], (angle.sin() / radius)[:, None, None]
        inside = 0.5 - distance(c * dx + s * dy, c * dy - s * dx) * (radius[:, None, None] * size / 2)
        paint = colours(0.56 + self.hues * (u[:, 4] - 0.5), 0.55 + 0.4 * u[:, 5], 0.75 + 0.25 * u[:, 6])
        cover = inside.clamp(0, 1).unsqueeze(1)
        return (255 * torch.lerp(torch.tensor(BACKGROUND), paint[:, :, None, None], cover)).round().to(torch.uint8)


def colours(hue: Tensor, saturation: Tensor, value: Tensor) -> Tensor:
    """Red, green and blue of hue (1 is the whole circle), saturation and value, each `(n,)`: `(n, 3)` in [0, 1]."""
    k = (torch.tensor([5.0, 3.0, 1.0]) + 6 * hue[:, None]) % 6
    return value[:, None] * (1 - saturation[:, None] * torch.minimum(k, 4 - k).clamp(0, 1))
