"""Tools of systems: each has a name, a title and questions of its own, and answers with images."""

import pytest
import torch

from models.images.games import VARIANTS
from models.images.tools.tool import Answer, Tool


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_tools_of_a_system_are_told_apart(variant: str) -> None:
    tools = VARIANTS[variant].tools
    names = [tool.name for tool in tools]
    assert len(set(names)) == len(names)
    assert all(tool.title for tool in tools)
    asked = [question for tool in tools for question in tool.questions]
    assert len(set(asked)) == len(asked)


def test_questions_of_all_systems_have_types_of_their_own() -> None:
    kinds = {kind for system in VARIANTS.values() for kind in system.question_types()}
    types = [kind.model_fields["type"].default for kind in kinds]
    assert len(set(types)) == len(types)


def test_an_answer_needs_no_names_and_no_distances() -> None:
    answer = Answer(torch.zeros(2, 1, 4, 4, dtype=torch.uint8), 2)
    assert (answer.labels, answer.distances) == ((), ())


def test_a_tool_without_data_tells_the_page_nothing() -> None:
    assert Tool[object]().data() is None
    with pytest.raises(NotImplementedError):
        Tool[object]().answer(None, None)
