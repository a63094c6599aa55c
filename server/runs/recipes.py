"""Recipes as browsers write them, made into experiments; what is not allowed is refused by name."""

import secrets
from dataclasses import replace

from models import kinds
from models.experiment import Experiment, Rejected
from server.kinds import KINDS
from server.protocol.base import Recipe, Values
from server.protocol.messages import Error
from server.protocol.refusal import RefusedError


def parse(recipe: Recipe, before: Experiment | None = None) -> Experiment:
    """In place of the experiment before, whose own points stay where the recipe names none. Raises RefusedError."""
    data_knobs = recipe.data_knobs
    if before is not None and before.data == recipe.data:
        data_knobs = KINDS[before.kind].kept_data_knobs(before) | data_knobs
    try:
        return kinds.parse(recipe.variant, recipe.data, recipe.knobs, data_knobs, recipe.seed)
    except Rejected as rejected:
        raise refuse(rejected) from rejected


def change(experiment: Experiment, knobs: Values, data_knobs: Values) -> tuple[Experiment, bool]:
    """The experiment with these knobs, and whether that needs new networks. Raises RefusedError."""
    try:
        return experiment.with_changes(knobs, data_knobs)
    except Rejected as rejected:
        raise refuse(rejected) from rejected


def refuse(rejected: Rejected) -> RefusedError:
    allowed = rejected.allowed
    return RefusedError(Error(code="rejected", message=rejected.message, control=rejected.control, allowed=allowed))


def reseed(experiment: Experiment, seed: int | None) -> Experiment:
    """The same with this seed, or with one drawn by chance."""
    return replace(experiment, seed=secrets.randbelow(2**31) if seed is None else seed)
