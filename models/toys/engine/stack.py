"""What every toy GAN is made of: two perceptrons, their optimisers and averages, for a stack of runs at once.

`GAN` in gan.py is the paper, this file its laboratory. A stack's runs share what cannot be a column (variant, layer
sizes, batch, updates a round: `key`); everything else may differ between them: `h.penalty` is a column `(runs, 1)`.
"""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import torch
from torch import Tensor

from models.seeds import generator
from models.toys.engine.draws import Shapes
from models.toys.engine.networks import MLP, Network, padded, slope_norm2
from models.toys.engine.optimisers import Schedule, schedule, update

if TYPE_CHECKING:
    from models.toys.engine.ahead import Ahead
    from models.toys.experiment import Experiment

State = dict[str, Tensor]  # every tensor has the runs first


@dataclass
class Batch:
    """One update's samples; z_g is the noise of all of the round's updates of G."""

    x: Tensor  # real, (runs, dims, n)
    z_d: Tensor  # (runs, noise_dim, n)
    z_g: list[Tensor]  # (runs, noise_dim, n) each
    extra: Tensor | None  # uniform in [0, 1], (runs, extra, n)
    blur: Tensor | None  # standard normal, (runs, 2 dims, n)

    @staticmethod
    def of(streams: dict[str, Tensor], i: int, j: int) -> "Batch":
        """Of round i, update j; streams as models.toys.engine.ahead lays them out."""
        return Batch(
            streams["real"][i, j],
            streams["noise_d"][i, j],
            list(streams["noise_g"][i]),
            streams["extra"][i, j] if "extra" in streams else None,
            streams["blur"][i, j] if "blur" in streams else None,
        )


