"""The experiments that fail: each with a reason and a cure that changes what the reason names."""

import pytest

from models.preset import Preset
from models.toys.gallery.bad import BAD


@pytest.mark.parametrize("preset", BAD, ids=lambda preset: preset.name)
def test_each_says_why_it_fails_and_what_helps(preset: Preset) -> None:
    assert preset.kind == "bad"
    assert preset.cure is not None
    assert preset.cure.knobs
    assert preset.cure.why.endswith(".")


def test_the_vanishing_gradient_is_cured_by_the_other_loss() -> None:
    (preset,) = [preset for preset in BAD if preset.name == "vanishing_gradient"]
    assert preset.knobs["loss"] == "minimax"
    assert preset.cure is not None
    assert preset.cure.knobs == {"loss": "non_saturating"}
