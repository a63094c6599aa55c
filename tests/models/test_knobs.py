"""A knob is one line: its range is held, and what the page needs of it stands in its schema."""

import math
from typing import Any, Literal

import pytest
from pydantic import ValidationError

from models.knobs import Knobs, knob


class Small(Knobs):
    lr_d: float = knob(0.1, 0, 1, "How far it steps", symbol="η", label="Rate", group="Discriminator", log=True)
    g_width: int = knob(8, 1, 64, "Neurons", group="Generator", rebuild=True)
    loss: Literal["a", "b"] = knob("a", help="Which", rebuild=True)
    momentum: float = knob(0.5, 0, 1, "What is kept", when={"loss": ("b",)}, detail=True, step=0.1)
    batch_size: int = knob(4, 1, 9, "Samples", off="one by one")


@pytest.mark.parametrize(
    "wrong",
    [
        {"lr_d": 1.5},
        {"lr_d": -0.1},
        {"lr_d": math.nan},
        {"lr_d": math.inf},
        {"lr_d": "0.1"},
        {"g_width": 2.5},
        {"g_width": True},
        {"loss": "c"},
        {"lr": 0.1},
    ],
)
def test_what_is_not_allowed_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Small.model_validate(wrong)


def test_the_ends_of_a_range_are_allowed() -> None:
    assert Small(lr_d=0.0).lr_d == 0
    assert Small(lr_d=1.0).lr_d == 1


def test_knobs_do_not_change() -> None:
    with pytest.raises(ValidationError):
        Small().lr_d = 0.2


def test_a_person_calls_a_knob_by_its_label_and_its_network() -> None:
    assert Small.named("lr_d") == "Rate of D"
    assert Small.named("g_width") == "G width of G"
    assert Small.named("batch_size") == "Batch size"


def test_some_knobs_need_new_networks() -> None:
    assert Small.rebuilding() == {"g_width", "loss"}


def test_the_schema_says_what_the_page_draws() -> None:
    schema = Small.model_json_schema()["properties"]
    assert schema["lr_d"] | {"title": None} == {
        "type": "number",
        "title": None,
        "default": 0.1,
        "minimum": 0,
        "maximum": 1,
        "description": "How far it steps",
        "symbol": "η",
        "label": "Rate",
        "group": "Discriminator",
        "log": True,
        "step": None,
        "rebuild": False,
        "detail": False,
        "when": {},
        "off": "",
    }
    assert schema["momentum"]["when"] == {"loss": ["b"]}
    assert schema["momentum"]["detail"] is True
    assert schema["momentum"]["step"] == 0.1
    assert schema["batch_size"]["off"] == "one by one"
    assert schema["loss"]["enum"] == ["a", "b"]
