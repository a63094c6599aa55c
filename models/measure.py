"""What a measure is: how the page and the terminal name a number and say which way is better."""

from typing import Literal, NamedTuple


class Measure(NamedTuple):
    """What the page and the terminal say of a measure."""

    title: str
    unit: str
    best: Literal["low", "high"]
    text: str
