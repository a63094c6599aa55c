r"""What D and G of an image GAN minimise: four games on the same networks. D's outputs are `(n,)` float32.

    non-saturating  L_D = −E log D(x) − E log(1 − D(G(z)))         L_G = −E log D(G(z))       Goodfellow et al. 2014
    least squares   L_D = ½ E(D(x) − 1)² + ½ E D(G(z))²            L_G = ½ E(D(G(z)) − 1)²    Mao et al. 2017
    WGAN-GP         L_D = E D(G(z)) − E D(x) + λ E(‖∇D(x̂)‖ − 1)²   L_G = −E D(G(z))           Gulrajani et al. 2017
    hinge           L_D = E max(0, 1 − D(x)) + E max(0, 1 + D(G(z)))   L_G = −E D(G(z))       Lim & Ye 2017

Each is a class of functions; the toys' variants of these names have the same losses, one paper a file. How they read
on the page, and their equilibria, stand in models/losses.py for both.
"""

from typing import ClassVar, Literal

import torch
from torch import Tensor, nn
from torch.nn.functional import relu, softplus

from models.losses import HINGE, LEAST_SQUARES, NON_SATURATING, WGAN_GP, Formulas

Name = Literal["non_saturating", "lsgan", "wgan_gp", "hinge"]


class NonSaturating:
    """D's output is a logit: log D = −softplus(−logit)."""

    formulas: ClassVar[Formulas] = NON_SATURATING
    critic: ClassVar[bool] = False  # whether D's output is no probability

    @staticmethod
    def d(real: Tensor, fake: Tensor) -> Tensor:
        return softplus(-real).mean() + softplus(fake).mean()

    @staticmethod
    def g(fake: Tensor) -> Tensor:
        return softplus(-fake).mean()

    @staticmethod
    def reading(out: Tensor) -> Tensor:
        """What the curves D(x) and D(G(z)) show."""
        return torch.sigmoid(out)

    @staticmethod
    def value(real: Tensor, fake: Tensor) -> Tensor:
        return -softplus(-real).mean() - softplus(fake).mean()


class LeastSquares(NonSaturating):
    """D is asked for 1 on real and 0 on fake images and pays the squared error."""

    formulas = LEAST_SQUARES

    @staticmethod
    def d(real: Tensor, fake: Tensor) -> Tensor:
        return ((real - 1).square().mean() + fake.square().mean()) / 2

    @staticmethod
    def g(fake: Tensor) -> Tensor:
        return (fake - 1).square().mean() / 2

    @staticmethod
    def reading(out: Tensor) -> Tensor:
        return out

    @staticmethod
    def value(real: Tensor, fake: Tensor) -> Tensor:
        """None: its D is not asked for the terms of V."""
        return torch.zeros_like(real.mean())


class Wasserstein(NonSaturating):
    """D is a critic; what keeps it smooth is `penalty`, which is added to its loss."""

    formulas = WGAN_GP
    critic = True

    @staticmethod
    def d(real: Tensor, fake: Tensor) -> Tensor:
        return fake.mean() - real.mean()

    @staticmethod
    def g(fake: Tensor) -> Tensor:
        return -fake.mean()

    @staticmethod
    def reading(out: Tensor) -> Tensor:
        return out

    @staticmethod
    def value(real: Tensor, fake: Tensor) -> Tensor:
        return real.mean() - fake.mean()


class Hinge(Wasserstein):
    """D learns only from images inside its margin: real ones below 1, fake ones above −1."""

    formulas = HINGE

    @staticmethod
    def d(real: Tensor, fake: Tensor) -> Tensor:
        return relu(1 - real).mean() + relu(1 + fake).mean()


LOSSES: dict[str, type[NonSaturating]] = {
    "non_saturating": NonSaturating,
    "lsgan": LeastSquares,
    "wgan_gp": Wasserstein,
    "hinge": Hinge,
}


def penalty(D: nn.Module, x: Tensor, g: Tensor, epsilon: Tensor, y: Tensor | None) -> Tensor:
    """E(‖∇D(x̂)‖ − 1)² at x̂ = ε x + (1 − ε) g, ε `(n, 1, 1, 1)`; y: labels as feed.encoded has them."""
    between = torch.lerp(g, x, epsilon).requires_grad_()
    (slope,) = torch.autograd.grad(D(between, y).sum(), between, create_graph=True)
    # The square root has no derivative at 0, where a critic of dead units stands.
    return ((slope.square().sum((1, 2, 3)) + 1e-12).sqrt() - 1).square().mean()
