"""What a toy GAN says of itself, for the engine, its pictures and its measures; and the tools that games are made of.

`GAN` in models/toys/games/gan.py is the first game and the base of all others.
"""

from functools import cache, cached_property
from typing import Any, ClassVar

import torch
from torch import Tensor

from models.column import Column
from models.losses import Formulas
from models.toys.engine.batch import Batch, Outputs
from models.toys.engine.networks import Network, slope_norm2
from models.toys.engine.stack import Stack


class Game(Stack):
    """A stack of runs of one game. What D says of samples is `(…, padded)`, real first."""

    critic: ClassVar[bool] = False  # whether D's output is no probability
    relativistic: ClassVar[bool] = False  # whether G's loss looks at real samples too

    # What a game must say.

    def loss_d(self, real: Tensor, fake: Tensor) -> Tensor:
        """The loss of D, from its outputs."""
        raise NotImplementedError

    def loss_g(self, real: Tensor, fake: Tensor) -> Tensor:
        """The loss of G, from D's outputs."""
        raise NotImplementedError

    def penalty(self, D: Network, x: Tensor, g: Tensor, extra: Tensor | None) -> Tensor:
        """What D pays for its slope, `(runs,)`: differentiable in D's parameters."""
        raise NotImplementedError

    def value(self, real: Tensor, fake: Tensor) -> Tensor:
        """The last column of the curve, of D's outputs on a batch: `(…,)`."""
        raise NotImplementedError

    def step(self, batches: list[Batch], i: int, learn: str) -> Outputs:
        """Train for one step: the i-th since `prepare`; learn names who learns."""
        raise NotImplementedError

    def reading(self, out: Tensor) -> Tensor:
        """D's output as the curves D(x) and D(G(z)) show it."""
        raise NotImplementedError

    def opinion(self, out: Tensor, real: Tensor | None, fake: Tensor | None) -> Tensor:
        """D's output `(runs, n)` on a scale of −1, surely fake, to 1, surely real; 0 where D cannot tell.

        real and fake `(runs, m)` are D's outputs on samples, given to critics, which have no other scale.
        """
        raise NotImplementedError

    @classmethod
    def formulas(cls, knobs: Any) -> Formulas:
        """How its losses read, and their equilibria."""
        raise NotImplementedError

    @classmethod
    def logistic(cls) -> bool:
        """Whether D learns from the log loss, so that its output is the logit of a probability."""
        raise NotImplementedError

    # What a game may say otherwise.

    @cached_property
    def has_penalty(self) -> bool:
        """Whether D pays for its slope: the knobs say so, and a stack whose knobs change is made anew."""
        return any(getattr(self.k, name, 0) > 0 for name in self.penalties)

    @classmethod
    def columns(cls, knobs: Any) -> list[Column]:
        """The columns of its curve, in the order of the array that `read` makes (readings.py)."""
        return cls.formulas(knobs).columns()

    @property
    def has_optimum(self) -> bool:
        """Whether the best D says p/(p + q) of each sample: it is a probability, and of one sample at a time."""
        return not self.critic and self.packed(self.k) == 1

    def judge(self, x: Tensor, real: Tensor, fake: Tensor) -> Tensor:
        """D's output on each place x `(runs, dims, n)`, for the picture: `(runs, n)`.

        A D that sees several samples at once judges a place in the company of some real and some fake ones.
        """
        return self.discriminator()(x)[:, 0]

    def discriminator(self) -> Network:
        """D with its parameters as it uses them: spectral normalisation divides them."""
        return self.D

    def pack(self, x: Tensor) -> Tensor:
        """What D sees of samples `(runs, dims, n)`: PacGAN packs them."""
        return x

    def unpack(self, x: Tensor) -> Tensor:
        """The inverse of `seen`."""
        return x

    def split_outputs(self, out: Tensor) -> list[Tensor]:
        """D's output on one padded batch or several side by side, `(runs, 1, …)`: `(runs, padded)` of each."""
        return list(torch.split(out[:, 0], len(self.share), -1))

    def mean(self, x: Tensor) -> Tensor:
        """Over the batch: `(…, padded)` → `(…,)`; padding counts for nothing."""
        return (x * self.share).sum(-1)

    def gradient_norm2(self, D: Network, x: Tensor) -> Tensor:
        """‖∇ₓD(x)‖² for each sample, `(runs, padded)`; can be differentiated in D's parameters."""
        return slope_norm2(D, self.pack(x))

    def penalised(self, x: Tensor, g: Tensor, extra: Tensor | None) -> tuple[Tensor, Tensor]:
        """The variant's penalty `(runs,)` and its gradient `(runs, P)` by D's parameters."""
        params = self.state["d"].detach().requires_grad_()
        with torch.enable_grad():
            penalty = self.penalty(self.mlp_d.bind(params), x, g, extra)
            return penalty.detach(), torch.autograd.grad(penalty.sum(), params)[0]

    def derivative(self, name: str, real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
        """The derivatives of loss_d or loss_g by what D says of real and of fake samples, `(runs, padded)` each.

        By the variant's closed form, slope_d or slope_g, where it has one that belongs to this loss; or by autograd,
        which takes as long for these few numbers as a pass through both networks.
        """
        loss = getattr(self, name)
        if name in self.closed_forms():
            by_real, by_fake = getattr(self, name.replace("loss", "slope"))(real, fake)
            return by_real * self.share, by_fake * self.share
        real, fake = real.detach().requires_grad_(), fake.detach().requires_grad_()
        with torch.enable_grad():
            value = loss(real, fake)
        by_real, by_fake = torch.autograd.grad(value, (real, fake), torch.ones_like(value), materialize_grads=True)
        return by_real, by_fake

    def derive_each(self, name: str, real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
        """What each sample by itself adds to `derivative`, however many there are: that of a loss with no mean."""
        share, self.share = self.share, torch.ones(fake.shape[-1], device=fake.device)
        try:
            return self.derivative(name, real, fake)
        finally:
            self.share = share

    @classmethod
    @cache
    def closed_forms(cls) -> frozenset[str]:
        """The losses whose slope is of the same class: overriding a loss alone must not inherit a slope."""

        def owner(name: str) -> type | None:
            return next((c for c in cls.__mro__ if name in vars(c)), None)

        return frozenset(loss for loss in ("loss_d", "loss_g") if owner(loss) is owner(loss.replace("loss", "slope")))

    def blur(self, batch: Batch, g: Tensor) -> tuple[Tensor, Tensor]:
        """Instance noise (Sønderby et al. 2016, arXiv:1610.04490) on real and fake."""
        if batch.blur is None:
            return batch.x, g
        a, b = batch.blur.chunk(2, 1)
        sigma = self.h.instance_noise.unsqueeze(-1)
        return batch.x + sigma * a, g + sigma * b
