"""A word of the command line becomes a value."""

from pathlib import Path

import pytest

from models.terminal.values import parse


@pytest.mark.parametrize(
    ("text", "value"), [("0.5", 0.5), ("3", 3), ("true", True), ("[1, 2]", [1, 2]), ("adam", "adam"), ("-1e-3", -0.001)]
)
def test_a_value_is_a_number_a_list_or_a_word(text: str, value: object) -> None:
    assert parse(text) == value


def test_a_table_is_read_as_rows(tmp_path: Path) -> None:
    table = tmp_path / "points.csv"
    table.write_text("0,1\n2,3\n")
    assert [tuple(row) for row in parse(str(table))] == [(0, 1), (2, 3)]