class Stack:
    """Runs of one key in training; GAN is the game they play."""

    gates: ClassVar[tuple[str, ...]] = (
        "r1",
        "instance_noise",
    )  # float knobs whose 0 saves work: whether they are 0 is in the key

    def __init__(self, experiments: "list[Experiment]", state: State):
        self.knobs: list[Any] = [e.knobs for e in experiments]
        self.k: Any = self.knobs[0]  # for what all have in common
        self.h = Columns(self.knobs, state["g"].device)
        self.state = state
        self.mlp_g, self.mlp_d = self.networks(experiments[0])
        self.G, self.D = self.mlp_g.bind(state["g"]), self.mlp_d.bind(state["d"])
        self.share = torch.zeros(padded(self.k.batch), device=state["g"].device)  # of each sample in a mean
        self.share[: self.k.batch] = 1 / self.k.batch
        self.schedules: dict[str, Schedule] = {}
        self.descended: dict[str, Tensor] = {}  # each network's newest gradient, (runs, P)
        self.weight = torch.empty(0)  # of the newest G in its average, (rounds, runs, 1)
        self.ahead: Ahead | None = None

    @classmethod
    def networks(cls, e: "Experiment") -> tuple[MLP, MLP]:
        k, dims = e.knobs, e.distribution.dims
        g = MLP((k.noise_dim, *[k.g_width] * k.g_layers, dims), k.g_activation)
        d = MLP((dims * cls.packed(k), *[k.d_width] * k.d_layers, 1), k.d_activation)
        return g, d

    @classmethod
    def packed(cls, knobs: Any) -> int:
        """How many samples D judges together."""
        return 1

    @classmethod
    def extra(cls, knobs: Any, dims: int) -> int:
        """Features of uniform noise that this variant's penalty draws."""
        return 0

    @classmethod
    def updates_d(cls, knobs: Any, round: int) -> tuple[int, int]:
        """Updates of D in the round after `round`, and the next round at which that number may change."""
        return knobs.n_critic, round + 2**31

    @classmethod
    def shapes(cls, e: "Experiment", round: int) -> Shapes:
        k, dims = e.knobs, e.distribution.dims
        blur = 2 * dims if k.instance_noise > 0 else 0
        return Shapes(cls.updates_d(k, round)[0], k.n_gen, padded(k.batch) * cls.packed(k), cls.extra(k, dims), blur)

    @classmethod
    def key(cls, e: "Experiment") -> tuple[Any, ...]:
        """What the runs of a stack have in common, beside the updates of D in a round."""
        k = e.knobs
        shared = tuple(v for n, v in k if n != "noise" and n != "lr_decay" and not isinstance(v, float))
        gated = tuple(getattr(k, n, 0) > 0 for n in cls.gates)
        return (cls.__name__, e.distribution.dims, shared, gated)

    @classmethod
    def initial_state(cls, e: "Experiment") -> State:
        """A run's state at round 0, from its seed."""
        G, D = cls.networks(e)
        g = G.init(generator(e.seed, "init", "g"))
        state = {"g": g, "g_avg": g.clone(), "d": D.init(generator(e.seed, "init", "d"))}
        for net in "gd":
            state |= {f"{net}_{moment}": torch.zeros_like(state[net]) for moment in "mv"}
            state[f"{net}_powers"] = torch.ones(1, 2, dtype=torch.float64)
        return state

    # Tools of the game.

    def discriminator(self) -> Network:
        """D with its parameters as it uses them: spectral normalisation divides them."""
        return self.D

    def seen(self, x: Tensor) -> Tensor:
        """What D sees of samples `(runs, dims, n)`: PacGAN packs them."""
        return x

    def unseen(self, x: Tensor) -> Tensor:
        """The inverse of `seen`."""
        return x

    def verdicts(self, out: Tensor) -> list[Tensor]:
        """D's output on one padded batch or several side by side, `(runs, 1, …)`: `(runs, padded)` of each."""
        return list(torch.split(out[:, 0], len(self.share), -1))

    def mean(self, x: Tensor) -> Tensor:
        """Over the batch: `(…, padded)` → `(…,)`; padding counts for nothing."""
        return (x * self.share).sum(-1)

    def gradient_norm2(self, D: Network, x: Tensor) -> Tensor:
        """‖∇ₓD(x)‖² for each sample, `(runs, padded)`; can be differentiated in D's parameters."""
        return slope_norm2(D, self.seen(x))

    def penalised(self, *samples: Tensor | None) -> tuple[Tensor, Tensor]:
        """The variant's penalty `(runs,)` and its gradient `(runs, P)` by D's parameters."""
        params = self.state["d"].detach().requires_grad_()
        with torch.enable_grad():
            penalty: Tensor = self.penalty(self.mlp_d.bind(params), *samples)  # type: ignore[attr-defined]
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

    def each(self, name: str, real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
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

    # Descent.

    def prepare(self, steps: np.ndarray, n: int) -> None:
        """Work out the rates of the next n rounds; steps `(runs,)` are the rounds each run has done."""
        rounds = steps + np.arange(n)[:, None]
        decay = np.array([k.lr_decay for k in self.knobs])
        left = np.where(decay > 0, np.maximum(0, 1 - rounds / np.maximum(decay, 1)), 1.0)
        for net, updates in (("d", self.updates_d(self.k, int(steps[0]))[0]), ("g", self.k.n_gen)):
            lr = left * np.array([getattr(k, f"lr_{net}") for k in self.knobs])
            betas = getattr(self.h, f"beta1_{net}"), getattr(self.h, f"beta2_{net}")
            adam = getattr(self.k, f"optimiser_{net}") == "adam"
            powers = self.state[f"{net}_powers"]
            self.schedules[net] = schedule(np.repeat(lr, updates, axis=0), *betas, powers, adam)
        # The average warms up, so that the first samples shown are not those of the untrained network.
        ema = np.minimum([k.ema for k in self.knobs], (1 + rounds) / (10 + rounds))
        self.weight = torch.from_numpy((1 - ema).astype(np.float32)).unsqueeze(-1).to(self.state["g"].device)

    def descend(self, net: str, gradient: Tensor, i: int, learn: bool = True) -> None:
        """The i-th update of `net` since `prepare`; one that does not learn only leaves its gradient to be read."""
        self.descended[net] = gradient
        if learn:
            s, name = self.state, getattr(self.k, f"optimiser_{net}")
            update(name, self.schedules[net], i, s[net], gradient, s[f"{net}_m"], s[f"{net}_v"])

    def finish(self, learned: str, rounds: int) -> None:
        """Keep the optimisers' counts as they are so many rounds after `prepare`."""
        for net in learned:
            s = self.schedules[net]
            self.state[f"{net}_powers"].copy_(s.powers[len(s.rate) // len(self.weight) * rounds])

    def average(self, i: int) -> None:
        self.state["g_avg"].lerp_(self.state["g"], self.weight[i])


class Columns:
    """Float knobs as columns `(runs, 1)`, each made when it is first asked for."""

    def __init__(self, knobs: list[Any], device: torch.device):
        self._knobs, self._device = knobs, device

    def __getattr__(self, name: str) -> Tensor:
        column = torch.tensor([[getattr(k, name)] for k in self._knobs], dtype=torch.float32, device=self._device)
        setattr(self, name, column)
        return column
