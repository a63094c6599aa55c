"""Values on the command line: numbers, lists, words, and tables of points from a file."""

import json
from pathlib import Path
from typing import Any

from models.terminal.arguments import fail
from models.toys.distributions.table import TableError, read_table


def parse(text: str) -> Any:
    """A number, a JSON list, the rows of a .csv file, or a word."""
    if text.endswith(".csv"):
        try:
            return read_table(Path(text).read_bytes())
        except (OSError, TableError) as problem:
            fail(f"{text} cannot be read as rows of numbers: {problem}")
    try:
        return json.loads(text)
    except ValueError:
        return text
