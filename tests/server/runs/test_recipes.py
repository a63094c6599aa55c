"""Recipes made into experiments, or refused by name."""

import pytest

from server.protocol.base import Recipe
from server.protocol.refusal import RefusedError
from server.runs.recipes import change, parse, reseed

POINTS = [[0.0, 0.5], [1.0, -0.5]]


@pytest.mark.parametrize(
    ("recipe", "control"),
    [
        (Recipe(variant="nothing"), "variant"),
        (Recipe(data="nothing"), "data"),
        (Recipe(knobs={"lr_g": -1.0}), "lr_g"),
        (Recipe(variant="dcgan", data="ring"), "data"),
    ],
)
def test_what_is_not_allowed_is_named(recipe: Recipe, control: str) -> None:
    with pytest.raises(RefusedError) as refused:
        parse(recipe)
    assert (refused.value.error.code, refused.value.error.control) == ("rejected", control)
    assert refused.value.error.allowed


def test_own_points_stay_where_the_recipe_names_none() -> None:
    before = parse(Recipe(data="points", data_knobs={"points": POINTS}))
    again = parse(Recipe(data="points", data_knobs={"jitter": 0.1}, seed=4), before)
    assert dict(again.data_knobs)["points"] == ((0.0, 0.5), (1.0, -0.5))
    assert (dict(again.data_knobs)["jitter"], again.seed) == (0.1, 4)
    named = parse(Recipe(data="points", data_knobs={"points": POINTS[:1]}), before)
    assert dict(named.data_knobs)["points"] == ((0.0, 0.5),)
    assert parse(Recipe(data="ring"), before).data == "ring"


def test_a_change_says_whether_it_needs_new_networks() -> None:
    experiment = parse(Recipe())
    faster, rebuilds = change(experiment, {"lr_g": 0.02}, {})
    assert (faster.knobs.model_dump()["lr_g"], rebuilds) == (0.02, False)
    wider, rebuilds = change(experiment, {"g_width": 16}, {})
    assert (wider.knobs.model_dump()["g_width"], rebuilds) == (16, True)
    with pytest.raises(RefusedError) as refused:
        change(experiment, {"lr_g": "much"}, {})
    assert refused.value.error.control == "lr_g"


def test_another_seed_is_given_or_drawn() -> None:
    experiment = parse(Recipe(seed=5))
    assert reseed(experiment, 9).seed == 9
    assert len({reseed(experiment, None).seed for _ in range(8)}) > 1
