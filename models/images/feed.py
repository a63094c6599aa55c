"""What a run is fed: real images, noise and labels, each a pure function of its seed and the round.

A generator seeded by (seed, round, update, stream) draws each batch. A checkpoint therefore needs no generator's
state, and however the rounds are sliced they draw the same.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn.functional import one_hot

from models.experiment import Rejected
from models.images.datasets import Images
from models.seeds import generator, noise

if TYPE_CHECKING:
    from models.images.experiment import Experiment


@dataclass
class Batch:
    """What one update of D takes."""

    x: Tensor  # real, (n, C, size, size) in [−1, 1]
    y: Tensor | None  # their labels as `encoded` has them, for systems that are conditioned on them
    z: Tensor  # (n, noise_dim)
    epsilon: Tensor  # uniform in [0, 1], (n, 1, 1, 1)
    labelled: tuple[Tensor, Tensor] | None = None  # images whose labels may be seen, and these, int64 (n,)


class Feed:
    """The images of one run, and the batches drawn of them."""

    def __init__(self, experiment: "Experiment", images: Images, device: str):
        """Raises Rejected for data without labels where the system needs some."""
        if experiment.gan.labelled and (images.train_labels is None or len(images.classes) < 2):
            title = experiment.gan.title
            raise Rejected("data", f"{title} learns from labels, and these data have none.")
        self.experiment, self.images, self.device = experiment, images, device
        self.train = images.train.to(device)
        self.labels = None if images.train_labels is None else images.train_labels.to(device)
        self.shown = experiment.gan.shown_labels(experiment.knobs, images.train_labels, experiment.seed).to(device)

    def batch(self, step: int, update: int) -> Batch:
        """For an update of D in the round after `step`."""
        e, k = self.experiment, self.experiment.knobs

        def stream(name: str) -> torch.Generator:
            return generator(e.seed, step, update, name)

        rows = self.rows(len(self.train), stream("real"))
        epsilon = torch.rand((k.batch, 1, 1, 1), generator=stream("epsilon")).to(self.device)
        labelled = None
        if len(self.shown):
            some = self.shown[self.rows(len(self.shown), stream("labelled"))]
            labelled = (self.real(some), self.labels_of(some))
        y = encoded(self.labels_of(rows), len(self.images.classes)) if e.gan.conditional else None
        z = noise(k.noise, (k.batch, k.noise_dim), stream("noise")).to(self.device)
        return Batch(self.real(rows), y, z, epsilon, labelled)

    def rows(self, n: int, generator: torch.Generator) -> Tensor:
        return torch.randint(n, (self.experiment.knobs.batch,), generator=generator).to(self.device)

    def real(self, rows: Tensor) -> Tensor:
        """Images to learn from, in [−1, 1]."""
        return scaled(self.train[rows])

    def labels_of(self, rows: Tensor) -> Tensor:
        assert self.labels is not None
        return self.labels[rows]


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
