r"""WGAN with gradient penalty (Gulrajani et al. 2017, arXiv:1704.00028).

WGAN, changed in how the critic is kept 1-Lipschitz: not by clipping weights but by a penalty on how far the norm of
its gradient is from 1, at points x̂ drawn uniformly on straight lines between real and fake samples.

    L_D = E_z[D(G(z))] − E_x[D(x)] + λ E_x̂[(‖∇D(x̂)‖ − 1)²],    x̂ = ε x + (1 − ε) G(z),  ε ~ U[0, 1]

Watch for: the field becomes an even slope from the fakes to the data, however far apart they are.
Try: λ = 0. Nothing holds the critic then, and with some seeds its values grow and grow; Adam, which divides each
gradient by its usual size, hides it from G.

λ is 0.1, which the authors use on toys (10 on images), with Adam at β (0.5, 0.9) and 5 updates of D a step.
Deviations: the learning rate is 1e-3 (theirs 1e-4), so that a lecture can watch it.
"""

from typing import Any, ClassVar

import torch
from torch import Tensor

from models.knobs import knob, usual
from models.losses import WGAN_GP, Formulas
from models.toys.engine.networks import Network
from models.toys.games.critic import Critic
from models.toys.games.gan import Pair
from models.toys.knobs import ToyKnobs
from models.toys.slow_motion.algorithm import Lines, spots


class WGANGP(Critic):
    title: ClassVar[str] = "WGAN-GP"
    paper: ClassVar[dict[str, Any]] = {
        "authors": "Gulrajani et al.",
        "year": 2017,
        "title": "Improved Training of Wasserstein GANs",
        "arxiv": "1704.00028",
    }

    class Knobs(ToyKnobs):
        penalty: float = knob(
            0.1, 0, 100, "Weight of the gradient penalty", symbol="λ", group="Discriminator", log=True
        )
        n_critic: int = usual(5)
        beta1_g: float = usual(0.5)
        beta2_g: float = usual(0.9)
        beta1_d: float = usual(0.5)
        beta2_d: float = usual(0.9)

    def loss_d(self, real: Tensor, fake: Tensor) -> Tensor:
        return self.mean(fake) - self.mean(real)

    def slope_d(self, real: Tensor, fake: Tensor) -> Pair:
        return torch.full_like(real, -1), torch.ones_like(fake)

    def penalty(self, D: Network, x: Tensor, g: Tensor, extra: Tensor | None) -> Tensor:
        """λ E(‖∇D(x̂)‖ − 1)²; extra is ε `(runs, 1, batch)`, uniform."""
        assert extra is not None
        # The square root has no derivative at 0, where a critic of dead units stands.
        norm = (self.gradient_norm2(D, g + extra * (x - g)) + 1e-12).sqrt()
        return self.h.penalty[:, 0] * self.mean((norm - 1).square())

    @classmethod
    def extra(cls, knobs: Any, dims: int) -> int:
        return 1 if knobs.penalty > 0 else 0

    @classmethod
    def formulas(cls, knobs: Any) -> Formulas:
        return WGAN_GP

    @classmethod
    def penalty_lines(cls, knobs: Any) -> Lines:
        if not knobs.penalty > 0:
            return []
        between = r"\hat x=\varepsilon x+(1-\varepsilon)\,g,\quad\varepsilon\sim U[0,1]"
        return spots(r"\hat x", between, "Draw points between real and fake")
