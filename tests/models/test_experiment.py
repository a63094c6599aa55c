"""A recipe is validated whole, whatever its kind: what is wrong is named with what is allowed."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, ClassVar, Literal

import pytest

from models.experiment import MAX_SEED, Experiment, Rejected, allowed, validate
from models.knobs import Knobs, knob


class GameKnobs(Knobs):
    rate: float = knob(0.1, 0, 1, "How far a step goes")
    width: int = knob(8, 1, 64, "Units", rebuild=True)
    loss: Literal["a", "b"] = knob("a", help="Which")


class Data(Knobs):
    radius: float = knob(1.0, 0.5, 2, "How far out", group="Data")


@dataclass(frozen=True)
class Small(Experiment):
    variants: ClassVar[Mapping[str, type[Any]]] = {"game": SimpleNamespace(Knobs=GameKnobs)}  # type: ignore[dict-item]
    datasets: ClassVar[Mapping[str, type[Knobs]]] = {"data": Data}


def test_what_is_left_out_takes_its_default() -> None:
    experiment = Small.parse("game", "data", {"width": 16})
    assert experiment == Small("game", "data", GameKnobs(width=16), Data(), 1)


@pytest.mark.parametrize(
    ("change", "control", "allows"),
    [
        ({"variant": "other"}, "variant", "game"),
        ({"data": "other"}, "data", "data"),
        ({"seed": -1}, "seed", f"0 … {MAX_SEED}"),
        ({"seed": MAX_SEED + 1}, "seed", f"0 … {MAX_SEED}"),
        ({"seed": True}, "seed", f"0 … {MAX_SEED}"),
        ({"knobs": {"rate": 2.0}}, "rate", "0 … 1"),
        ({"knobs": {"rate": math.nan}}, "rate", "0 … 1"),
        ({"knobs": {"loss": "c"}}, "loss", "a, b"),
        ({"knobs": {"speed": 1}}, "speed", "rate, width, loss"),
        ({"data_knobs": {"radius": 0.1}}, "radius", "0.5 … 2"),
    ],
)
def test_what_is_wrong_is_named_with_what_is_allowed(change: dict[str, Any], control: str, allows: str) -> None:
    with pytest.raises(Rejected) as refused:
        Small.parse(**({"variant": "game", "data": "data"} | change))
    assert (refused.value.control, refused.value.allowed) == (control, allows)
    assert str(refused.value) == refused.value.message
    assert len(refused.value.message) < 200


def test_a_long_value_is_cut_in_the_sentence() -> None:
    with pytest.raises(Rejected) as refused:
        validate(GameKnobs, {"rate": "x" * 1000})
    assert "…" in refused.value.message
    assert len(refused.value.message) < 200


@pytest.mark.parametrize(("knobs", "rebuilds"), [({"rate": 0.5}, False), ({"width": 9}, True), ({"width": 8}, False)])
def test_only_some_changes_need_new_networks(knobs: dict[str, Any], rebuilds: bool) -> None:
    before = Small.parse("game", "data", seed=3)
    after, needed = before.with_changes(knobs, {})
    assert needed is rebuilds
    assert before.renewing(after) == (["width"] if rebuilds else [])
    assert after.seed == 3
    assert before.knobs == GameKnobs(), "the experiment itself does not change"


def test_a_change_that_is_not_allowed_is_refused() -> None:
    with pytest.raises(Rejected):
        Small.parse("game", "data").with_changes({"rate": -1.0}, {})


def test_data_that_nobody_changes_stay_the_same_object() -> None:
    before = Small.parse("game", "data")
    assert before.with_changes({"rate": 0.2}, {})[0].data_knobs is before.data_knobs
    assert before.with_changes({}, {"radius": 2.0})[0].data_knobs == Data(radius=2.0)


def test_what_a_knob_allows_is_said_in_words() -> None:
    assert allowed(GameKnobs, "rate") == "0 … 1"
    assert allowed(GameKnobs, "loss") == "a, b"
    assert allowed(GameKnobs, "nothing") is None
