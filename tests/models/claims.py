"""What a preset of the gallery is claimed to do, in numbers."""

from typing import NamedTuple


class Claim(NamedTuple):
    """A number of each run and the bounds it is claimed to lie in."""

    measure: str
    low: float = float("-inf")
    high: float = float("inf")

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


class Failure(NamedTuple):
    """What a bad preset does, and what its cure makes of that after `steps` more."""

    fails: list[Claim]
    cured: list[Claim]
    steps: int
