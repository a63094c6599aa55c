r"""Generative Adversarial Nets (Goodfellow et al. 2014, arXiv:1406.2661).

A generator G turns noise z into samples; a discriminator D says how likely a sample is to be real. Each learns from
the other: D to tell real from fake, G to be taken for real.

    min_G max_D  V(D, G) = E_x[log D(x)] + E_z[log(1 − D(G(z)))]

For a fixed G the best D is D* = p/(p + q), and V(D*, G) = 2 JSD(p, q) − log 4: G descends the Jensen–Shannon
divergence as long as D keeps up. Two losses for G: *minimax*, as in the formula, whose gradient vanishes where D is
sure; and *non-saturating*, −E log D(G(z)), which the paper recommends and everybody uses.

Watch for: D's field turns neutral (D = ½) wherever the fakes lie as densely as the data. Losses settle near
log 4 = 1.386 for D and log 2 = 0.693 for G, not at zero.
Try: the minimax loss, SGD for G and a D that learns fast (the example *The gradient that vanishes*): D becomes sure,
G's gradient dies, the fakes stop. Adam hides it, because it divides each gradient by its usual size.

Deviations: D's output is a logit, log D = logsigmoid(logit), which is the same loss without overflow. Samples shown
come from an average of G's weights (ema), which the paper does not have; 0 switches it off. D learns four times as
fast as G (two time scales, Heusel et al. 2017, arXiv:1706.08500): at equal rates some seeds are left far behind.
"""

import math
from typing import Any, ClassVar, Literal

import torch
from torch import Tensor
from torch.nn.functional import logsigmoid

from models.knobs import knob, usual
from models.losses import MINIMAX, NON_SATURATING, Formulas
from models.toys.engine.batch import Batch, Outputs
from models.toys.engine.game import Game
from models.toys.engine.networks import Network, norm
from models.toys.knobs import ToyKnobs
from models.toys.slow_motion.algorithm import Lines, of_d, of_g, slopes

Pair = tuple[Tensor, Tensor]
R1 = r"+\tfrac\gamma2\mathbb{E}_x\lVert\nabla D(x)\rVert^2"


