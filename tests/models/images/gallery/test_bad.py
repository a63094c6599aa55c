"""The image GANs that fail: each for one reason, which its cure takes back."""

import pytest

from models.images.experiment import Experiment
from models.images.gallery.bad import BAD
from models.preset import Preset


@pytest.mark.parametrize("preset", BAD, ids=lambda preset: preset.name)
def test_the_cure_changes_what_the_preset_has_set(preset: Preset) -> None:
    assert preset.kind == "bad"
    assert preset.cure is not None
    before = Experiment.parse(preset.variant, preset.data, preset.knobs, preset.data_knobs)
    after, _ = before.with_changes(preset.cure.knobs, {})
    assert after != before


@pytest.mark.parametrize(("name", "switch"), [("dcgan_sigmoid", "tanh"), ("dcgan_dense", "convolutional")])
def test_a_broken_guideline_is_mended(name: str, switch: str) -> None:
    (preset,) = [preset for preset in BAD if preset.name == name]
    assert preset.knobs == {switch: False}
    assert preset.cure is not None
    assert preset.cure.knobs == {switch: True}
