"""A limit is a number and the sentence that refuses more."""

import pytest
from pydantic import ValidationError

from server.protocol.limits import MAX_COMMAND_BYTES, Limit


def test_a_limit_is_a_whole_number_and_a_sentence() -> None:
    assert Limit(most=1, refusal="One at most.").model_dump() == {"most": 1, "refusal": "One at most."}
    with pytest.raises(ValidationError, match="most"):
        Limit.model_validate({"most": 1.5, "refusal": ""})


def test_a_command_holds_a_recipe_of_the_longest_link_many_times_over() -> None:
    assert MAX_COMMAND_BYTES == 65_536
