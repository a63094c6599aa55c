"""Handwritten digits that come with scikit-learn: real data, and no internet needed."""

from pathlib import Path
from typing import ClassVar

import numpy as np
import torch
from torch import Tensor

from models.images.datasets.image_set import DATA, Images, ImageSet, Progress, resized

CLASSES = tuple("0123456789")
KEPT_BACK = 5  # every fifth image of a class is for the test
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
        from sklearn.datasets import load_digits  # importing it takes a second, which other sets need not wait for

        bunch = load_digits()
        counts = torch.from_numpy(bunch.images).unsqueeze(1)
        soft = resized((counts * (255 / 16)).round().to(torch.uint8), size, margin=1)
        images = ((soft.float() - 127.5) * CONTRAST + 127.5).round().clamp(0, 255).to(torch.uint8)
        labels = torch.from_numpy(bunch.target.astype(np.int64))
        test = kept_back(labels)
        return Images(images[~test], labels[~test], images[test], labels[test], CLASSES)


def kept_back(labels: Tensor) -> torch.Tensor:
    """Which images are for the test, bool `(n,)`: every fifth of each class."""
    test = torch.zeros(len(labels), dtype=torch.bool)
    for label in range(len(CLASSES)):
        test[(labels == label).nonzero()[KEPT_BACK - 1 :: KEPT_BACK]] = True
    return test
