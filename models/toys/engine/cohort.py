"""The stacks that runs train in. A run has the same bits alone and among 300 others: see the tests.

Between calls a run's state is a view into the stack it last trained in. While the same runs go on together nothing is
copied; when one joins, leaves, pauses or is tuned, the stack is put together anew from such views.
"""

from collections.abc import Sequence
from operator import is_
from typing import Literal, NamedTuple
from weakref import ref

import numpy as np
import torch

from models.toys.engine.ahead import SLICE, look_ahead
from models.toys.engine.batch import Batch
from models.toys.engine.game import Game
from models.toys.engine.readings import read
from models.toys.engine.recipe import Recipe
from models.toys.engine.run import Run
from models.toys.engine.stack import State

TILE = 64  # runs in a stack at most: more would not fit the processor's cache

Only = Literal["d", "g"] | None


def group_runs(runs: Sequence[Run], tile: int = TILE) -> list[list[Run]]:
    """Runs that can go through their networks together, in tiles of at most so many and about as many each."""
    by_key: dict[object, list[Run]] = {}
    for run in runs:
        by_key.setdefault(run.key, []).append(run)
    tiles = []
    for group in by_key.values():
        n = -(-len(group) // tile)
        tiles += [group[len(group) * i // n : len(group) * (i + 1) // n] for i in range(n)]
    return tiles


class Known(NamedTuple):
    """A stack, and what it was made of: it serves again while all of that is still the same."""

    runs: "list[ref[Run]]"
    experiments: list[Recipe]
    states: list[State]
    stack: Game


class Cohort:
    """Advances runs in stacks. It keeps only caches: a new one goes on just the same."""

    def __init__(self) -> None:
        self._stacks: dict[tuple[int, ...], Known] = {}

    def advance(self, runs: Sequence[Run], steps: int, only: Only = None) -> dict[Run, np.ndarray]:
        """Train every run for some steps; only "d" or "g" holds the other network.

        Returns for each run its curve `(steps, columns)` float32, one row a step. A run that diverges stops
        by itself: diverged_at is its step with the first value that is not finite, and rows end before that.
        """
        curves: dict[Run, list[np.ndarray]] = {run: [] for run in runs}
        target = {run: run.step + steps for run in runs}
        while active := [run for run in runs if run.step < target[run] and run.diverged_at is None]:
            for group in group_runs(active):
                n = min(SLICE, *(min(target[run], run.until) - run.step for run in group))
                for run, rows in zip(group, self._slice(group, n, only), strict=True):
                    curves[run].append(rows)
        return {run: join_rows(run, rows) for run, rows in curves.items()}

    def stack(self, group: Sequence[Run]) -> Game:
        """The runs' stack: the one they last trained in when nothing has changed, or a new one."""
        ids = tuple(map(id, group))
        experiments, states = [run.experiment for run in group], [run.state for run in group]
        known = self._stacks.get(ids)
        if known and all(map(is_, known.experiments, experiments)) and all(map(is_, known.states, states)):
            return known.stack
        state = {name: torch.cat([s[name] for s in states]) for name in states[0]}
        stack: Game = experiments[0].gan(experiments, state)
        for i, run in enumerate(group):
            run.state = {name: value[i : i + 1] for name, value in state.items()}
        self._forget(set(ids))
        self._stacks[ids] = Known(list(map(ref, group)), experiments, [run.state for run in group], stack)
        return stack

    def _forget(self, members: set[int]) -> None:
        """Let go of the stacks that these runs have left, and of those whose runs are gone.

        Whoever stays behind gets a state of its own: a view would keep the whole stack in memory.
        """
        for ids, known in list(self._stacks.items()):
            runs = [run() for run in known.runs]
            if members.isdisjoint(ids) and any(runs):
                continue
            for run, state in zip(runs, known.states, strict=True):
                if run is not None and run.state is state:
                    run.state = {name: value.clone() for name, value in state.items()}
            del self._stacks[ids]

    def _slice(self, group: list[Run], n: int, only: Only) -> list[np.ndarray]:
        stack = self.stack(group)
        curve = train(stack, group, n, learners(stack, only))
        finite = np.isfinite(curve).all(-1)
        finite[-1] &= alive(stack)  # what the last update has broken is in no curve yet
        lengths = np.where(finite.all(0), n, finite.argmin(0)).tolist()
        for run, good in zip(group, lengths, strict=True):
            run.step += min(good + 1, n)
            run.diverged_at = None if good == n else run.step
        return [curve[:good, i] for i, good in enumerate(lengths)]


def join_rows(run: Run, rows: list[np.ndarray]) -> np.ndarray:
    """The rows of a curve, of which there may be none."""
    if not rows:
        return np.empty((0, len(run.experiment.columns())), np.float32)
    return np.concatenate(rows) if len(rows) > 1 else rows[0]


def learners(stack: Game, only: Only) -> str:
    """Who learns: both networks, or one of them, but none that is frozen."""
    return "".join(net for net in only or "dg" if not getattr(stack.k, f"freeze_{net}"))


def alive(stack: Game) -> np.ndarray:
    """`(runs,)`: whether all parameters are finite; their sum is not when one of them is not."""
    return torch.isfinite(stack.state["g"].sum(1) + stack.state["d"].sum(1)).cpu().numpy()


@torch.no_grad()
def train(stack: Game, group: list[Run], n: int, learn: str) -> np.ndarray:
    """Train the stack for n steps; returns the curves `(n, runs, 7)`."""
    ahead = look_ahead(stack, group, n, learn)
    steps = []
    for i in range(ahead.used, ahead.used + n):
        batches = [Batch.of(ahead.streams, i, j) for j in range(ahead.shapes.updates_d)]
        steps.append(stack.step(batches, i, learn))
        if "g" in learn:
            stack.average(i)
    ahead.used += n
    stack.finish(learn, ahead.used)
    return read(stack, steps).cpu().numpy()
