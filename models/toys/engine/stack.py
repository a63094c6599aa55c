"""What every toy GAN is made of: two perceptrons, their optimisers and averages, for a stack of runs at once.

It knows nothing of losses: game.py adds what a game says of them. A stack's runs share what cannot be a column
(variant, layer sizes, batch, updates a step: `key`). Everything else may differ between them: `h.penalty` is a column
`(runs, 1)`.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
import torch
from torch import Tensor

from models.seeds import generator
from models.toys.engine.networks import MLP, padded
from models.toys.engine.optimisers import Schedule, schedule, update
from models.toys.engine.recipe import Recipe
from models.toys.engine.shapes import Ahead, Shapes

State = dict[str, Tensor]  # every tensor has the runs first


class Stack:
    """Runs of one key in training."""

    penalties: ClassVar[tuple[str, ...]] = (
        "r1",
        "penalty",
    )  # float knobs that switch a penalty of D on
    # Float knobs whose 0 saves work: whether they are 0 is in the key.
    gates: ClassVar[tuple[str, ...]] = (*penalties, "instance_noise")

    def __init__(self, recipes: Sequence[Recipe], state: State):
        self.knobs: list[Any] = [e.knobs for e in recipes]
        self.k: Any = self.knobs[0]  # for what all have in common
        self.h = Columns(self.knobs, state["g"].device)
        self.state = state
        self.mlp_g, self.mlp_d = self.networks(recipes[0])
        self.G, self.D = self.mlp_g.bind(state["g"]), self.mlp_d.bind(state["d"])
        self.share = torch.zeros(padded(self.k.batch), device=state["g"].device)  # of each sample in a mean
        self.share[: self.k.batch] = 1 / self.k.batch
        self.schedules: dict[str, Schedule] = {}
        self.descended: dict[str, Tensor] = {}  # each network's newest gradient, (runs, P)
        self.weight = torch.empty(0)  # of the newest G in its average, (steps, runs, 1)
        self.ahead: Ahead | None = None

    @classmethod
    def networks(cls, e: Recipe) -> tuple[MLP, MLP]:
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
    def updates_d(cls, knobs: Any, step: int) -> tuple[int, int]:
        """Updates of D in the step after `step`, and the next step at which that number may change."""
        return knobs.n_critic, step + 2**31

    @classmethod
    def shapes(cls, e: Recipe, step: int) -> Shapes:
        k, dims = e.knobs, e.distribution.dims
        blur = 2 * dims if k.instance_noise > 0 else 0
        return Shapes(cls.updates_d(k, step)[0], k.n_gen, padded(k.batch) * cls.packed(k), cls.extra(k, dims), blur)

    @classmethod
    def key(cls, e: Recipe) -> tuple[Any, ...]:
        """What the runs of a stack have in common, beside the updates of D in a step."""
        k = e.knobs
        shared = tuple(v for n, v in k if n != "noise" and n != "lr_decay" and not isinstance(v, float))
        gated = tuple(getattr(k, n, 0) > 0 for n in cls.gates)
        return (cls.__name__, e.distribution.dims, shared, gated)

    @classmethod
    def initial_state(cls, e: Recipe) -> State:
        """A run's state at step 0, from its seed."""
        G, D = cls.networks(e)
        g = G.init(generator(e.seed, "init", "g"))
        state = {"g": g, "g_avg": g.clone(), "d": D.init(generator(e.seed, "init", "d"))}
        for net in "gd":
            state |= {f"{net}_{moment}": torch.zeros_like(state[net]) for moment in "mv"}
            state[f"{net}_powers"] = torch.ones(1, 2, dtype=torch.float64)
        return state

    def prepare(self, done: np.ndarray, n: int) -> None:
        """Work out the rates of the next n steps; done `(runs,)` are the steps that each run has behind it."""
        steps = done + np.arange(n)[:, None]
        decay = np.array([k.lr_decay for k in self.knobs])
        left = np.where(decay > 0, np.maximum(0, 1 - steps / np.maximum(decay, 1)), 1.0)
        for net, updates in (("d", self.updates_d(self.k, int(done[0]))[0]), ("g", self.k.n_gen)):
            lr = left * np.array([getattr(k, f"lr_{net}") for k in self.knobs])
            betas = getattr(self.h, f"beta1_{net}"), getattr(self.h, f"beta2_{net}")
            adam = getattr(self.k, f"optimiser_{net}") == "adam"
            powers = self.state[f"{net}_powers"]
            self.schedules[net] = schedule(np.repeat(lr, updates, axis=0), *betas, powers, adam)
        # The average warms up, so that the first samples shown are not those of the untrained network.
        ema = np.minimum([k.ema for k in self.knobs], (1 + steps) / (10 + steps))
        self.weight = torch.from_numpy((1 - ema).astype(np.float32)).unsqueeze(-1).to(self.state["g"].device)

    def descend(self, net: str, gradient: Tensor, i: int, learn: bool = True) -> None:
        """The i-th update of `net` since `prepare`; one that does not learn only leaves its gradient to be read."""
        self.descended[net] = gradient
        if learn:
            s, name = self.state, getattr(self.k, f"optimiser_{net}")
            update(name, self.schedules[net], i, s[net], gradient, s[f"{net}_m"], s[f"{net}_v"])

    def finish(self, learned: str, steps: int) -> None:
        """Keep the optimisers' counts as they are so many steps after `prepare`."""
        for net in learned:
            s = self.schedules[net]
            self.state[f"{net}_powers"].copy_(s.powers[len(s.rate) // len(self.weight) * steps])

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
