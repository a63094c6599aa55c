"""What every image data set offers, and how images of any size become 16, 32 or 64 pixels wide.

A set is a set of knobs, as a toy's distribution is: its parameters are declared, validated and shown like any
hyperparameter. It knows nothing of networks; images are bytes, 0 black to 255 white.
"""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import torch
from torch import Tensor
from torch.nn.functional import interpolate, pad

from models.knobs import Knobs

SIZES = (16, 32, 64)
DATA = Path("data")  # what is downloaded or uploaded lies below it
AT_ONCE = 4096  # images that are resized together: as floats they would fill the memory
Progress = Callable[[int, int], None]  # bytes that are here, bytes in all (0 where nobody knows)


class NotHere(Exception):  # noqa: N818 (a state that the page shows, not a mistake)
    """Files of a set are missing and cannot be fetched; the text says which, and where to put them."""


class BadFile(ValueError):  # noqa: N818
    """A file is not what its name promises; the text names the file and what is wrong with it."""


@dataclass(frozen=True, eq=False)
class Images:
    """A set at one size: what GANs learn from, and what is kept back to judge them by.

    train, test: uint8 `(n, C, size, size)`; labels: int64 `(n,)`, places in `classes`, or None where there are none.
    """

    train: Tensor
    train_labels: Tensor | None
    test: Tensor
    test_labels: Tensor | None
    classes: tuple[str, ...]

    @property
    def channels(self) -> int:
        """1 for grey, 3 for colour."""
        return self.train.shape[1]

    @property
    def size(self) -> int:
        """Pixels a side."""
        return self.train.shape[3]


class ImageSet(Knobs):
    """A set of images; the page shows its docstring."""

    title: ClassVar[str]
    channels: ClassVar[int]
    classes: ClassVar[tuple[str, ...]] = ()  # () where nobody has labelled them

    @abstractmethod
    def load(self, size: int, folder: Path = DATA, progress: Progress | None = None) -> Images:
        """The images at 16, 32 or 64 pixels, the same ones each time.

        folder: the data folder, for sets that are files. progress: told of a download as it goes on. Raises NotHere,
        and BadFile for files that are damaged.
        """

    def load_from(
        self, size: int, folder: Path = DATA, given: Path | None = None, progress: Progress | None = None
    ) -> Images:
        """As `load`, but of the files in `given` where all of them are there: that folder is only read."""
        if given is None:
            return self.load(size, folder, progress)
        if self.here(given):
            return self.load(size, given, progress)
        try:
            return self.load(size, folder, progress)
        except NotHere as missing:
            raise NotHere(f"{missing} Nor does {given} hold the whole set.") from None

    def here(self, folder: Path = DATA) -> bool:
        """Whether `load` has all it needs without asking the internet."""
        return True

    def described(self, folder: Path = DATA) -> tuple[int, tuple[str, ...]]:
        """Channels and classes, without loading the images."""
        return self.channels, self.classes


def resized(images: Tensor, size: int, margin: int = 0) -> Tensor:
    """Square images, bytes `(n, C, s, s)`, at another size with `margin` black pixels (of the old size) around them.

    Smaller by averaging over what a new pixel covers, larger by cubic interpolation: neither jagged nor moved.
    """
    images = pad(images, (margin,) * 4)
    if images.shape[-1] == size:
        return images
    larger = size > images.shape[-1]
    parts = []
    for part in torch.split(images, AT_ONCE):
        sized = interpolate(part.float(), (size, size), mode="bicubic" if larger else "area")
        parts.append(sized.round_().clamp_(0, 255).to(torch.uint8))
    return torch.cat(parts)