class GAN(Game):
    """A stack of GANs. x is real, g = G(z) fake, `(runs, dims, batch)`; what D says of them is `(runs, batch)`."""

    title: ClassVar[str] = "GAN"
    paper: ClassVar[dict[str, Any]] = {
        "authors": "Goodfellow et al.",
        "year": 2014,
        "title": "Generative Adversarial Nets",
        "arxiv": "1406.2661",
    }

    class Knobs(ToyKnobs):
        loss: Literal["non_saturating", "minimax"] = knob(
            "non_saturating",
            help="G minimises −log D(G(z)), or log(1 − D(G(z))) as in V(D, G)",
            group="Generator",
        )
        lr_d: float = usual(4e-3)
        label_smoothing: float = knob(
            0.0,
            0,
            0.5,
            "One-sided label smoothing: D is to say 1 − s of real samples",
            symbol="s",
            group="Discriminator",
        )
        r1: float = knob(
            0.0,
            0,
            100,
            "R1 penalty, γ/2 E‖∇D(x)‖² on real samples",
            symbol="γ",
            group="Discriminator",
            log=True,
        )

    def loss_d(self, real: Tensor, fake: Tensor) -> Tensor:
        """−E log D(x) − E log(1 − D(G(z))); smoothed, the first term is −(1 − s) log D(x) − s log(1 − D(x))."""
        return self.mean(self.h.label_smoothing * real - logsigmoid(real)) - self.mean(logsigmoid(-fake))

    def slope_d(self, real: Tensor, fake: Tensor) -> Pair:
        """What each sample contributes to the derivative of loss_d by the logit: D(x) − (1 − s), and D(G(z))."""
        return torch.sigmoid(real) - (1 - self.h.label_smoothing), torch.sigmoid(fake)

    def loss_g(self, real: Tensor, fake: Tensor) -> Tensor:
        """−E log D(G(z)), or E log(1 − D(G(z)))."""
        return self.mean(logsigmoid(-fake)) if self.k.loss == "minimax" else -self.mean(logsigmoid(fake))

    def slope_g(self, real: Tensor, fake: Tensor) -> Pair:
        """−D(G(z)) for the minimax loss: nothing, where D is sure; D(G(z)) − 1 for the other: most, where D is sure."""
        d = torch.sigmoid(fake)
        return torch.zeros_like(d), (-d if self.k.loss == "minimax" else d - 1)

    def penalty(self, D: Network, x: Tensor, g: Tensor, extra: Tensor | None) -> Tensor:
        """R1 (Mescheder et al. 2018, arXiv:1801.04406): γ/2 E‖∇D(x)‖²."""
        return self.h.r1[:, 0] / 2 * self.mean(self.gradient_norm2(D, x))

    def step(self, batches: list[Batch], i: int, learn: str) -> Outputs:
        """Algorithm 1: k updates of D on fresh samples, then of G; i counts steps, learn names who learns."""
        for j, batch in enumerate(batches):
            of_d, penalty = self.update_d(batch, i * len(batches) + j, "d" in learn)
        for j, z in enumerate(batch.z_g):
            of_g = self.update_g(batch, z, i * len(batch.z_g) + j, "g" in learn)
        return Outputs(of_d, of_g, penalty, (norm(self.descended["d"]), norm(self.descended["g"])))

    def update_d(self, batch: Batch, i: int, learn: bool) -> tuple[Pair, Tensor | None]:
        """One update of D, or what it would be; returns D's outputs on real and on fake, and its penalty `(runs,)`."""
        x, g = self.blur(batch, self.G(batch.z_d))
        D = self.discriminator()
        layers = D.forward(torch.cat((self.pack(x), self.pack(g)), -1))
        real, fake = self.split_outputs(layers[-1])
        by_real, by_fake = self.derivative("loss_d", real, fake)
        gradient = D.gradient(layers, torch.cat((by_real, by_fake), -1).unsqueeze(1))
        penalty = None
        if self.has_penalty:
            penalty, of_penalty = self.penalised(x, g, batch.extra)
            gradient = gradient + of_penalty
        self.descend("d", gradient, i, learn)
        return (real, fake), penalty

    def update_g(self, batch: Batch, z: Tensor, i: int, learn: bool) -> Pair:
        """One update of G, or what it would be; returns D's outputs on real (where they count) and on fake."""
        of_g = self.G.forward(z)
        x, g = self.blur(batch, of_g[-1])
        D = self.discriminator()
        layers = D.forward(self.pack(g))
        (fake,) = self.split_outputs(layers[-1])
        real = self.split_outputs(D(self.pack(x)))[0] if self.relativistic else fake
        _, by_fake = self.derivative("loss_g", real, fake)
        by_g = self.unpack(D.pull_back(layers, by_fake.unsqueeze(1)))
        self.descend("g", self.G.gradient(of_g, by_g), i, learn)
        return real, fake

    def value(self, real: Tensor, fake: Tensor) -> Tensor:
        """V(D, G) of D's outputs on a batch `(…, padded)`: `(…,)`; 0 for a game that has none."""
        if not self.logistic():
            return torch.zeros_like(real[..., 0])
        return self.mean(logsigmoid(real) + logsigmoid(-fake))

    @classmethod
    def logistic(cls) -> bool:
        return cls.loss_d is GAN.loss_d

    # What the page says.

    @classmethod
    def formulas(cls, knobs: Any) -> Formulas:
        """The losses with these knobs, and their values where p = q and D = (1 − s)/2; a pack counts as one x."""
        minimax, s = knobs.loss == "minimax", knobs.label_smoothing
        found = MINIMAX if minimax else NON_SATURATING
        log_d, log_not_d = math.log((1 - s) / 2), math.log((1 + s) / 2)
        if s > 0:
            found = found._replace(
                d=r"-(1-s)\,\mathbb{E}_x[\log D(x)]-s\,\mathbb{E}_x[\log(1-D(x))]-\mathbb{E}_z[\log(1-D(G(z)))]",
                at_d=-(1 - s) * log_d - (1 + s) * log_not_d,
                at_g=log_not_d if minimax else -log_d,
                at_value=log_d + log_not_d,
                at_reading=(1 - s) / 2,
            )
        return found._replace(d=found.d + R1) if knobs.r1 > 0 else found

    @classmethod
    def algorithm(cls, knobs: Any) -> tuple[Lines, Lines]:
        """The lines of an update of D and of one of G, for slow motion."""
        losses = cls.formulas(knobs)
        return of_d(knobs, losses.d, cls.penalty_lines(knobs)), of_g(knobs, losses.g, cls.relativistic)

    @classmethod
    def penalty_lines(cls, knobs: Any) -> Lines:
        """What the penalty does between D's outputs and the loss."""
        return [slopes("x")] if getattr(knobs, "r1", 0) > 0 else []

    def reading(self, out: Tensor) -> Tensor:
        """What the curves D(x) and D(G(z)) show: the chance of being real."""
        return torch.sigmoid(out)

    def opinion(self, out: Tensor, real: Tensor | None, fake: Tensor | None) -> Tensor:
        return torch.tanh(out / 2)
