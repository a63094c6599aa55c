"""What is recorded of every step.

A step leaves behind what D said and which gradients there were; a slice of steps is read at once, because for small
networks the few numbers of a reading take as long as a layer.
"""

import torch
from torch import Tensor

from models.toys.engine.batch import Outputs
from models.toys.engine.game import Game


def read(stack: Game, steps: list[Outputs]) -> Tensor:
    """The curves of a stack's steps: `(steps, runs, columns)` float32, in the order of the game's columns."""
    real, fake = (join_steps([r.d[i] for r in steps]) for i in (0, 1))
    in_g = join_steps([r.g[1] for r in steps])
    loss_d = stack.loss_d(real, fake)
    if steps[0].penalty is not None:
        loss_d = loss_d + join_steps([r.penalty for r in steps if r.penalty is not None])
    loss_g = stack.loss_g(join_steps([r.g[0] for r in steps]) if stack.relativistic else in_g, in_g)
    grad_d, grad_g = (join_steps([r.norms[i] for r in steps]).float() for i in (0, 1))
    numbers = {
        "loss_d": loss_d,
        "loss_g": loss_g,
        "d_real": stack.mean(stack.reading(real)),
        "d_fake": stack.mean(stack.reading(fake)),
        "grad_d": grad_d,
        "grad_g": grad_g,
        "value": stack.value(real, fake),
    }
    return torch.stack([numbers[column.name] for column in stack.columns(stack.k)], -1)


def join_steps(tensors: list[Tensor]) -> Tensor:
    """A new first dimension for the steps."""
    return tensors[0].unsqueeze(0) if len(tensors) == 1 else torch.stack(tensors)
