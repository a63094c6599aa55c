"""Every answer of REST comes back from its JSON as it was."""

import pytest

from server.protocol.answers import (
    ANSWERS,
    CurvePart,
    Detail,
    Health,
    LeftOut,
    MeasuresSoFar,
    OwnPoints,
    PerfectMeasures,
    PointsSample,
    Refusal,
    Uploaded,
    WorkerHealth,
)
from server.protocol.base import Wire

WORKER = WorkerHealth(kind="toy", device="cpu", pid=1, role="active", state="ready")
EXAMPLES: list[Wire] = [
    Health(version="1", runs=2, workers=[WORKER]),
    CurvePart.model_validate(
        {"columns": ["loss_d"], "from": 1, "to": 2, "steps": [1, 2], "rows": [[0.5], [None]], "thinned": False}
    ),
    MeasuresSoFar(epoch=1, steps=[100], columns={"js": [0.5], "modes": [None]}),
    PerfectMeasures(measures={"js": 0.01}),
    PointsSample(points=[[0.5, 1.0]], box=[0.0, 1.0, 0.0, 1.0]),
    OwnPoints(points=[(0.5,), (1.0,)]),
    Uploaded(name="a", count=2, channels=3, classes=[], left_out=[LeftOut(file="b.txt", reason="not an image")]),
    Refusal(detail=Detail(code="rejected", message="No.", line=3)),
]


@pytest.mark.parametrize("answer", EXAMPLES, ids=lambda answer: type(answer).__name__)
def test_an_answer_comes_back_as_it_was(answer: Wire) -> None:
    assert type(answer).model_validate_json(answer.model_dump_json(by_alias=True)) == answer


def test_there_is_an_example_of_each() -> None:
    assert {type(answer) for answer in EXAMPLES} == set(ANSWERS)


def test_a_part_of_a_curve_says_from_where_to_where() -> None:
    assert {"from", "to"} <= CurvePart.model_json_schema(mode="serialization")["properties"].keys()
