"""The newest curve rows of a run, which its frames carry."""

import numpy as np

from server.workers.reports import CurveRows

FRAME_ROWS = 2000  # at most so many curve rows go with one frame; the rest is fetched over REST


class Recent:
    """An array of rows that is moved down when it is full."""

    def __init__(self, step: int, columns: int):
        self.last = step  # of the newest row
        self._rows = np.empty((FRAME_ROWS + 512, columns), np.float32)
        self._filled = 0

    def extend(self, rows: CurveRows) -> None:
        """Add the rows of the next steps."""
        self.last += len(rows)
        rows = rows[-FRAME_ROWS:]
        if self._filled + len(rows) > len(self._rows):
            keep = min(self._filled, FRAME_ROWS - len(rows))
            self._rows[:keep] = self._rows[self._filled - keep : self._filled].copy()
            self._filled = keep
        self._rows[self._filled : self._filled + len(rows)] = rows
        self._filled += len(rows)

    def since(self, step: int, limit: int = FRAME_ROWS) -> tuple[int, CurveRows]:
        """The step of the first row, and a copy of the rows after `step`, or of the newest of them."""
        count = max(0, min(self.last - step, self._filled, limit))
        return self.last - count + 1, self._rows[self._filled - count : self._filled].copy()
