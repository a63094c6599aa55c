"""What every message is built of."""

import pytest
from pydantic import ValidationError

from server.protocol.base import Recipe, WholeRecipe, Wire


class Example(Wire):
    number: float


@pytest.mark.parametrize("values", [{"number": "12"}, {"number": float("nan")}, {"number": 1.0, "colour": 1}, {}])
def test_a_message_of_another_shape_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Example.model_validate(values)


def test_a_message_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Example(number=1.0).number = 2.0


def test_a_recipe_without_anything_is_the_page_s_first_experiment() -> None:
    assert Recipe().model_dump() == {
        "variant": "gan",
        "data": "gaussians",
        "knobs": {},
        "data_knobs": {},
        "seed": 1,
    }
    assert WholeRecipe(seed=7).model_dump() == Recipe(seed=7).model_dump()


@pytest.mark.parametrize("seed", [-1, 2**31, 1.5, True])
def test_seeds_have_31_bits(seed: object) -> None:
    with pytest.raises(ValidationError, match="seed"):
        Recipe.model_validate({"seed": seed})
