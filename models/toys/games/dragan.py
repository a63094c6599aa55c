r"""DRAGAN (Kodali et al. 2017, arXiv:1705.07215).

GAN, changed by a penalty in the loss of D: near the real samples the norm of D's gradient is to be k = 1. The paper
blames mode collapse on sharp gradients of D around some of the data; smoothed there, D leads G to all of them.

    L_D = −E_x[log D(x)] − E_z[log(1 − D(G(z)))] + λ E_{x,δ}[(‖∇D(x + δ)‖ − 1)²],    δ ~ N(0, c I)

Watch for: fakes more evenly spread (reverse KL) than the GAN's at the same settings, on the ring of Gaussians.
Try: λ = 0, which is the GAN again.

Deviations: as in the authors' code, the gradient is that of D's logit and δ is uniform, in [0, c] with c half the
standard deviation of the batch, shared by its dimensions; one number in [0, 1] draws each x + δ back to x. λ is
0.01, theirs 10 on images: data in [−1, 1]² ask for slopes far steeper than 1; at λ = 10 the fakes end far from them.
"""

from typing import Any, ClassVar

from torch import Tensor

from models.knobs import knob
from models.losses import Formulas
from models.toys.engine.networks import Network
from models.toys.games.gan import GAN
from models.toys.slow_motion.algorithm import Lines, spots


class DRAGAN(GAN):
    title: ClassVar[str] = "DRAGAN"
    paper: ClassVar[dict[str, Any]] = {
        "authors": "Kodali et al.",
        "year": 2017,
        "title": "On Convergence and Stability of GANs",
        "arxiv": "1705.07215",
    }

    class Knobs(GAN.Knobs):
        penalty: float = knob(
            0.01,
            0,
            100,
            "Weight of the gradient penalty around the data",
            symbol="λ",
            group="Discriminator",
            log=True,
        )

    def penalty(self, D: Network, x: Tensor, g: Tensor, extra: Tensor | None) -> Tensor:
        """λ E(‖∇D(x + α δ)‖ − 1)², and R1 where asked for; extra is δ and α `(runs, dims + 1, batch)`, uniform."""
        total = super().penalty(D, x, g, None) if self.k.r1 > 0 else x.new_zeros(len(x))
        if extra is None:
            return total
        c = x[..., : self.k.batch].flatten(1).std(1, correction=0)[:, None, None] / 2
        delta, alpha = extra[:, :-1], extra[:, -1:]
        norm = (self.gradient_norm2(D, x + alpha * (c * delta)) + 1e-12).sqrt()
        return total + self.h.penalty[:, 0] * self.mean((norm - 1).square())

    @classmethod
    def extra(cls, knobs: Any, dims: int) -> int:
        return dims + 1 if knobs.penalty > 0 else 0

    @classmethod
    def formulas(cls, knobs: Any) -> Formulas:
        """At p = q the best D is flat, and pays λ for it: with the penalty on, nothing has one equilibrium.

        −ln 4 is then only what V stays below.
        """
        found = super().formulas(knobs)
        if not knobs.penalty > 0:
            return found
        near = r"+\lambda\,\mathbb{E}_{x,\delta}[(\lVert\nabla D(x+\delta)\rVert-1)^2]"
        return found._replace(d=found.d + near, at_d=None, at_g=None, at_value=None)

    @classmethod
    def penalty_lines(cls, knobs: Any) -> Lines:
        r1 = super().penalty_lines(knobs)
        if not knobs.penalty > 0:
            return r1
        near = r"\tilde x=x+\alpha\,\delta,\quad\delta\sim U[0,c],\ \alpha\sim U[0,1]"
        return r1 + spots(r"\tilde x", near, "Move the real samples a little", call=len(r1))
