"""What a run learns from: images, labels and randomness, each a pure function of the run's seed and of what it is for.

A generator seeded by (seed, step, update, purpose) draws each batch. A checkpoint therefore needs no generator's
state, and however the steps are sliced they draw the same. The feed does not know what batches are made of: a system
draws its own.
"""

from concurrent.futures import Future
from functools import cached_property

import torch
from torch import Tensor
from torch.nn.functional import one_hot

from models.images.datasets import Images
from models.images.judging.neighbours import Neighbours
from models.seeds import generator


class Feed:
    """The images of one run, on its device, and its randomness."""

    def __init__(self, images: Images, seed: int, device: str, neighbours: "Future[Neighbours] | None" = None):
        """neighbours: of the training images, where another thread prepares them."""
        self.images, self.seed, self.device = images, seed, device
        self.train = images.train.to(device)
        self.labels = None if images.train_labels is None else images.train_labels.to(device)
        self._neighbours = neighbours

    def stream(self, *purpose: int | str) -> torch.Generator:
        """Randomness for one purpose: for an update of a step, for example, (step, update, "noise")."""
        return generator(self.seed, *purpose)

    def rows(self, n: int, of: int, stream: torch.Generator) -> Tensor:
        """N places of the first `of` there are, int64 `(n,)`."""
        return torch.randint(of, (n,), generator=stream).to(self.device)

    def real(self, rows: Tensor) -> Tensor:
        """Training images, float32 in [−1, 1]."""
        return scaled(self.train[rows])

    def labels_of(self, rows: Tensor) -> Tensor:
        """Their labels, int64 `(n,)`, of data that have some."""
        assert self.labels is not None
        return self.labels[rows]

    @cached_property
    def neighbours(self) -> Neighbours:
        """Of the training images; it may take seconds until they are there."""
        return Neighbours(self.images.train) if self._neighbours is None else self._neighbours.result()


def encoded(labels: Tensor, classes: int) -> Tensor:
    """Labels, int64 `(n,)`, as networks take them: one-hot times √classes, float32 `(n, classes)`.

    The mean square is 1 then, as that of z: a bare one-hot vector is so faint beside it that G learns it late.
    """
    y: Tensor = one_hot(labels, classes).float() * classes**0.5
    return y


def scaled(images: Tensor) -> Tensor:
    """Bytes → float32 in [−1, 1], what D sees."""
    return images.float() / 127.5 - 1


def as_bytes(x: Tensor) -> Tensor:
    """[−1, 1] → bytes; what lies beyond is cut off."""
    return ((x.float() + 1) * 127.5).round().clamp(0, 255).to(torch.uint8)
