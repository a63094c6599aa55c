"""The architecture holds: circles, directions, sizes, kinds, and the mirror of the tests."""

import pytest

from tests.architecture import directions
from tests.architecture.rules import RULES, page_graph, python_graph, written


@pytest.mark.parametrize("name", RULES)
def test_rule_holds(name: str) -> None:
    assert RULES[name]() == []


@pytest.mark.parametrize(
    "rule",
    [*directions.PYTHON, *directions.PAGE],
    ids=lambda rule: rule.name,
)
def test_direction_names_what_exists(rule: directions.Rule) -> None:
    files = [*python_graph(), *page_graph(), "tests/"]
    assert [part for part in rule.parts if not any(file.startswith(part) for file in files)] == []


@pytest.mark.parametrize("folder", ["models/", "server/", "web/src/"])
def test_rules_read_the_sources(folder: str) -> None:
    assert len([file for file in written() if file.startswith(folder)]) > 40


def test_imports_are_found() -> None:
    assert "models/knobs.py" in python_graph()["models/toys/knobs.py"]
    assert "web/src/wire/protocol.ts" in page_graph()["web/src/wire/socket.ts"]
