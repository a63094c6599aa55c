r"""Deep Convolutional GAN (Radford, Metz & Chintala 2016, arXiv:1511.06434).

GAN, changed in the networks alone: G grows an image out of noise and D shrinks it to one number, both by convolutions.
Until then GANs of convolutions hardly trained at all; five guidelines made them stable, and each is a switch here:

    1  strided convolutions in D and fractionally-strided ones in G, no pooling
    2  BatchNorm in G and D, but not at G's output nor at D's input
    3  no fully connected hidden layers
    4  ReLU in G, tanh at its end
    5  LeakyReLU in D

    min_G max_D  V(D, G) = E_x[log D(x)] + E_z[log(1 − D(G(z)))]

Watch for: every image of the grid keeps its z, so you see one and the same image grow sharper. Spots and
strokes come before shapes, and shapes before anything that could be named.
Try: break a guideline and start again with the same seed. A sigmoid paints nothing darker than grey, and D always
sees it; fully connected layers are caught in a pattern of specks. Without BatchNorm networks as small as these learn
all the same.

Weights start as N(0, 0.02). Deviations: Adam at 2e-3 with β₁ = 0, where the paper has 2e-4 and 0.5 for far longer
trainings; 32 channels nearest the image, which have 64 to 128 in the paper; z has 8 dimensions, not 100, of which fewer
digits lie between two (Fréchet distance of digits after a minute: 1.4 for 8, 1.8 for 16; four of five are clear after
1,200 steps for 8, after 1,950 for 16), and images that differ in more want more; kernels of 4 pixels, not 5, so that
strides of 2 cover all pixels alike; z is normal, not uniform, unless you say so; samples shown come from an
average of G's weights. Three later losses can be chosen. With WGAN-GP the critic has no BatchNorm, as its paper
demands, because the penalty is on each image by itself.
"""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar, NamedTuple

import torch
from torch import Tensor, nn

from models.column import Column
from models.images import losses
from models.images.feed import encoded, scaled
from models.images.from_noise import FromNoise
from models.images.knobs import Guidelines
from models.images.losses import LOSSES, NonSaturating
from models.images.networks import Discriminator, generator
from models.images.system import Milestone, Networks, Optimiser
from models.images.tools.latent import LATENT
from models.images.tools.tool import Tool
from models.knobs import knob, usual
from models.seeds import noise


class Batch(NamedTuple):
    """What one update of D takes."""

    x: Tensor  # real, (n, C, size, size) in [−1, 1]
    y: Tensor | None  # their labels as feed.encoded has them, for systems that are conditioned on them
    z: Tensor  # (n, noise_dim)
    epsilon: Tensor  # uniform in [0, 1], (n, 1, 1, 1)


