"""Recipes are refused by name, with what is allowed."""

import math
from typing import Any

import pytest

from models.experiment import Rejected
from models.toys.experiment import Experiment
from models.toys.games import VARIANTS


@pytest.mark.parametrize(
    ("change", "control", "allowed"),
    [
        ({"variant": "gpt"}, "variant", ", ".join(VARIANTS)),
        ({"data": "cats"}, "data", None),
        ({"seed": -1}, "seed", "0 … 2147483647"),
        ({"seed": True}, "seed", "0 … 2147483647"),
        ({"knobs": {"lr_d": 2.0}}, "lr_d", "0 … 1"),
        ({"knobs": {"lr_d": math.nan}}, "lr_d", "0 … 1"),
        ({"knobs": {"lr_d": math.inf}}, "lr_d", "0 … 1"),
        ({"knobs": {"lr_d": "0.1"}}, "lr_d", "0 … 1"),
        ({"knobs": {"batch": 10.5}}, "batch", "1 … 1024"),
        ({"knobs": {"loss": "hinge"}}, "loss", "non_saturating, minimax"),
        ({"knobs": {"learning_rate": 0.1}}, "learning_rate", None),
        ({"knobs": {"lr_d": {"deep": [1] * 1000}}}, "lr_d", "0 … 1"),
        ({"variant": "lsgan", "knobs": {"r1": 0.1}}, "r1", None),
        ({"data_knobs": {"radius": 1.0}}, "radius", None),
    ],
)
def test_bad_values_name_the_control_and_what_is_allowed(
    change: dict[str, Any], control: str, allowed: str | None
) -> None:
    with pytest.raises(Rejected) as refused:
        Experiment.parse(**({"variant": "gan", "data": "gaussians"} | change))
    assert refused.value.control == control
    if allowed is not None:
        assert refused.value.allowed == allowed
    assert len(refused.value.message) < 300


def test_a_bad_row_of_given_points_is_named() -> None:
    with pytest.raises(Rejected) as refused:
        Experiment.parse("gan", "points", data_knobs={"points": [[0.0, 1.0], [2.0]]})
    assert refused.value.control == "points"
    assert "row 2" in refused.value.message
    assert "alue error" not in refused.value.message


def test_only_knobs_that_need_new_networks_rebuild() -> None:
    e = Experiment.parse("pacgan", "gaussian_ring")
    for knobs, data, rebuild in (
        ({"lr_d": 0.5}, {}, False),
        ({"batch": 20, "g_activation": "tanh", "noise": "uniform"}, {}, False),
        ({}, {"radius": 1.5}, False),
        ({"g_width": 64}, {}, True),
        ({"noise_dim": 5}, {}, True),
        ({"pack": 3}, {}, True),
        ({"g_width": e.knobs.g_width}, {}, False),
    ):
        changed, needed = e.with_changes(knobs, data)
        assert needed is rebuild, (knobs, data)
        assert changed.seed == e.seed
    with pytest.raises(Rejected):
        e.with_changes({"lr_d": -1}, {})


def test_defaults_are_within_their_own_ranges() -> None:
    for name, variant in VARIANTS.items():
        knobs = variant.Knobs()
        assert variant.Knobs.model_validate(knobs.model_dump()) == knobs, name
