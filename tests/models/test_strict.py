"""What a browser sends is taken as it is or refused."""

from typing import Literal

import pytest
from pydantic import ValidationError

from models.strict import Strict


class Near(Strict):
    type: Literal["near"] = "near"
    place: int
    share: float = 0.5


def test_what_is_left_out_takes_its_default() -> None:
    assert Near.model_validate({"place": 3}) == Near(type="near", place=3, share=0.5)


@pytest.mark.parametrize(
    "wrong",
    [{"place": "3"}, {"place": 1.5}, {"place": 1, "more": 2}, {"place": 1, "share": float("nan")}, {"type": "far"}, {}],
)
def test_what_is_not_exactly_right_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Near.model_validate(wrong)


def test_what_was_sent_does_not_change() -> None:
    with pytest.raises(ValidationError):
        Near(place=1).place = 2
