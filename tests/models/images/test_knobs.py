"""The knobs that every image GAN has, and the five guidelines of DCGAN as switches."""

import pytest
from pydantic import ValidationError

from models.images.games import dcgan
from models.images.knobs import Guidelines, ImageKnobs, NoiseKnobs

FIVE = ["strided", "batchnorm", "convolutional", "tanh", "leaky"]


def test_the_guidelines_are_those_of_the_paper_in_its_order() -> None:
    schema = Guidelines.model_json_schema()["properties"]
    assert [name for name, knob in schema.items() if knob["group"] == "Guidelines"] == FIVE
    assert all(schema[name]["default"] is True for name in FIVE)
    assert all(schema[name]["off"] for name in FIVE), "what it is like when it is broken is said"
    assert issubclass(dcgan.DCGAN.Knobs, Guidelines)


def test_what_shapes_the_networks_rebuilds() -> None:
    assert ImageKnobs.rebuilding() == {"size", "g_width", "d_width"}
    assert NoiseKnobs.rebuilding() == {"size", "noise_dim", "g_width", "d_width"}
    assert Guidelines.rebuilding() == {"size", "noise_dim", "g_width", "d_width", *FIVE}


@pytest.mark.parametrize("wrong", [{"size": 24}, {"batch": 1}, {"g_width": 3}, {"tanh": 1}, {"noise": "cauchy"}])
def test_ranges_are_held(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Guidelines.model_validate(wrong)
