r"""Semi-Supervised GAN (Odena 2016, arXiv:1606.01583).

DCGAN, changed in what D says: not real or fake, but which of the C classes, or *fake*, class C + 1. It becomes a
classifier that also learns from images nobody has labelled, because those are real, whichever class they are, and
from fakes, because those are none. Only a few real images show their labels.

    p(real) = 1 − p(C + 1 | x) = Σ_{c ≤ C} p(c | x)
    L_D = −E_{x,y}[log p(y | x)] − E_x[log p(real | x)] − E_z[log p(C + 1 | G(z))]      L_G = −E_z[log p(real | G(z))]

With l_c for D's outputs, log p(real)/p(fake) = log Σ_{c ≤ C} e^{l_c} − l_{C+1} is the logit of an ordinary D: but for
the first term these are the GAN's losses.

Watch for: the accuracy on test images, of this D and of a CNN that has the same layers but C outputs and learns from
the labelled images alone. The fewer labels, the more the unlabelled images and the fakes are worth.
Try: 1000 labels, where the CNN needs no help any more.

The labelled images are drawn by the seed, as many of each class as can be. Both networks are judged by the average of
their weights, as G is, with BatchNorm's statistics of their own training images. Images have 16 pixels and D 64
channels next to them unless you say so: D names small images as well as larger ones, and sooner.
"""

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any, ClassVar

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from models.column import Column
from models.images.feed import scaled
from models.images.games.dcgan import DCGAN, Batch
from models.images.games.odena import Accuracy
from models.images.judging.measures import COMMON
from models.images.knobs import Guidelines, Size
from models.images.losses import NonSaturating
from models.images.networks import Discriminator, generator, settle
from models.images.system import Milestone, Networks, Optimiser
from models.images.tools.latent import LATENT
from models.knobs import knob, usual
from models.measure import Measure
from models.seeds import generator as seeded

SETTLED = 512  # images that BatchNorm's statistics are taken of
AT_ONCE = 500  # test images


class SGAN(DCGAN):
    title: ClassVar[str] = "Semi-supervised GAN"
    paper: ClassVar[dict[str, Any]] = {
        "authors": "Odena",
        "year": 2016,
        "title": "Semi-Supervised Learning with Generative Adversarial Networks",
        "arxiv": "1606.01583",
    }
    labelled: ClassVar[bool] = True
    optimised: ClassVar[dict[str, Optimiser]] = {**DCGAN.optimised, "cnn": Optimiser(("cnn",), "lr_d", "d")}
    averages: ClassVar[dict[str, str]] = {**DCGAN.averages, "shown_cnn": "cnn"}
    critics = ()
    measures: ClassVar[Mapping[str, Measure]] = {
        **COMMON,
        "accuracy": Measure("Accuracy of D", "", "high", "Share of test images whose class D names right"),
        "accuracy_cnn": Measure("Accuracy of the CNN", "", "high", "The same of the CNN beside it, without G"),
    }
    tools = (*LATENT, Accuracy())
    milestones: ClassVar[Mapping[tuple[str, int], Milestone]] = {}

    class Knobs(Guidelines):
        size: Size = usual(16)
        d_width: int = usual(64)
        labels: int = knob(
            100, 10, 1000, "Real images that show their labels", label="Labels", group="Data", log=True, rebuild=True
        )

    @classmethod
    def networks(cls, k: Any, channels: int, classes: int) -> Networks:
        """With the CNN beside D."""
        return {
            "g": generator(k, channels),
            "d": Discriminator(k, channels, k.batchnorm, outputs=classes + 1),
            "cnn": Discriminator(k, channels, k.batchnorm, outputs=classes),
        }

    @classmethod
    def loss(cls, k: Any) -> type[NonSaturating]:
        return NonSaturating

    @classmethod
    def columns(cls, k: Any) -> list[Column]:
        """L_D also holds the cross-entropy of the labelled images, so it has no value to settle at."""
        loss_d, *others = super().columns(k)
        d = r"-\mathbb{E}_{x,y}[\log p(y|x)]-\mathbb{E}_x[\log p(\mathrm{real}|x)]-\mathbb{E}_z[\log p(C+1|G(z))]"
        return [loss_d._replace(formula=d, equilibrium=None), *others]

    @cached_property
    def visible(self) -> Tensor:
        """Places of the images that show their labels, int64 `(n,)`."""
        assert self.feed.images.train_labels is not None
        return visible_labels(self.k.labels, self.feed.images.train_labels, self.feed.seed).to(self.feed.device)

    def judge(self, x: Tensor, y: Tensor | None, by: nn.Module | None = None) -> Tensor:
        return real_logit((by or self.nets["d"])(x).float())

    def update_d(self, batch: Batch, g: Tensor, at: tuple[int, int], learn: Collection[str]) -> tuple[Tensor, ...]:
        """DCGAN's, and the labelled images; and an update of the CNN on those alone."""
        x, labels = self.labelled_batch(*at)
        with self.compute.autocast():
            real, fake = self.judge(batch.x, None), self.judge(g, None)
            named, by_cnn = self.nets["d"](x).float(), self.nets["cnn"](x).float()
        loss = self.loss(self.k).d(real, fake) + cross_entropy(named, labels)
        self.descend("cnn", cross_entropy(by_cnn, labels), learn)
        return real.detach(), fake.detach(), loss.detach(), self.descend("d", loss, learn)

    def labelled_batch(self, i: int, update: int) -> tuple[Tensor, Tensor]:
        """Images whose labels may be seen, for an update of D in step i, and these, int64 `(n,)`."""
        some = self.visible[self.feed.rows(self.k.batch, len(self.visible), self.feed.stream(i, update, "labelled"))]
        return self.feed.real(some), self.feed.labels_of(some)

    @torch.no_grad()
    def measure(self, most: int | None = None) -> dict[str, float]:
        """Share of test images that D and the CNN name right, both averaged; and how many labels they have seen."""
        test, labels = self.feed.images.test, self.feed.images.test_labels
        assert labels is not None
        if most is not None:
            some = torch.randperm(len(test), generator=seeded(0, "tested"))[:most]
            test, labels = test[some], labels[some]
        first = torch.arange(min(SETTLED, len(self.feed.train)), device=self.feed.device)
        found = {"labels": float(len(self.visible))}
        for name, measure, seen in (("d", "accuracy", first), ("cnn", "accuracy_cnn", self.visible[:SETTLED])):
            net = self.shown[f"shown_{name}"]
            with self.compute.autocast():
                settle(net, self.feed.real(seen))
                parts = [net(scaled(part.to(self.feed.device))).float() for part in torch.split(test, AT_ONCE)]
            named = torch.cat(parts)[:, : len(self.feed.images.classes)].argmax(1).cpu()
            found[measure] = float((named == labels).float().mean())
        return found


def visible_labels(count: int, labels: Tensor, seed: int) -> Tensor:
    """Which images show their labels: one of each class after another, in an order drawn by the seed."""
    order = torch.randperm(len(labels), generator=seeded(seed, "labelled"))
    turns = torch.zeros(len(labels), dtype=torch.int64)  # how many of its class came before
    for label in range(int(labels.max()) + 1):
        of_class = labels[order] == label
        turns[of_class] = torch.arange(int(of_class.sum()))
    return order[turns.argsort(stable=True)[:count]]


def real_logit(out: Tensor) -> Tensor:
    """Log p(real)/p(fake) of D's outputs `(n, C + 1)`: `(n,)`."""
    return out[:, :-1].logsumexp(1) - out[:, -1]
