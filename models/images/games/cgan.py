r"""Conditional GAN (Mirza & Osindero 2014, arXiv:1411.1784).

DCGAN, changed in what the networks are told: both get a label y beside what they had. G has to paint what y says, and
D judges whether an image is real *and* goes with its label: a perfect 3 under the label 5 is a fake.

    min_G max_D  V(D, G) = E_{x,y}[log D(x | y)] + E_{z,y}[log(1 − D(G(z | y) | y))]

Watch for: a row a class, a column a z. Before long y says what is painted, and z how: slanted or bold, large or small.
Try: data whose classes differ in little. What z means is then shared by all classes, and a column looks alike.

The label is a one-hot vector, times √classes to be as strong as z: behind z for G; for D as maps, one a class, beside
those of its first layer, where the paper has both go through a layer of their own before they meet. Fakes are made for
the labels of the real images beside them. z has 100 dimensions, as in the paper: with DCGAN's few more samples show
another digit than they were told.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from models.column import Column
from models.images.games.dcgan import DCGAN
from models.images.judging.measures import AS_ASKED, COMMON
from models.images.networks import Discriminator, generator
from models.images.system import Milestone, Networks
from models.images.tools.latent import CONDITIONAL
from models.knobs import usual
from models.measure import Measure


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
    measures: ClassVar[Mapping[str, Measure]] = {**COMMON, "as_asked": AS_ASKED}
    tools = CONDITIONAL
    milestones: ClassVar[Mapping[tuple[str, int], Milestone]] = {}

    class Knobs(DCGAN.Knobs):
        noise_dim: int = usual(100)

    @classmethod
    def networks(cls, k: Any, channels: int, classes: int) -> Networks:
        return {
            "g": generator(k, channels, labels=classes),
            "d": Discriminator(k, channels, cls.normed(k), labels=classes),
        }

    @classmethod
    def columns(cls, k: Any) -> list[Column]:
        return [column._replace(formula=given_y(column.formula)) for column in super().columns(k)]


def given_y(tex: str) -> str:
    """A GAN's formula with the label y in both networks, and in what is averaged over."""
    for plain, told in {
        "D(G(z))": "D(G(z|y)|y)",
        "D(x)": "D(x|y)",
        r"D(\hat x)": r"D(\hat x|y)",
        r"\mathbb{E}_x": r"\mathbb{E}_{x,y}",
        r"\mathbb{E}_z": r"\mathbb{E}_{z,y}",
        r"\mathbb{E}_{\hat x}": r"\mathbb{E}_{\hat x,y}",
    }.items():
        tex = tex.replace(plain, told)
    return tex
