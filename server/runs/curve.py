"""The whole curve of a run: exact for its newest steps, and beyond that thinned without hiding a spike.

Steps older than the newest EXACT ones are kept as buckets of the minimum and the maximum of each column; when there
are too many buckets, neighbours merge. So a curve of any length takes a bounded amount of memory.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]
EXACT = 10_000  # steps kept as they are; also the most points an answer has
BUCKETS = EXACT // 2  # each answers with two points


@dataclass
class Segments:
    """Steps first[i] … last[i] with the least and the greatest value of each column, both (k, columns)."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    low: Rows
    high: Rows

    @classmethod
    def of(cls, first: int, rows: Rows) -> "Segments":
        steps = np.arange(first, first + len(rows))
        return cls(steps, steps, rows, rows)

    def __len__(self) -> int:
        return len(self.first)

    def __add__(self, other: "Segments") -> "Segments":
        return Segments(
            np.concatenate([self.first, other.first]),
            np.concatenate([self.last, other.last]),
            np.concatenate([self.low, other.low]),
            np.concatenate([self.high, other.high]),
        )

    def __getitem__(self, chosen: NDArray[np.bool_]) -> "Segments":
        return Segments(self.first[chosen], self.last[chosen], self.low[chosen], self.high[chosen])

    def merge(self, width: int) -> "Segments":
        """Neighbours whose first steps fall into the same stretch of `width` steps become one."""
        stretch = (self.first - 1) // width
        starts = np.flatnonzero(np.diff(stretch, prepend=-1))
        ends = np.append(starts[1:], len(self)) - 1
        low, high = np.fmin.reduceat(self.low, starts), np.fmax.reduceat(self.high, starts)
        return Segments(self.first[starts], self.last[ends], low, high)

    def points(self) -> tuple[NDArray[np.int64], Rows]:
        """Two points for each: the minimum at its first step, the maximum at its last."""
        steps = np.stack([self.first, self.last], 1).reshape(-1)
        return steps, np.stack([self.low, self.high], 1).reshape(-1, self.low.shape[1])


class Curve:
    """Steps count from 1; `len` is the last step that is known."""

    def __init__(self, columns: int) -> None:
        self._tail = np.empty((256, columns), np.float32)
        self._count = 0  # rows of the tail in use
        self._old = Segments.of(1, self._tail[:0])
        self._width = 2  # steps in a bucket

    @classmethod
    def after(cls, step: int, columns: int) -> "Curve":
        """Of a run that came here after so many steps: of these only the last is there, without values."""
        curve = cls(columns)
        if step:
            curve._old = Segments.of(step, np.full((1, columns), np.nan, np.float32))
        return curve

    def __len__(self) -> int:
        return self._start - 1 + self._count

    @property
    def _start(self) -> int:
        """First step of the tail."""
        return int(self._old.last[-1]) + 1 if len(self._old) else 1

    @property
    def size(self) -> int:
        """Bytes in use."""
        old = self._old
        return sum(array.nbytes for array in (self._tail, old.first, old.last, old.low, old.high))

    def append(self, first: int, rows: Rows) -> None:
        """Add the rows of steps first, first + 1, …; steps known already stay, a gap raises ValueError."""
        if first > len(self) + 1:
            raise ValueError(f"steps {len(self) + 1} to {first - 1} are missing")
        rows = rows[len(self) + 1 - first :]
        need = self._count + len(rows)
        if need > len(self._tail):
            grown = np.empty((max(need, 2 * len(self._tail)), self._tail.shape[1]), np.float32)
            grown[: self._count] = self._tail[: self._count]
            self._tail = grown
        self._tail[self._count : need] = rows
        self._count = need
        if self._count >= 2 * EXACT:
            self._thin()

    def _thin(self) -> None:
        leaving = self._count - EXACT
        old = Segments.of(self._start, self._tail[:leaving].copy())
        self._tail = self._tail[leaving : self._count].copy()
        self._count = EXACT
        self._old = self._old + old.merge(self._width)
        while len(self._old) > BUCKETS:
            self._width *= 2
            self._old = self._old.merge(self._width)

    def truncate(self, step: int) -> None:
        """Forget what came after `step`; a bucket it falls into ends there, with the extremes of all its steps."""
        if step >= self._start - 1:
            self._count = min(self._count, step - self._start + 1)
        else:
            kept = self._old[self._old.first <= step]
            self._old = Segments(kept.first, np.minimum(kept.last, step), kept.low, kept.high)
            self._count = 0

    def read(self, first: int = 1, last: int | None = None) -> tuple[NDArray[np.int64], Rows, bool]:
        """Steps, rows (k, columns) and whether they are thinned, for the steps first … last."""
        last = len(self) if last is None else min(last, len(self))
        first = max(first, 1)
        start = self._start
        tail = self._tail[max(0, first - start) : max(0, last - start + 1)][: self._count].copy()
        exact = Segments.of(max(first, start), tail)
        old = self._old[(self._old.last >= first) & (self._old.first <= last)]
        if not len(old) and len(tail) <= EXACT:
            return exact.first, tail, False
        width = max(1, -(-(last - first + 1) // (BUCKETS - 1)))
        steps, rows = (old + exact).merge(width).points()
        return steps, rows, True

    def copy(self, step: int) -> "Curve":
        """The curve as it was after `step`."""
        other = Curve(self._tail.shape[1])
        other._tail, other._count, other._old, other._width = self._tail.copy(), self._count, self._old, self._width
        other.truncate(step)
        return other

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """All of it, for the store."""
        old, tail, width = self._old, self._tail[: self._count].copy(), np.array([self._width])
        return {"first": old.first, "last": old.last, "low": old.low, "high": old.high, "tail": tail, "width": width}

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]], columns: int) -> "Curve":
        """The curve whose arrays these are."""
        low, high, tail = (complete(arrays[name], columns) for name in ("low", "high", "tail"))
        curve = cls(columns)
        curve._old = Segments(arrays["first"], arrays["last"], low, high)
        curve._tail, curve._count, curve._width = tail, len(tail), int(arrays["width"][0])
        return curve


def complete(rows: Rows, columns: int) -> Rows:
    """Rows of a version with fewer or more columns: NaN in those that they lack, and without those beyond."""
    rows = rows[:, :columns]
    return np.pad(rows, ((0, 0), (0, columns - rows.shape[1])), constant_values=np.nan)
