"""All measures of a run by step, for pages that are opened later. Their number is bounded, as a curve's is."""

from array import array
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

LIMIT = 2000  # measurements; where there are more, every other one of the older half is removed
PREFIX = "measures."  # of its arrays in the store, where they lie beside a curve's


class Measures:
    """Of the networks and the data that there are now. A measure that was not finite, or not taken, is NaN."""

    def __init__(self) -> None:
        self.steps = array("q")  # ascending
        self.columns: dict[str, array[float]] = {}  # by measure, one value for each of the steps

    def add(self, step: int, measures: Mapping[str, float | None]) -> None:
        """Keep the measures after this step; nothing of a step that is known, or older."""
        if self.steps and step <= self.steps[-1]:
            return
        for name in measures.keys() - self.columns.keys():
            self.columns[name] = array("d", [np.nan] * len(self.steps))
        self.steps.append(step)
        for name, column in self.columns.items():
            value = measures.get(name)
            column.append(np.nan if value is None else value)
        if len(self.steps) > LIMIT:
            self.steps = thin(self.steps)
            self.columns = {name: thin(column) for name, column in self.columns.items()}

    @property
    def size(self) -> int:
        """Bytes in use."""
        return len(self.steps) * 8 * (1 + len(self.columns))

    def copy(self, step: int) -> "Measures":
        """As they were after `step`."""
        other = Measures()
        end = int(np.searchsorted(self.steps, step, side="right"))
        other.steps = self.steps[:end]
        other.columns = {name: column[:end] for name, column in self.columns.items()}
        return other

    def json(self) -> dict[str, Any]:
        """For a page: what is NaN here is null there."""
        columns = {name: [None if x != x else x for x in column] for name, column in self.columns.items()}
        return {"steps": self.steps.tolist(), "columns": columns}

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """All of it, for the store."""
        columns = {f"{PREFIX}{name}": np.array(column) for name, column in self.columns.items()}
        return {"measured": np.array(self.steps, np.int64), **columns}

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> "Measures":
        """Those whose arrays are among these; none where there are none."""
        measures = cls()
        measures.steps = array("q", arrays.get("measured", np.empty(0, np.int64)).tolist())
        for name in arrays:
            if name.startswith(PREFIX):
                measures.columns[name.removeprefix(PREFIX)] = array("d", arrays[name].tolist())
        return measures


def thin(column: "array[Any]") -> "array[Any]":
    return column[: LIMIT // 2 : 2] + column[LIMIT // 2 :]
