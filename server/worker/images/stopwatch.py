"""How long rounds take, measured once the first ones, which prepare much, are over; and again and again."""

WARMING = 3  # rounds that are left out
COUNTED = 10  # the first time
AGAIN = 100  # each time after that: others come to the machine, and go


class Stopwatch:
    def __init__(self) -> None:
        self._rounds, self._seconds, self._of = -WARMING, 0.0, COUNTED

    def saw(self, seconds: float) -> float | None:
        """Of one more round; rounds a second over the counted ones, told when the last of them is over.

        The round alone is counted: neither the pauses of a run that is slowed down nor the time that others take.
        """
        self._rounds += 1
        if self._rounds > 0:
            self._seconds += seconds
        if self._rounds < self._of:
            return None
        rate = self._of / self._seconds
        self._rounds, self._seconds, self._of = 0, 0.0, AGAIN
        return rate
