"""Pictures of runs in training, taken of a whole stack at once: one forward pass for all who wait.

A picture is a set of arrays, float16 or float32. Positions are in data units, fields on cell
centres with row 0 the lowest, and real samples `(n, dims)` come apart, because they change only with the data.
layers.py says which layers there are and what is in their arrays.
"""

from collections.abc import Sequence, Set

import numpy as np
import torch

from models.toys.engine.cohort import group_runs
from models.toys.engine.game import Game
from models.toys.engine.run import Run
from models.toys.pictures.layers import LAYERS, Picture, Plane

Arrays = dict[str, np.ndarray]

TILE = 8  # runs in one pass: more share what a pass costs, but the activations of many more do not fit the cache


def snapshot(runs: Sequence[Run], layers: Sequence[Set[str]], planes: Sequence[Plane] | None = None) -> list[Arrays]:
    """The layers asked for (LAYERS) of each run, in the order of the runs; planes of noise are the manifold's."""
    found: dict[Run, Arrays] = {}
    plane = dict(zip(runs, planes or [(0, 1)] * len(runs), strict=True))
    alike: dict[frozenset[str], list[Run]] = {}  # a layer that some ask for costs the others nothing
    for run, wanted in zip(runs, layers, strict=True):
        alike.setdefault(frozenset(wanted & LAYERS.keys()), []).append(run)
    for wanted, some in alike.items():
        for group in group_runs(some, TILE):
            picture = Picture(stack_as_shown(group), group, [plane[run] for run in group])
            found |= dict(zip(group, draw_layers(picture, wanted), strict=True))
    return [found[run] for run in runs]


@torch.no_grad()
def draw_layers(picture: Picture, layers: Set[str]) -> list[Arrays]:
    arrays: list[Arrays] = [{} for _ in picture.group]
    for layer in layers:
        for a, more in zip(arrays, LAYERS[layer].draw(picture), strict=True):
            a |= more
    return arrays


def stack_as_shown(group: Sequence[Run]) -> Game:
    """The runs' networks as they are shown: G averaged, nothing of the optimisers."""
    names = [n for n in group[0].state if n not in ("g", "g_avg") and not n.endswith(("_m", "_v", "_powers"))]
    state = {name: torch.cat([run.state[name] for run in group]) for name in names}
    state["g"] = torch.cat([run.state["g_avg"] for run in group])
    stack: Game = group[0].experiment.gan([run.experiment for run in group], state)
    return stack
