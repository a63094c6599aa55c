"""Handwritten digits that come with scikit-learn: real data, and no internet needed."""

from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

import numpy as np
import torch
from torch import Tensor

from models.images.datasets.image_set import DATA, Images, ImageSet, Progress, resized

CLASSES = tuple("0123456789")
KEPT_BACK = 5  # every fifth image of a class is for the test
FILE = "datasets/data/digits.csv.gz"  # in scikit-learn
CONTRAST = 1.6  # the pixels that were counted were black or white: edges are steeper than the enlarged ones


class Digits(ImageSet):
    """1,797 digits that 43 people wrote: the test part of UCI's *Optical Recognition of Handwritten Digits* (Alpaydin
    and Kaynak 1998), which scikit-learn brings along. They were counted down from 32×32 black and white pixels to
    8×8 of seventeen greys; here they are enlarged smoothly, with more contrast. One in five of each class is kept for
    the test, so writers appear in both parts.
    """

    title: ClassVar[str] = "Handwritten digits"
    channels: ClassVar[int] = 1
    classes: ClassVar[tuple[str, ...]] = CLASSES

    def load(self, size: int, folder: Path = DATA, progress: Progress | None = None) -> Images:
        counts, labels = table()
        soft = resized((counts * (255 / 16)).round().to(torch.uint8), size, margin=1)
        images = ((soft.float() - 127.5) * CONTRAST + 127.5).round().clamp(0, 255).to(torch.uint8)
        test = kept_back(labels)
        return Images(images[~test], labels[~test], images[test], labels[test], CLASSES)


def table() -> tuple[Tensor, Tensor]:
    """Counts of dark pixels, float64 `(1797, 1, 8, 8)` from 0 to 16, and labels, int64 `(1797,)`.

    Read from scikit-learn's file, without its code: importing that takes a second and 100 MB.
    """
    package = find_spec("sklearn")
    file = Path(package.origin).parent / FILE if package and package.origin else Path()
    if file.is_file():
        rows = np.loadtxt(file, delimiter=",")
        pixels, labels = rows[:, :-1], rows[:, -1]
    else:  # it may lie elsewhere in other versions
        from sklearn.datasets import load_digits

        pixels, labels = load_digits(return_X_y=True)
    return torch.from_numpy(pixels.reshape(-1, 1, 8, 8)), torch.from_numpy(labels.astype(np.int64))


def kept_back(labels: Tensor) -> torch.Tensor:
    """Which images are for the test, bool `(n,)`: every fifth of each class."""
    test = torch.zeros(len(labels), dtype=torch.bool)
    for label in range(len(CLASSES)):
        test[(labels == label).nonzero()[KEPT_BACK - 1 :: KEPT_BACK]] = True
    return test
