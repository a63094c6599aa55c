"""Questions of all systems: each is told apart by its type, and is as strict as everything that a browser sends."""

import pytest
from pydantic import ValidationError

from models.images.games import VARIANTS
from models.question import Question

QUESTIONS = list(dict.fromkeys(kind for system in VARIANTS.values() for kind in system.question_types()))


def test_no_two_questions_have_one_type() -> None:
    types = [kind.model_fields["type"].default for kind in QUESTIONS]
    assert len(types) == len(set(types)) > 3
    assert all(issubclass(kind, Question) for kind in QUESTIONS)


@pytest.mark.parametrize("kind", QUESTIONS)
def test_a_field_that_nobody_knows_is_refused(kind: type[Question]) -> None:
    with pytest.raises(ValidationError, match="nobody_knows"):
        kind.model_validate({"nobody_knows": 1})