class DCGAN(FromNoise):
    """What D says of images is `(n,)`."""

    title: ClassVar[str] = "DCGAN"
    paper: ClassVar[dict[str, Any]] = {
        "authors": "Radford et al.",
        "year": 2016,
        "title": "Unsupervised Representation Learning with Deep Convolutional Generative Adversarial Networks",
        "arxiv": "1511.06434",
    }
    optimised: ClassVar[dict[str, Optimiser]] = {
        "g": Optimiser(("g",), "lr_g", "g"),
        "d": Optimiser(("d",), "lr_d", "d"),
    }
    averages: ClassVar[dict[str, str]] = {"shown_g": "g", "shown_d": "d"}
    critics: ClassVar[tuple[str, ...]] = tuple(name for name, loss in LOSSES.items() if loss.critic)
    tools: ClassVar[tuple[Tool[Any], ...]] = LATENT
    # Median over three seeds of the steps after which a classifier of real digits is 90 % sure of 80 % of the samples,
    # and all ten digits are among them.
    milestones: ClassVar[Mapping[tuple[str, int], Milestone]] = {("digits", 32): Milestone(1200, "80 % clear digits")}

    class Knobs(Guidelines):
        noise_dim: int = usual(8)
        loss: losses.Name = knob(
            "non_saturating",
            help="What D and G minimise; WGAN-GP wants k = 5, and a D without BatchNorm, so networks start anew",
        )
        penalty: float = knob(
            10.0, 0, 100, "Weight of WGAN-GP’s gradient penalty", symbol="λ", group="Discriminator", log=True,
            when={"loss": ["wgan_gp"]},
        )  # fmt: skip

    @classmethod
    def networks(cls, k: Any, channels: int, classes: int) -> Networks:
        return {"g": generator(k, channels), "d": Discriminator(k, channels, cls.normed(k))}

    @classmethod
    def normed(cls, k: Any) -> bool:
        """Whether D has BatchNorm: it mixes the images of a batch, and WGAN-GP's penalty is on each by itself."""
        return bool(k.batchnorm) and cls.loss(k) is not losses.Wasserstein

    @classmethod
    def renewing(cls, k: Any, changed: Any) -> list[str]:
        """The loss, where it wants another D."""
        return ["loss"] if cls.normed(k) != cls.normed(changed) else []

    @classmethod
    def loss(cls, k: Any) -> type[NonSaturating]:
        return LOSSES[k.loss]

    @classmethod
    def columns(cls, k: Any) -> list[Column]:
        return cls.loss(k).formulas.columns()

    def batch(self, i: int, update: int) -> Batch:
        """For an update of D in step i."""
        k, feed = self.k, self.feed
        rows = feed.rows(k.batch, len(feed.train), feed.stream(i, update, "real"))
        epsilon = torch.rand((k.batch, 1, 1, 1), generator=feed.stream(i, update, "epsilon")).to(feed.device)
        z = noise(k.noise, (k.batch, k.noise_dim), feed.stream(i, update, "noise")).to(feed.device)
        y = encoded(feed.labels_of(rows), len(feed.images.classes)) if self.conditional else None
        return Batch(feed.real(rows), y, z, epsilon)

    def step(self, i: int, learn: Collection[str]) -> Tensor:
        """Algorithm 1: k updates of D, each on a fresh batch, then one of G on the newest fakes."""
        for update in range(self.k.n_critic):
            batch = self.batch(i, update)
            with torch.set_grad_enabled(update == self.k.n_critic - 1), self.compute.autocast():
                g: Tensor = self.nets["g"](self.given_g(batch.z, batch.y))
            real, fake, loss_d, norm_d = self.update_d(batch, g.detach(), (i, update), learn)
        loss_g, norm_g = self.update_g(batch, g, learn)
        loss = self.loss(self.k)
        means = [loss.reading(out).mean() for out in (real, fake)]
        return torch.stack([loss_d, loss_g, *means, norm_d, norm_g, loss.value(real, fake)])

    def update_d(self, batch: Batch, g: Tensor, at: tuple[int, int], learn: Collection[str]) -> tuple[Tensor, ...]:
        """What D says of real and of fake images, its loss, and the norm of its gradient. at: the step, the update."""
        with self.compute.autocast():
            real, fake = self.judge(batch.x, batch.y), self.judge(g, batch.y)
        loss = self.loss(self.k).d(real, fake)
        if self.k.loss == "wgan_gp" and self.k.penalty > 0:
            penalty = losses.penalty(self.nets["d"], batch.x, g.float(), batch.epsilon, batch.y)
            loss = loss + self.k.penalty * penalty
        return real.detach(), fake.detach(), loss.detach(), self.descend("d", loss, learn)

    def update_g(self, batch: Batch, g: Tensor, learn: Collection[str]) -> tuple[Tensor, Tensor]:
        """G's loss, and the norm of its gradient; D passes it on and needs none for its own weights."""
        self.nets["d"].requires_grad_(False)
        with self.compute.autocast():
            fake = self.judge(g, batch.y)
        loss = self.loss(self.k).g(fake)
        norm = self.descend("g", loss, learn)
        self.nets["d"].requires_grad_(True)
        return loss.detach(), norm

    def judge(self, x: Tensor, y: Tensor | None, by: nn.Module | None = None) -> Tensor:
        """What D says of images, float32 `(n,)`. by: D's average, say, in its place."""
        out: Tensor = (by or self.nets["d"])(x, y)[:, 0].float()
        return out

    @torch.inference_mode()
    def score(self, images: Tensor, labels: Tensor | None, averaged: bool = False) -> Tensor:
        """With BatchNorm D judges a batch as a whole, in training too: give it real images or fakes, not both."""
        judge = (self.shown["shown_d"] if averaged else self.nets["d"]).train()
        with self.compute.autocast():
            out = self.judge(scaled(images.to(self.feed.device)), self.encoded(labels, len(images)), judge)
        return self.loss(self.k).reading(out).cpu()
