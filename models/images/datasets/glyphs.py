"""Letters and digits in several typefaces, drawn when they are asked for.

The typefaces come from the Python Package Index with the application: what is installed on a machine differs, and a
run is to be the same everywhere. Each glyph is drawn once, large, and then turned, slanted, scaled and moved.
"""

import math
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from string import ascii_uppercase, digits
from typing import ClassVar, Literal

import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFont
from torch import Tensor
from torch.nn.functional import affine_grid, avg_pool2d, grid_sample

from models.images.datasets.image_set import DATA, Images, ImageSet, Progress, resized
from models.knobs import knob

FACES = (  # package, file: with and without serifs, thin to black, upright and italic, written by hand
    ("font_caladea", "Caladea-Regular.ttf"),
    ("font_caladea", "Caladea-Bold.ttf"),
    ("font_caladea", "Caladea-Italic.ttf"),
    ("font_manrope", "Manrope-Light.ttf"),
    ("font_manrope", "Manrope-Medium.ttf"),
    ("font_manrope", "Manrope-ExtraBold.ttf"),
    ("font_fredoka_one", "FredokaOne-Regular.ttf"),
    ("font_intuitive", "Intuitive.ttf"),
)
CHARACTERS = {"a_to_j": ascii_uppercase[:10], "letters": ascii_uppercase, "digits": digits}
MASTER = 128  # px a side of a glyph before it is moved
HEIGHT = 88  # px of the larger side of a glyph
AT_ONCE = 64  # images that are drawn together: they stay in the cache
TEST_SHARE = 5  # one test image for so many to learn from


class Glyphs(ImageSet):
    """Letters or digits in eight typefaces: with and without serifs, thin to black, italic, written by hand. Each is
    turned, slanted, scaled and moved a little. Labelled by character; A to J is what the notMNIST set holds.
    """

    title: ClassVar[str] = "Letters in several typefaces"
    channels: ClassVar[int] = 1
    classes: ClassVar[tuple[str, ...]] = tuple(CHARACTERS["a_to_j"])

    characters: Literal["a_to_j", "letters", "digits"] = knob(
        "a_to_j", help="Ten letters, all capitals, or digits", label="Characters", group="Data"
    )
    faces: int = knob(len(FACES), 1, len(FACES), "Typefaces in use", label="Typefaces", group="Data")
    images: int = knob(6000, 100, 20_000, "Images to learn from", label="Images", group="Data", log=True)
    turn: float = knob(10.0, 0, 45, "Largest angle to either side (degrees)", label="Angle", group="Data", step=1)
    draw: int = knob(0, 0, 1_000_000, "Which images are drawn: a seed", label="Drawing", group="Data", detail=True)

    def load(self, size: int, folder: Path = DATA, progress: Progress | None = None) -> Images:
        characters = CHARACTERS[self.characters]
        n = self.images + self.images // TEST_SHARE
        generator = torch.Generator().manual_seed(self.draw)
        labels = torch.randint(len(characters), (n,), generator=generator)
        face = torch.randint(self.faces, (n,), generator=generator)
        moved = movements(torch.rand(n, 5, generator=generator), self.turn)
        glyphs = resized(masters(characters), 2 * size)  # twice as fine, then averaged: no jagged edges
        which = face * len(characters) + labels
        parts = zip(torch.split(which, AT_ONCE), torch.split(moved, AT_ONCE), strict=True)
        drawn = torch.cat([picture(glyphs[rows], movement) for rows, movement in parts])
        train, test = drawn[: self.images], drawn[self.images :]
        return Images(train, labels[: self.images], test, labels[self.images :], tuple(characters))


def movements(u: Tensor, turn: float) -> Tensor:
    """From uniform numbers `(n, 5)`, the affine maps `(n, 2, 3)` from a pixel's place to its place in the master."""
    angle, slant = turn / 180 * math.pi * (2 * u[:, 0] - 1), 0.15 * (2 * u[:, 1] - 1)
    zoom, (dx, dy) = 1.12 - 0.24 * u[:, 2], (0.2 * u[:, 3:] - 0.1).unbind(1)
    c, s = angle.cos() * zoom, angle.sin() * zoom
    return torch.stack([c, s + slant, dx, -s, c, dy], 1).view(-1, 2, 3)


def picture(glyphs: Tensor, movement: Tensor) -> Tensor:
    """Masters, bytes `(n, 1, 2s, 2s)`, moved: bytes `(n, 1, s, s)`."""
    at = affine_grid(movement, list(glyphs.shape), align_corners=False)
    return avg_pool2d(grid_sample(glyphs.float(), at, align_corners=False), 2).round().to(torch.uint8)


@cache
def masters(characters: str) -> Tensor:
    """Each character in each face, bytes `(faces · characters, 1, MASTER, MASTER)`, white on black, in the middle."""
    drawn = [glyph(font(*face), character) for face in FACES for character in characters]
    return torch.from_numpy(np.stack(drawn)).unsqueeze(1)


def font(package: str, name: str) -> ImageFont.FreeTypeFont:
    """A typeface, at a size that leaves room around any capital."""
    return ImageFont.truetype(BytesIO((files(package) / "files" / name).read_bytes()), MASTER / 2)


def glyph(face: ImageFont.FreeTypeFont, character: str) -> np.ndarray:
    """One character, bytes `(MASTER, MASTER)`: as large as HEIGHT allows, its ink in the middle."""
    small = ink(face, character)
    drawn = ink(face.font_variant(size=MASTER / 2 * HEIGHT / max(small.size)), character)
    image = Image.new("L", (MASTER, MASTER))
    image.paste(drawn, ((MASTER - drawn.width) // 2, (MASTER - drawn.height) // 2))
    return np.asarray(image)


def ink(face: ImageFont.FreeTypeFont, character: str) -> Image.Image:
    """One character, white on black, without what is empty around it: a typeface's own box may be far too large."""
    image = Image.new("L", (2 * MASTER, 2 * MASTER))
    ImageDraw.Draw(image).text((MASTER, MASTER), character, fill=255, font=face, anchor="mm")
    return image.crop(image.getbbox())
