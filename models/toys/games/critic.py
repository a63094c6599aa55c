"""GANs whose D is a critic: its output is no probability and means something only in differences.

What WGAN, WGAN-GP, hinge and R3GAN have in common, and how a critic's opinion is drawn.
"""

from typing import Any, ClassVar

import torch
from torch import Tensor

from models.losses import WASSERSTEIN, Formulas
from models.toys.games.gan import GAN, Pair


class Critic(GAN):
    critic: ClassVar[bool] = True

    def loss_g(self, real: Tensor, fake: Tensor) -> Tensor:
        """−E D(G(z))."""
        return -self.mean(fake)

    def slope_g(self, real: Tensor, fake: Tensor) -> Pair:
        return torch.zeros_like(real), torch.full_like(fake, -1)

    @classmethod
    def formulas(cls, knobs: Any) -> Formulas:
        return WASSERSTEIN

    def value(self, real: Tensor, fake: Tensor) -> Tensor:
        """The gap: how much more D likes the data."""
        return self.mean(real - fake)

    def reading(self, out: Tensor) -> Tensor:
        return out

    def opinion(self, out: Tensor, real: Tensor | None, fake: Tensor | None) -> Tensor:
        """0 midway between the critic's means on real and on fake samples; ±0.76 one spread away from there."""
        assert real is not None
        assert fake is not None
        a, b = real.mean(-1, keepdim=True), fake.mean(-1, keepdim=True)
        within = ((real - a).square().mean(-1, keepdim=True) + (fake - b).square().mean(-1, keepdim=True)) / 2
        spread = (within + (a - b).square() / 4).sqrt() + 1e-12
        return ((out - (a + b) / 2) / spread).tanh()
