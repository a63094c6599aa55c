"""A table of numbers as people have it: typed, pasted, or exported by a spreadsheet. One or two columns, many dialects.

Columns are parted by semicolons, tabs, commas or spaces; with semicolons, tabs and spaces a decimal comma is
understood. A space parts columns and never thousands: "1 000" is two numbers. What is wrong is said with its line, as
an editor counts lines.
"""

import re
from collections.abc import Iterator

from models.toys.distributions.points import MAX_ABS, MAX_POINTS

MAX_BYTES = 1_000_000
TOO_LARGE = f"The table has {{}} bytes; at most {MAX_BYTES:,} (1 MB) are allowed."
NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
COMMA_NUMBER = re.compile(r"[+-]?[0-9]+(?:,[0-9]+)?(?:[eE][+-]?[0-9]+)?")
NOT_FINITE = {"nan", "inf", "infinity", "na", "n/a", "null", "none"}
SHOWN = 20  # characters of what is wrong that its sentence repeats

Rows = tuple[tuple[float, ...], ...]


class TableError(ValueError):
    """What is wrong with a table, in a sentence that names the line (counted from 1), where there is one."""

    def __init__(self, message: str, line: int | None = None):
        super().__init__(message)
        self.message, self.line = message, line


def read_table(body: bytes | str) -> Rows:
    """The rows of a CSV text, all of one or all of two numbers. Raises TableError and nothing else."""
    text = decode(body) if isinstance(body, bytes) else body
    lines = list(number_lines(text.removeprefix("\ufeff")))
    if not lines:
        raise TableError("There are no numbers in it: one or two columns of numbers are needed.")
    dialect = Dialect(lines)
    if all(map(name, dialect.fields(lines[0][1]))):
        lines = lines[1:]  # a header
        if not lines:
            raise TableError("There are no numbers in it, only a line of words.")
    if len(lines) > MAX_POINTS:
        line = lines[MAX_POINTS][0]
        raise TableError(
            f"There are {len(lines):,} points; at most {MAX_POINTS:,} are allowed, and line {line} is one more.", line
        )
    first, start = len(dialect.fields(lines[0][1])), lines[0][0]
    return tuple(row(line, dialect.fields(words), first, start) for line, words in lines)


def decode(body: bytes) -> str:
    if len(body) > MAX_BYTES:
        raise TableError(TOO_LARGE.format(f"{len(body):,}"))
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\r|\n", body[: error.start])) + 1
        raise TableError(f"Line {line} is no UTF-8 text; save the table as CSV in UTF-8.", line) from None


def number_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines that hold something, with their numbers; comments begin with #."""
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        words = line.partition("#")[0].rstrip(" ,;\t").lstrip()
        if words:
            yield number, words


class Dialect:
    """What parts the columns of a table, found from all of its lines, and whether a comma is a decimal one."""

    def __init__(self, lines: list[tuple[int, str]]):
        texts = [words for _, words in lines]
        self.separator = next((mark for mark in ";\t" if any(mark in words for words in texts)), None)
        body = texts if has_decimal_commas(texts[0]) else texts[1:]  # the first may be a header
        spaced = any(" " in words and "," in words for words in body) and all(map(has_decimal_commas, body))
        if self.separator is None and not spaced and any("," in words for words in texts):
            self.separator = ","

    def fields(self, words: str) -> list[str]:
        """The fields of a line, numbers with a decimal point."""
        apart = self.separator is not None and self.separator in words
        fields = words.split(self.separator) if apart else words.split()
        fields = [field.strip().strip("\"'").strip().replace("−", "-") for field in fields]
        if self.separator == ",":
            return fields
        return [field.replace(",", ".") if COMMA_NUMBER.fullmatch(field) else field for field in fields]


def has_decimal_commas(words: str) -> bool:
    return all(COMMA_NUMBER.fullmatch(word) or NUMBER.fullmatch(word) for word in words.split())


def is_number(field: str) -> bool:
    """Whether a number is meant, be it one that is not allowed."""
    return bool(NUMBER.fullmatch(field)) or field.lstrip("+-").lower() in NOT_FINITE or not field


def name(field: str) -> bool:
    """Whether it can be the name of a column: a word with a letter, not the beginning of a number."""
    return not is_number(field) and field[0] not in "+-." and not field[0].isdigit() and any(map(str.isalpha, field))


def row(line: int, fields: list[str], columns: int, start: int) -> tuple[float, ...]:
    """One line as numbers; the first line of numbers, at `start`, has so many columns."""
    if len(fields) > 2:
        raise TableError(f"Line {line} has {len(fields)} columns; one or two are allowed.", line)
    if len(fields) != columns:
        raise TableError(f"Line {line} has {plural(len(fields))}, but line {start} has {plural(columns)}.", line)
    return tuple(number(line, field) for field in fields)


def number(line: int, field: str) -> float:
    shown = field if len(field) <= SHOWN else field[: SHOWN - 1] + "…"
    if not field:
        raise TableError(f"Line {line} has an empty column.", line)
    if NUMBER.fullmatch(field):
        value = float(field)
        if abs(value) <= MAX_ABS:
            return value
        raise TableError(f"Line {line} holds {shown}; the size of a number is at most {MAX_ABS:,.0f}.", line)
    if is_number(field):
        raise TableError(f"Line {line} holds {shown}, which is no finite number.", line)
    raise TableError(f"Line {line} holds “{shown}”, which is not a number.", line)


def plural(columns: int) -> str:
    return "1 column" if columns == 1 else f"{columns} columns"
