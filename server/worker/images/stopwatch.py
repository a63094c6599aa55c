"""How long steps take, measured once the first ones, which prepare much, are over; and again and again."""

WARMING = 3  # steps that are left out
COUNTED = 10  # the first time
AGAIN = 100  # each time after that: others come to the machine, and go


class Stopwatch:
    def __init__(self) -> None:
        self._steps, self._seconds, self._of = -WARMING, 0.0, COUNTED

    def count(self, seconds: float) -> float | None:
        """One more step took so long. Returns steps a second over the counted ones, once the last of them is over.

        Only the steps are counted: neither the pauses of a run that is slowed down nor the time that others take.
        """
        self._steps += 1
        if self._steps > 0:
            self._seconds += seconds
        if self._steps < self._of:
            return None
        rate = self._of / self._seconds
        self._steps, self._seconds, self._of = 0, 0.0, AGAIN
        return rate
