"""What can be asked of an image GAN: the questions of all systems, told apart by their type."""

import pytest
from pydantic import TypeAdapter, ValidationError

from models.images.games import VARIANTS
from server.protocol.commands import COMMAND, Generate
from server.protocol.questions import KINDS, AnyQuestion


def test_each_question_of_each_system_can_be_sent() -> None:
    for system in VARIANTS.values():
        assert set(system.question_types()) <= set(KINDS)
    assert len(KINDS) > 3


def test_no_two_have_the_same_type() -> None:
    types = [kind.model_fields["type"].default for kind in KINDS]
    assert len(set(types)) == len(types)


def test_a_question_is_read_as_what_its_type_says() -> None:
    question = TypeAdapter(AnyQuestion).validate_python({"type": "path", "a": 1, "b": 2})
    assert type(question).__name__ == "Path"
    assert (question.a, question.b, question.count) == (1, 2, 10)


def test_a_command_carries_one() -> None:
    command = COMMAND.validate_python(
        {"type": "generate", "run": "r", "ref": 1, "what": {"type": "of_class", "label": 2}}
    )
    assert isinstance(command, Generate)
    assert command.what.label == 2
    with pytest.raises(ValidationError):
        COMMAND.validate_python({"type": "generate", "run": "r", "ref": 1, "what": {"type": "unheard_of"}})
