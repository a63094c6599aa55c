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

from typing import Any, ClassVar

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from models.images.feed import Batch, Feed, scaled
from models.images.games.dcgan import DCGAN
from models.images.knobs import Guidelines, Size
from models.images.losses import NonSaturating
from models.images.networks import Discriminator, generator, settle
from models.knobs import knob, usual
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
    averages: ClassVar[dict[str, str]] = DCGAN.averages | {"shown_cnn": "cnn"}

    class Knobs(Guidelines):
        size: Size = usual(16)
        d_width: int = usual(64)
        labels: int = knob(
            100, 10, 1000, "Real images that show their labels", label="Labels", group="Data", log=True, rebuild=True
        )

    @classmethod
    def networks(cls, k: Any, channels: int, classes: int) -> dict[str, nn.Module]:
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
    def shown_labels(cls, k: Any, labels: Tensor | None, seed: int) -> Tensor:
        """One image of each class after another, in an order drawn by the seed."""
        assert labels is not None
        order = torch.randperm(len(labels), generator=seeded(seed, "labelled"))
        turns = torch.zeros(len(labels), dtype=torch.int64)  # how many of its class came before
        for label in range(int(labels.max()) + 1):
            of_class = labels[order] == label
            turns[of_class] = torch.arange(int(of_class.sum()))
        return order[turns.argsort(stable=True)[: k.labels]]

    def judge(self, x: Tensor, y: Tensor | None, by: nn.Module | None = None) -> Tensor:
        return real_logit((by or self.D)(x).float())

    def update_d(self, batch: Batch, g: Tensor, learn: bool) -> tuple[Tensor, ...]:
        """DCGAN's, and the labelled images; and an update of the CNN on those alone."""
        assert batch.labelled is not None
        x, labels = batch.labelled
        with self.compute.autocast():
            real, fake = self.judge(batch.x, None), self.judge(g, None)
            named, by_cnn = self.D(x).float(), self.nets["cnn"](x).float()
        loss = self.loss(self.k).d(real, fake) + cross_entropy(named, labels)
        self.descend("cnn", cross_entropy(by_cnn, labels), learn)
        return real.detach(), fake.detach(), loss.detach(), self.descend("d", loss, learn)

    @torch.no_grad()
    def readings(self, feed: Feed, shown: dict[str, nn.Module]) -> dict[str, float]:
        """Share of test images that D and the CNN name right, both averaged."""
        test, labels = feed.images.test, feed.images.test_labels
        assert labels is not None
        some = torch.arange(min(SETTLED, len(feed.train)), device=feed.device)
        right = {}
        for name, reading, seen in (("d", "accuracy", some), ("cnn", "accuracy_cnn", feed.shown[:SETTLED])):
            net = shown[f"shown_{name}"]
            with self.compute.autocast():
                settle(net, feed.real(seen))
                parts = [net(scaled(part.to(feed.device))).float() for part in torch.split(test, AT_ONCE)]
            named = torch.cat(parts)[:, : len(feed.images.classes)].argmax(1).cpu()
            right[reading] = float((named == labels).float().mean())
        return right

    @classmethod
    def all_curves(cls, knobs: Any) -> list[dict[str, Any]]:
        """L_D also holds the cross-entropy of the labelled images, so it has no value to settle at."""
        loss_d, *others = super().all_curves(knobs)
        d = r"-\mathbb{E}_{x,y}[\log p(y|x)]-\mathbb{E}_x[\log p(\mathrm{real}|x)]-\mathbb{E}_z[\log p(C+1|G(z))]"
        return [loss_d | {"formula": d, "equilibrium": None}, *others]


def real_logit(out: Tensor) -> Tensor:
    """Log p(real)/p(fake) of D's outputs `(n, C + 1)`: `(n,)`."""
    return out[:, :-1].logsumexp(1) - out[:, -1]
