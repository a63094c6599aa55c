"""Records of runs, for the tests of the store."""

import numpy as np

from models.toys.experiment import Experiment
from server.runs.curve import Curve
from server.storage.record import Document, Record, StoredState
from tests.models.toys.columns import CURVE
from tests.server.browser import SMALL


def record(id: str = "a", step: int = 3, states: list[StoredState] | None = None) -> Record:
    experiment = Experiment.parse("gan", "ring", SMALL)
    recipe = {
        "variant": "gan",
        "data": "ring",
        "knobs": experiment.knobs.model_dump(mode="json"),
        "data_knobs": experiment.distribution.model_dump(mode="json"),
        "seed": 1,
    }
    document = Document.model_validate(
        {
            "recipe": recipe,
            "playing": True,
            "speed": 60.0,
            "epoch": 4,
            "version": 5,
            "step": step,
            "changes": [{"step": 2, "name": "lr_g", "old": 0.1, "new": 0.2}],
            "halted_at": None,
            "error": None,
        }
    )
    curve = Curve(len(CURVE))
    curve.append(1, np.arange(7 * step, dtype=np.float32).reshape(step, 7))
    return Record(id, document, curve.arrays(), [StoredState(step, b"state")] if states is None else states)


def same(a: Record, b: Record) -> bool:
    curves = all(np.array_equal(a.arrays[name], b.arrays[name]) for name in a.arrays)
    return (a.id, a.document, a.states) == (b.id, b.document, b.states) and curves
