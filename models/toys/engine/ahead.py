"""Steps of a stack worked out ahead: their samples, laid out side by side, and the rates of their updates.

To prepare a slice of steps takes as long as a step or two of small networks. A stack that is advanced a step at a
time, as in a class of hundreds, therefore prepares several slices at once; the samples are the same either way.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from models.toys.engine.run import Run
from models.toys.engine.shapes import Ahead, Shapes
from models.toys.engine.stack import Stack

SLICE = 16  # steps laid out at a time, at most
LAID = 2**21  # numbers laid out for a stack: 8 MB


def look_ahead(stack: Stack, group: Sequence[Run], n: int, learn: str) -> Ahead:
    """The samples of the next n steps, and the stack's rates: those worked out before, or new ones for some slices.

    A stack's first slice is prepared alone, because where runs come and go a stack may not live to see another.
    """
    done = [run.step for run in group]
    e = group[0].experiment
    shapes = e.gan.shapes(e, done[0])
    known = stack.ahead
    if known is not None and known.serves(done, n, shapes, learn):
        return known
    numbers = sum(updates * features for updates, features in sizes(group[0], shapes).values())
    room = LAID // (len(group) * shapes.samples * numbers)
    most = n if known is None else min(SLICE, room, *(run.until - run.step for run in group))
    steps = n * max(1, most // n)
    stack.prepare(np.array(done), steps)
    streams = lay_out(group, steps, shapes, stack.state["g"].device)
    stack.ahead = Ahead(done, steps, shapes, learn, streams)
    return stack.ahead


def sizes(run: Run, shapes: Shapes) -> dict[str, tuple[int, int]]:
    """Updates and features of each stream in a step."""
    e: Any = run.experiment
    found = {
        "real": (shapes.updates_d, e.distribution.dims),
        "noise_d": (shapes.updates_d, e.knobs.noise_dim),
        "noise_g": (shapes.updates_g, e.knobs.noise_dim),
        "extra": (shapes.updates_d, shapes.extra),
        "blur": (shapes.updates_d, shapes.blur),
    }
    return {name: size for name, size in found.items() if size[1]}


def lay_out(group: Sequence[Run], n: int, shapes: Shapes, device: torch.device) -> dict[str, torch.Tensor]:
    """Data and noise of the next n steps: each stream `(n, updates, runs, features, samples)`."""
    out = {
        name: torch.empty(n, updates, len(group), features, shapes.samples)
        for name, (updates, features) in sizes(group[0], shapes).items()
    }
    for row, run in enumerate(group):
        run.draws(shapes).write(run.step, n, out, row)
    return {name: values.to(device) for name, values in out.items()}
