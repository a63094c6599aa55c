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

from typing import Any, ClassVar

import torch
from torch import Tensor, nn

from models.images import losses
from models.images.compute import Compute
from models.images.feed import Batch, Feed
from models.images.knobs import Guidelines
from models.images.losses import LOSSES, NonSaturating, curves_of
from models.images.networks import Discriminator, generator, initialise
from models.knobs import knob, usual
from models.seeds import generator as seeded
from models.toys.engine.readings import NORMS


class DCGAN:
    """One GAN in training; what D says of images is `(n,)`."""

    title: ClassVar[str] = "DCGAN"
    paper: ClassVar[dict[str, Any]] = {
        "authors": "Radford et al.",
        "year": 2016,
        "title": "Unsupervised Representation Learning with Deep Convolutional Generative Adversarial Networks",
        "arxiv": "1511.06434",
    }
    conditional: ClassVar[bool] = False  # whether G and D are given labels
    labelled: ClassVar[bool] = False  # whether the data must have any
    averages: ClassVar[dict[str, str]] = {"shown_g": "g", "shown_d": "d"}  # of which networks the weights are averaged

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

    def __init__(self, knobs: Any, channels: int, classes: int, seed: int, compute: Compute):
        self.k, self.compute = knobs, compute
        self.nets = self.networks(knobs, channels, classes)
        for name, net in self.nets.items():
            initialise(net, seeded(seed, "init", name))
            compute.place(net)
        self.G, self.D = self.nets["g"], self.nets["d"]
        self.optimisers = {name: compute.adam(net.parameters()) for name, net in self.nets.items()}
        self.tune(knobs)

    @classmethod
    def networks(cls, k: Any, channels: int, classes: int) -> dict[str, nn.Module]:
        """G, D and whatever else is trained."""
        return {"g": generator(k, channels), "d": Discriminator(k, channels, cls.normed(k))}

    @classmethod
    def normed(cls, k: Any) -> bool:
        """Whether D has BatchNorm: it mixes the images of a batch, and WGAN-GP's penalty is on each by itself."""
        return bool(k.batchnorm) and cls.loss(k) is not losses.Wasserstein

    @classmethod
    def shown_labels(cls, k: Any, labels: Tensor | None, seed: int) -> Tensor:
        """Which images show their labels to a loss: places `(n,)` among those to learn from."""
        return torch.empty(0, dtype=torch.int64)

    def tune(self, knobs: Any) -> None:
        """Go on with other knobs for the same networks."""
        self.k = knobs
        for name, optimiser in self.optimisers.items():
            lr = knobs.lr_g if name == "g" else knobs.lr_d
            optimiser.param_groups[0].update(lr=lr, betas=(knobs.beta1, knobs.beta2))

    @classmethod
    def loss(cls, k: Any) -> type[NonSaturating]:
        return LOSSES[k.loss]

    def noise_and_label(self, z: Tensor, y: Tensor | None) -> Tensor:
        """What G takes: z `(n, noise_dim)`, and the label behind it where it is conditioned on one."""
        return z if y is None else torch.cat([z, y], 1)

    def judge(self, x: Tensor, y: Tensor | None, by: nn.Module | None = None) -> Tensor:
        """What D says of images, float32 `(n,)`. by: D's average, say, in its place."""
        out: Tensor = (by or self.D)(x, y)[:, 0].float()
        return out

    def step(self, batches: list[Batch], learn: str = "dg") -> Tensor:
        """Algorithm 1: an update of D on each batch, then one of G on the newest fakes; learn names who learns.

        Returns the round's row of the curve `(7,)`, columns models.toys.engine.readings.CURVE.
        """
        for batch in batches:
            with torch.set_grad_enabled(batch is batches[-1]), self.compute.autocast():
                g: Tensor = self.G(self.noise_and_label(batch.z, batch.y))
            real, fake, loss_d, norm_d = self.update_d(batch, g.detach(), "d" in learn)
        loss_g, norm_g = self.update_g(batch, g, "g" in learn)
        loss = self.loss(self.k)
        said = [loss.reading(out).mean() for out in (real, fake)]
        return torch.stack([loss_d, loss_g, *said, norm_d, norm_g, loss.value(real, fake)])

    def update_d(self, batch: Batch, g: Tensor, learn: bool) -> tuple[Tensor, ...]:
        """What D says of real and of fake images, its loss, and the norm of its gradient."""
        with self.compute.autocast():
            real, fake = self.judge(batch.x, batch.y), self.judge(g, batch.y)
        loss = self.loss(self.k).d(real, fake)
        if self.k.loss == "wgan_gp" and self.k.penalty > 0:
            loss = loss + self.k.penalty * losses.penalty(self.D, batch.x, g.float(), batch.epsilon, batch.y)
        return real.detach(), fake.detach(), loss.detach(), self.descend("d", loss, learn)

    def update_g(self, batch: Batch, g: Tensor, learn: bool) -> tuple[Tensor, Tensor]:
        """G's loss, and the norm of its gradient; D passes it on and needs none for its own weights."""
        self.D.requires_grad_(False)
        with self.compute.autocast():
            fake = self.judge(g, batch.y)
        loss = self.loss(self.k).g(fake)
        norm = self.descend("g", loss, learn)
        self.D.requires_grad_(True)
        return loss.detach(), norm

    def descend(self, net: str, loss: Tensor, learn: bool) -> Tensor:
        """One update of a network, or what it would be; returns the norm of the gradient."""
        optimiser = self.optimisers[net]
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        if learn:
            optimiser.step()
        return nn.utils.get_total_norm([p.grad for p in self.nets[net].parameters() if p.grad is not None])

    def readings(self, feed: Feed, shown: dict[str, nn.Module]) -> dict[str, float]:
        """What only this system has to say of itself, by name; shown: the averages."""
        return {}

    @classmethod
    def all_curves(cls, knobs: Any) -> list[dict[str, Any]]:
        """Every column of the curve that means something for this game."""
        return [*curves_of(cls.loss(knobs)), *NORMS]
