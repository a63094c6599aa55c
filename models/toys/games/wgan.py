r"""Wasserstein GAN (Arjovsky, Chintala & Bottou 2017, arXiv:1701.07875).

GAN, changed in loss and algorithm: D becomes a *critic*, any number instead of a probability, kept K-Lipschitz by
clipping its weights to [−c, c] after every update. The gap E D(x) − E D(G(z)) then estimates K times the earth
mover's distance W(p, q), which says how far mass must be moved and has a gradient even where p and q do not touch.

    L_D = E_z[D(G(z))] − E_x[D(x)]        L_G = −E_z[D(G(z))]

The critic should be near its best before G moves: 5 updates of D a step, and 100 in each of the first 25 steps and
in every 500th, as in the authors' code (most copies forget them).

Watch for: −L_D falls as the fakes approach the data: the first GAN loss that measures progress.
Try: a clip of 0.002. Clipped so hard the critic is almost flat: after 1,000 steps the fakes are still far off.

Deviations: c is 0.05 and the learning rate 1e-3 (theirs 0.01 and 5e-5), because small perceptrons clipped to 0.01 are
flat, and so that a lecture can watch it learn.
"""

from typing import Any, ClassVar

import torch
from torch import Tensor

from models.knobs import knob, usual
from models.toys.engine.optimisers import Optimiser
from models.toys.games.critic import Critic
from models.toys.games.gan import Pair
from models.toys.knobs import ToyKnobs
from models.toys.slow_motion.algorithm import Line, Lines, Shown, changed

PRETRAINING = 25  # steps
PERIOD = 500  # steps
LONG = 100  # updates of D in the first PRETRAINING steps and in every PERIODth


class WGAN(Critic):
    title: ClassVar[str] = "Wasserstein GAN"
    paper: ClassVar[dict[str, Any]] = {
        "authors": "Arjovsky, Chintala & Bottou",
        "year": 2017,
        "title": "Wasserstein GAN",
        "arxiv": "1701.07875",
    }

    class Knobs(ToyKnobs):
        clip: float = knob(
            0.05,
            1e-3,
            1,
            "Every weight of D is clipped to [−c, c]",
            symbol="c",
            group="Discriminator",
            log=True,
        )
        n_critic: int = usual(5)
        optimiser_g: Optimiser = usual("rmsprop")
        optimiser_d: Optimiser = usual("rmsprop")
        beta2_g: float = usual(0.99)
        beta2_d: float = usual(0.99)

    def loss_d(self, real: Tensor, fake: Tensor) -> Tensor:
        return self.mean(fake) - self.mean(real)

    def slope_d(self, real: Tensor, fake: Tensor) -> Pair:
        return torch.full_like(real, -1), torch.ones_like(fake)

    @classmethod
    def updates_d(cls, knobs: Any, step: int) -> tuple[int, int]:
        if step < PRETRAINING:
            return LONG, PRETRAINING
        if step % PERIOD == 0:
            return LONG, step + 1
        return knobs.n_critic, (step // PERIOD + 1) * PERIOD

    def descend(self, net: str, gradient: Tensor, i: int, learn: bool = True) -> None:
        super().descend(net, gradient, i, learn)
        if net == "d" and learn:
            self.state["d"].clamp_(-self.h.clip, self.h.clip)

    @classmethod
    def algorithm(cls, knobs: Any) -> tuple[Lines, Lines]:
        """Every update of D ends with the clipping."""
        of_d, of_g = super().algorithm(knobs)
        norm, length = next(line for line in of_d if line.part == "update").shown
        shown = (
            length,
            Shown("largest", "largest weight", r"\max|w|"),
            Shown("clipped", "share of the weights there", r"|w|=\max|w|"),
        )
        clip = Line("clip", ("d",), "Clip the weights of D", r"w\leftarrow\mathrm{clip}(w,-c,c)", shown, learns=True)
        return [*changed("update", of_d, shown=(norm,)), clip], of_g
