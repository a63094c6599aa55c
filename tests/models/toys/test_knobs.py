"""The knobs that every toy has: their ranges, and which of them need new networks."""

import pytest
from pydantic import ValidationError

from models.toys.games import VARIANTS
from models.toys.knobs import ToyKnobs


def test_those_that_shape_the_networks_rebuild() -> None:
    assert ToyKnobs.rebuilding() == {"noise_dim", "g_layers", "g_width", "d_layers", "d_width"}


@pytest.mark.parametrize("wrong", [{"batch": 0}, {"d_layers": -1}, {"optimiser_d": "lbfgs"}, {"noise": "cauchy"}])
def test_ranges_are_held(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ToyKnobs.model_validate(wrong)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_toy_has_them(variant: str) -> None:
    assert issubclass(VARIANTS[variant].Knobs, ToyKnobs)


def test_decays_mean_something_only_with_optimisers_that_have_them() -> None:
    schema = ToyKnobs.model_json_schema()["properties"]
    assert schema["beta1_d"]["when"] == {"optimiser_d": ["adam", "momentum"]}
    assert schema["beta2_g"]["when"] == {"optimiser_g": ["adam", "rmsprop"]}


def test_people_tell_the_networks_knobs_apart() -> None:
    assert ToyKnobs.named("lr_d") == "Learning rate of D"
    assert ToyKnobs.named("lr_g") == "Learning rate of G"
    assert ToyKnobs.named("batch") == "Batch size"
