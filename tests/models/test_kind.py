"""The line of a list that says what something is."""

from models.kind import first_line


class Described:
    """A first line.

    More of it.
    """


def test_the_first_line_of_a_docstring() -> None:
    assert first_line(Described) == "A first line."
