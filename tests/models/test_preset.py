"""What makes a preset: no unknown fields, no change afterwards, and usual values."""

import pytest
from pydantic import ValidationError

from models.preset import Cure, Preset

RING = {"name": "ring", "title": "Ring", "variant": "gan", "data": "ring", "why": "It works."}


def test_a_preset_is_good_unless_it_says_otherwise() -> None:
    preset = Preset.model_validate(RING)
    assert (preset.kind, preset.cure, preset.knobs, preset.data_knobs) == ("good", None, {}, {})


def test_a_bad_one_has_a_cure() -> None:
    preset = Preset.model_validate(RING | {"kind": "bad", "cure": {"knobs": {"lr_d": 0.1}, "why": "Slower."}})
    assert preset.cure == Cure(knobs={"lr_d": 0.1}, why="Slower.")


@pytest.mark.parametrize("wrong", [{"seed": 1}, {"kind": "fair"}, {"why": None}, {"cure": {"why": "No knobs."}}])
def test_what_a_preset_cannot_be(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Preset.model_validate(RING | wrong)


def test_a_preset_does_not_change() -> None:
    with pytest.raises(ValidationError):
        Preset.model_validate(RING).title = "Other"
