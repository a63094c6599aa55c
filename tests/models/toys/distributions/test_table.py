"""Tables as people have them, and a sentence with the line for those that are none."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.toys.distributions.table import MAX_BYTES, Rows, TableError, read_table

GOOD = [
    ("1,2\n3,4", ((1, 2), (3, 4))),
    ("1, 2\r\n3 ,4\r\n", ((1, 2), (3, 4))),
    ("x,y\n.5,-1e-3\n", ((0.5, -0.001),)),
    ("\ufeffx;y\n0,5;1,25", ((0.5, 1.25),)),
    ("0.5;1.25\r2;3", ((0.5, 1.25), (2, 3))),
    ("height\tweight\n1,80\t75\n1.7\t60,5", ((1.8, 75), (1.7, 60.5))),
    ("1 2\n  3   4  ", ((1, 2), (3, 4))),
    ("1,5 2,5\n3 4", ((1.5, 2.5), (3, 4))),
    ("1,5", ((1, 5),)),  # two numbers: nothing says that the comma is a decimal one
    ("# a comment\n\n1\n\n2 # another\n", ((1,), (2,))),
    ("value\n1\n2", ((1,), (2,))),
    ("größe,y2 (cm)\n1,2", ((1, 2),)),
    ("1 000\n2 000", ((1, 0), (2, 0))),
    ('"x","y"\n"1.5","2"', ((1.5, 2),)),
    ("1;2;\n3;4;;\n;;\n", ((1, 2), (3, 4))),
    ("1,2\n3 4", ((1, 2), (3, 4))),
    ("−1,+2", ((-1, 2),)),
]

BAD = [
    ("", None, "no numbers"),
    ("# nothing\n\n", None, "no numbers"),
    ("x,y\n", None, "only a line of words"),
    ("1,2\n1,2,3\n", 2, "Line 2 has 3 columns; one or two"),
    ("id,x,y\n\n1,2,3", 3, "Line 3 has 3 columns"),
    ("1,2\n\n# c\n3\n", 4, "Line 4 has 1 column, but line 1 has 2 columns"),
    ("x\n1\n2,3", 3, "Line 3 has 2 columns, but line 2 has 1 column"),
    ("1,2\n3,four", 2, "Line 2 holds “four”, which is not a number"),
    ("x,1", 1, "Line 1 holds “x”"),
    ("1,2\nnan,1", 2, "Line 2 holds nan, which is no finite number"),
    ("1\n-Infinity", 2, "Line 2 holds -Infinity"),
    ("1\n1e7", 2, "the size of a number is at most 1,000,000"),
    ("1\n1e999999", 2, "at most 1,000,000"),
    ("1;2\n;4", 2, "Line 2 has an empty column"),
    ("1.234,5;1", 1, "Line 1 holds “1.234,5”"),
    ("1\n0x10", 2, "“0x10”"),
    ("0x10\n1", 1, "Line 1 holds “0x10”"),
    ("1_000\n2", 1, "Line 1 holds “1_000”"),
    ("1\x00\n2", 1, "Line 1 holds"),
    ("-\n1", 1, "Line 1 holds “-”"),
    ("1\u20282\n3", 2, "line 1 has 2 columns"),
    ("§,$\n1,2", 1, "Line 1 holds “§”"),
    ("1\n1_000", 2, "“1_000”"),
    ("1\n٣", 2, "“٣”"),
    ("1\n" * 20_001, 20_001, "20,001 points; at most 20,000 are allowed, and line 20001"),
    ("1" * MAX_BYTES + "\n", None, "1,000,001 bytes; at most 1,000,000"),
    ("1\n" + "1" * 500_000 + "x", 2, "not a number"),
]


@pytest.mark.parametrize(("text", "rows"), GOOD)
def test_tables_in_many_dialects(text: str, rows: tuple[tuple[float, ...], ...]) -> None:
    assert read_table(text) == rows
    assert read_table(text.encode()) == rows


@pytest.mark.parametrize(("text", "line", "words"), BAD, ids=[words for _, _, words in BAD])
def test_what_is_wrong_is_said_with_its_line(text: str, line: int | None, words: str) -> None:
    with pytest.raises(TableError) as refused:
        read_table(text.encode())
    assert refused.value.line == line
    assert words in refused.value.message
    assert len(refused.value.message) < 120


@pytest.mark.parametrize("body", [b"1,2\r\n3,4\r\n5,\xff", "1\n2\n3".encode("utf-16")], ids=["latin", "utf-16"])
def test_other_encodings_are_refused(body: bytes) -> None:
    with pytest.raises(TableError, match="no UTF-8 text") as refused:
        read_table(body)
    assert refused.value.line == (3 if body.startswith(b"1") else 1)


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_else(body: bytes) -> None:
    attempt(body)


fields = st.sampled_from(["1", "2,5", "-.5", "1e3", "x", "nan", "", '"', "#", "1.2.3", ",", "−7", "9" * 30, "\x00"])
between = st.sampled_from([",", ";", "\t", " ", "\n", "\r\n", "\r", ", ", ",,", "\u2028", "\x0b"])


@given(st.lists(st.tuples(fields, between), max_size=40).map(lambda pairs: "".join(a + b for a, b in pairs)))
def test_no_table_raises_anything_else(text: str) -> None:
    attempt(text.encode())


def attempt(body: bytes) -> None:
    """What comes back is what a set of points takes; what does not come back is said of a line that there is."""
    line: int | None = None
    rows: Rows = ((0.0,),)
    try:
        rows = read_table(body)
    except TableError as refused:
        line = refused.line
    assert line is None or 1 <= line <= body.count(b"\n") + body.count(b"\r") + 1
    assert {len(row) for row in rows} in ({1}, {2})
    assert all(math.isfinite(number) for row in rows for number in row)


numbers = st.floats(-1e6, 1e6)
tables = st.sampled_from([1, 2]).flatmap(
    lambda columns: st.lists(st.tuples(*[numbers] * columns), min_size=1, max_size=20)
)


@given(
    tables,
    st.sampled_from([(",", "."), (";", "."), (";", ","), ("\t", "."), ("\t", ","), (" ", ".")]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\ufeff", "# from here\n", "x{0}y\n", "\n\n"]),
)
def test_what_is_written_is_read(rows: list[tuple[float, ...]], marks: tuple[str, str], end: str, start: str) -> None:
    separator, point = marks
    if len(rows[0]) == 1 and point == ",":
        separator, point = separator, "."  # a single column with commas is read as two
    lines = [separator.join(repr(number).replace(".", point) for number in row) for row in rows]
    assert read_table(start.format(separator) + end.join(lines) + end) == tuple(rows)
