"""SGD, momentum, RMSprop and Adam for a whole stack: parameters `(runs, P)`, learning rates and betas columns.

Everything that depends on the step alone (learning-rate decay, Adam's bias corrections) is worked out for a slice
of steps ahead, in double precision; products of β are carried on by multiplication, because a power computed for
many runs at once would depend on a run's place among them.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch
from torch import Tensor

Optimiser = Literal["adam", "rmsprop", "momentum", "sgd"]
EPSILON = 1e-8


@dataclass
class Schedule:
    """The rates of one network's updates in a slice of steps; all float32 unless said."""

    rate: Tensor  # (updates, runs, 1): the learning rate, for Adam with the first bias correction
    root: Tensor  # (updates, runs, 1): 1/√(1 − β2ᵗ), Adam's second bias correction
    beta1: Tensor  # (runs, 1)
    new1: Tensor  # (runs, 1): 1 − β1, the weight of the newest gradient
    new2: Tensor  # (runs, 1): 1 − β2
    powers: Tensor  # (1 + updates, runs, 2) float64: β1ᵗ and β2ᵗ before the first update and after each


def schedule(lr: np.ndarray, beta1: Tensor, beta2: Tensor, powers: Tensor, adam: bool) -> Schedule:
    """Lr `(updates, runs)` float64 with decay applied; beta1, beta2 `(runs, 1)`; powers `(runs, 2)` on the CPU."""
    betas = torch.cat([beta1, beta2], 1).cpu().double().numpy()
    factors = np.broadcast_to(betas, (len(lr), *betas.shape))
    products = np.cumprod(np.concatenate([powers.numpy()[None], factors]), axis=0)
    rate, root = lr, np.ones_like(lr)
    if adam:
        rate = lr / (1 - products[1:, :, 0])
        root = 1 / np.sqrt(1 - products[1:, :, 1])

    def column(a: np.ndarray) -> Tensor:
        return torch.from_numpy(a.astype(np.float32)).unsqueeze(-1).to(beta1.device)

    return Schedule(
        column(rate),
        column(root),
        beta1,
        1 - beta1,
        1 - beta2,
        torch.from_numpy(products),
    )


def update(name: Optimiser, s: Schedule, i: int, p: Tensor, grad: Tensor, m: Tensor, v: Tensor) -> None:
    """The i-th update of the slice, in place, of parameters p and moments m, v, all `(runs, P)`."""
    rate = s.rate[i]
    match name:
        case "sgd":
            p.sub_(rate * grad)
        case "momentum":
            m.mul_(s.beta1).add_(grad)
            p.sub_(rate * m)
        case "rmsprop":
            v.lerp_(grad * grad, s.new2)
            p.sub_(rate * grad / v.sqrt().add_(EPSILON))
        case "adam":
            m.lerp_(grad, s.new1)
            v.lerp_(grad * grad, s.new2)
            p.addcdiv_(m * rate, v.sqrt().mul_(s.root[i]).add_(EPSILON), value=-1)
