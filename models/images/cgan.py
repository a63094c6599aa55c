r"""Conditional GAN (Mirza & Osindero 2014, arXiv:1411.1784).

DCGAN, changed in what the networks are told: both get a label y beside what they had. G has to paint what y says, and
D judges whether an image is real *and* goes with its label: a perfect 3 under the label 5 is a fake.

    min_G max_D  V(D, G) = E_{x,y}[log D(x | y)] + E_{z,y}[log(1 − D(G(z | y) | y))]

Watch for: a row a class, a column a z. Before long z says how a digit is written, slanted or bold, and y which one.
Try: data whose classes differ in little. What z means is then shared by all classes, and a column looks alike.

The label is a one-hot vector, times √classes to be as strong as z: behind z for G; for D as maps, one a class, beside
those of its first layer, where the paper has both go through a layer of their own before they meet. Fakes are made for
the labels of the real images beside them. z has 100 dimensions, as in the paper: with DCGAN's 16 more samples show
another digit than they were told.
"""

from typing import Any, ClassVar

from torch import nn

from models.images.dcgan import DCGAN
from models.images.networks import Discriminator, generator
from models.knobs import knob


class CGAN(DCGAN):
    title: ClassVar[str] = "Conditional GAN"
    paper: ClassVar[dict[str, Any]] = {
        "authors": "Mirza & Osindero",
        "year": 2014,
        "title": "Conditional Generative Adversarial Nets",
        "arxiv": "1411.1784",
    }
    conditional: ClassVar[bool] = True
    labelled: ClassVar[bool] = True

    class Knobs(DCGAN.Knobs):
        noise_dim: int = knob(
            100, 1, 512, "Dimensions of the noise z", symbol="dim z", group="Noise", rebuild=True, label="Noise size"
        )

    @classmethod
    def networks(cls, k: Any, channels: int, classes: int) -> dict[str, nn.Module]:
        return {
            "g": generator(k, channels, labels=classes),
            "d": Discriminator(k, channels, cls.normed(k), labels=classes),
        }
