"""What is recorded of every step.

A step leaves behind what D said and which gradients there were; a slice of steps is read at once, because for small
networks the few numbers of a reading take as long as a layer.
"""

from typing import Any

import torch
from torch import Tensor

from models.toys.engine.batch import Outputs
from models.toys.engine.game import Game

CURVE = ("loss_d", "loss_g", "d_real", "d_fake", "grad_d", "grad_g", "value")

NORMS: list[dict[str, Any]] = [
    {
        "name": f"grad_{net.lower()}",
        "label": f"Gradient of {net}",
        "formula": rf"\lVert\nabla_{{\theta_{net}}}L_{net}\rVert",
        "equilibrium": None,  # 0 for all samples there are, but not for those of a batch
    }
    for net in "DG"
]


def read(stack: Game, steps: list[Outputs]) -> Tensor:
    """The curves of a stack's steps: `(steps, runs, 7)` float32, columns `stack.columns`."""
    real, fake = (join_steps([r.d[i] for r in steps]) for i in (0, 1))
    in_g = join_steps([r.g[1] for r in steps])
    loss_d = stack.loss_d(real, fake)
    if steps[0].penalty is not None:
        loss_d = loss_d + join_steps([r.penalty for r in steps if r.penalty is not None])
    loss_g = stack.loss_g(join_steps([r.g[0] for r in steps]) if stack.relativistic else in_g, in_g)
    d_real, d_fake = stack.mean(stack.reading(real)), stack.mean(stack.reading(fake))
    norms = (join_steps([r.norms[i] for r in steps]).float() for i in (0, 1))
    return torch.stack([loss_d, loss_g, d_real, d_fake, *norms, stack.value(real, fake)], -1)


def join_steps(tensors: list[Tensor]) -> Tensor:
    """A new first dimension for the steps."""
    return tensors[0].unsqueeze(0) if len(tensors) == 1 else torch.stack(tensors)
