r"""R3GAN (Huang et al. 2024, arXiv:2501.05441): a relativistic loss with the penalties R1 and R2.

GAN, changed in the loss: D judges pairs, how much more real x looks than G(z), instead of each by itself
(Jolicoeur-Martineau 2018, arXiv:1807.00734); so D can neither be lost nor win everywhere at once. R1 and R2 bound D's
gradient on real and on fake samples, which makes the training converge near the optimum.

    L_D = E[−log σ(D(x) − D(G(z)))] + γ/2 E‖∇D(x)‖² + γ/2 E‖∇D(G(z))‖²
    L_G = E[−log σ(D(G(z)) − D(x))]

Watch for: both losses near log 2 = 0.693, and all modes held: G is drawn to data that D finds more real than its own.
Try: γ = 0. The same loss without penalties circles, and may run away.

Deviations: small perceptrons instead of the paper's networks; γ is set for toys.
"""

from typing import Any, ClassVar

import torch
from torch import Tensor
from torch.nn.functional import logsigmoid

from models.knobs import knob
from models.losses import RELATIVISTIC, Formulas
from models.toys.engine.networks import Network
from models.toys.games.critic import Critic
from models.toys.games.gan import Pair
from models.toys.knobs import ToyKnobs
from models.toys.slow_motion.algorithm import Line, Lines, Shown, after, slopes


class R3GAN(Critic):
    title: ClassVar[str] = "R3GAN"
    paper: ClassVar[dict[str, Any]] = {
        "authors": "Huang et al.",
        "year": 2024,
        "title": "The GAN is dead; long live the GAN! A Modern GAN Baseline",
        "arxiv": "2501.05441",
    }
    relativistic: ClassVar[bool] = True

    class Knobs(ToyKnobs):
        penalty: float = knob(
            0.02,
            0,
            100,
            "Weight of R1 and R2, on real and on fake",
            symbol="γ",
            group="Discriminator",
            log=True,
        )

    def loss_d(self, real: Tensor, fake: Tensor) -> Tensor:
        return -self.mean(logsigmoid(real - fake))

    def slope_d(self, real: Tensor, fake: Tensor) -> Pair:
        s = torch.sigmoid(fake - real)
        return -s, s

    def loss_g(self, real: Tensor, fake: Tensor) -> Tensor:
        return -self.mean(logsigmoid(fake - real))

    def slope_g(self, real: Tensor, fake: Tensor) -> Pair:
        s = torch.sigmoid(real - fake)
        return s, -s

    def penalty(self, D: Network, x: Tensor, g: Tensor, extra: Tensor | None) -> Tensor:
        """γ/2 (E‖∇D(x)‖² + E‖∇D(G(z))‖²)."""
        both = self.gradient_norm2(D, x), self.gradient_norm2(D, g)
        return self.h.penalty[:, 0] / 2 * self.mean(both[0] + both[1])

    @classmethod
    def formulas(cls, knobs: Any) -> Formulas:
        if not knobs.penalty > 0:
            return RELATIVISTIC
        both = r"+\tfrac\gamma2\mathbb{E}\lVert\nabla D(x)\rVert^2+\tfrac\gamma2\mathbb{E}\lVert\nabla D(G(z))\rVert^2"
        return RELATIVISTIC._replace(d=RELATIVISTIC.d + both)

    @classmethod
    def penalty_lines(cls, knobs: Any) -> Lines:
        return [slopes("x"), slopes("g", 1)] if knobs.penalty > 0 else []

    @classmethod
    def algorithm(cls, knobs: Any) -> tuple[Lines, Lines]:
        """D's outputs are compared in pairs."""
        (of_d, of_g), pairs = super().algorithm(knobs), Shown("pairs", "how much more real", "D(x)-D(g)")
        pair = Line("pair", ("predictions",), "Compare them in pairs", r"D(x^{(i)})-D(g^{(i)})", (pairs,))
        return after("judge", of_d, pair), after("judge", of_g, pair)
