r"""Least Squares GAN (Mao et al. 2017, arXiv:1611.04076).

GAN, changed in the loss alone: D is asked for the number 1 on real and 0 on fake samples and pays the squared error;
G pays for the distance of D(G(z)) from 1. A fake far on D's good side of the boundary still has a gradient, so G is
drawn to the data and not only over the line.

    L_D = ½ E_x[(D(x) − 1)²] + ½ E_z[D(G(z))²]        L_G = ½ E_z[(D(G(z)) − 1)²]

The best D for a fixed G is again D* = p/(p + q), read directly, without a sigmoid.

Watch for: losses of ¼ for D and ⅛ for G at the optimum.
Try: D's learning rate at 4e-3, which is the GAN's.
"""

from typing import Any, ClassVar

from torch import Tensor

from models.losses import LEAST_SQUARES, Formulas
from models.toys.games.gan import GAN, Pair
from models.toys.knobs import ToyKnobs


class LSGAN(GAN):
    title: ClassVar[str] = "Least squares GAN"
    paper: ClassVar[dict[str, Any]] = {
        "authors": "Mao et al.",
        "year": 2017,
        "title": "Least Squares Generative Adversarial Networks",
        "arxiv": "1611.04076",
    }

    class Knobs(ToyKnobs):
        pass

    def loss_d(self, real: Tensor, fake: Tensor) -> Tensor:
        return (self.mean((real - 1).square()) + self.mean(fake.square())) / 2

    def slope_d(self, real: Tensor, fake: Tensor) -> Pair:
        return real - 1, fake

    def loss_g(self, real: Tensor, fake: Tensor) -> Tensor:
        return self.mean((fake - 1).square()) / 2

    def slope_g(self, real: Tensor, fake: Tensor) -> Pair:
        return fake * 0, fake - 1

    @classmethod
    def formulas(cls, knobs: Any) -> Formulas:
        return LEAST_SQUARES

    def reading(self, out: Tensor) -> Tensor:
        return out

    def opinion(self, out: Tensor, real: Tensor | None, fake: Tensor | None) -> Tensor:
        return (2 * out - 1).clamp(-1, 1)
