"""How long rounds take, measured once the first ones, which prepare much, are over."""

WARMING = 3  # rounds that are left out
COUNTED = 10


class Stopwatch:
    def __init__(self) -> None:
        self._rounds, self._seconds = 0, 0.0

    def saw(self, seconds: float) -> float | None:
        """Of one more round; rounds a second over the counted ones, told once, when the last of them is over.

        The round alone is counted: neither the pauses of a run that is slowed down nor the time that others take.
        """
        self._rounds += 1
        if WARMING < self._rounds <= WARMING + COUNTED:
            self._seconds += seconds
        return COUNTED / self._seconds if self._rounds == WARMING + COUNTED else None
