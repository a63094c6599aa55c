"""A knob is one line: its range is held, and what the page needs of it stands in its schema."""

import math
from typing import Any, Literal

import pytest
from pydantic import ValidationError

from models.kind import Kind
from models.kinds import KINDS
from models.knobs import Knobs, knob, usual


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


class Quick(Small):
    lr_d: float = usual(0.5)
    loss: Literal["a", "b"] = usual("b")
    momentum: float = usual(0.9)


def test_another_default_is_one_line_and_keeps_all_else() -> None:
    before, after = (kind.model_json_schema()["properties"] for kind in (Small, Quick))
    assert list(after) == list(before)
    assert (Quick().lr_d, Quick().loss, Quick().momentum, Quick().g_width) == (0.5, "b", 0.9, 8)
    assert after["momentum"]["when"] == {"loss": ["b"]}
    for name, knob_before in before.items():
        assert after[name] | {"default": None} == knob_before | {"default": None}
    with pytest.raises(ValidationError):
        Quick.model_validate({"lr_d": 1.5})


def test_another_default_of_no_knob_is_an_error() -> None:
    with pytest.raises(TypeError, match="'steps'"):

        class Wrong(Small):
            steps: int = usual(1)


def test_the_base_keeps_its_default() -> None:
    assert Small().lr_d == 0.1


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.variants_title)
def test_a_knob_that_a_variant_declares_again_differs_in_its_default_alone(kind: Kind) -> None:
    for name, gan in kind.experiment.variants.items():
        for base in gan.Knobs.__mro__[1:]:
            if not issubclass(base, Knobs) or base is Knobs:
                continue
            mine, theirs = (k.model_json_schema()["properties"] for k in (gan.Knobs, base))
            for knob_name, of_base in theirs.items():
                assert mine[knob_name] | {"default": 0} == of_base | {"default": 0}, f"{name}: {knob_name}"
