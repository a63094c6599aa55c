"""What REST answers, as JSON. Other answers are files, or a run's description (messages.Run)."""

from typing import Annotated, Literal

from pydantic import Field

from server.protocol.base import Kind, Wire


class WorkerHealth(Wire):
    kind: Kind
    device: str
    pid: int | None
    role: Literal["active", "reserve"]
    state: Literal["starting", "ready"]


class Health(Wire):
    """Whether the server answers, and the state of its workers."""

    status: Literal["ok"] = "ok"
    version: str
    runs: int
    workers: list[WorkerHealth]


class CurvePart(Wire):
    """Rows of a run's curve, one for each of the steps; null for a number that is not finite."""

    columns: list[str]
    first: Annotated[int, Field(alias="from")]
    last: Annotated[int, Field(alias="to")]
    steps: list[int]
    rows: list[list[float | None]]
    thinned: bool  # whether a row stands for many steps, with their minimum or maximum


class MeasuresSoFar(Wire):
    """What was measured of a run, one value for each of the steps; null where it was not measured or not finite."""

    epoch: int  # that of the frames
    steps: list[int]
    columns: dict[str, list[float | None]]


class PerfectMeasures(Wire):
    """What a perfect generator would score, by measure."""

    measures: dict[str, float]


class PointsSample(Wire):
    """Samples of data in the plane or on the line, for a thumbnail."""

    points: list[list[float]]
    box: list[float]  # low, high for each dimension


class OwnPoints(Wire):
    points: list[tuple[float, ...]]  # of one or two coordinates


class LeftOut(Wire):
    """A file of an upload that is not used, and why."""

    file: str
    reason: str


class Uploaded(Wire):
    """A set of own images; a recipe on it has its name as the knob `upload` of its data."""

    name: str
    count: int
    channels: int
    classes: list[str]
    left_out: list[LeftOut]


class Detail(Wire):
    code: str
    message: str  # a sentence that names what is wrong
    control: str | None = None  # the knob or field at fault
    allowed: str | None = None
    line: int | None = None  # of a table, counted from 1


class Refusal(Wire):
    """Why a request was refused."""

    detail: Detail


ANSWERS = (Health, CurvePart, MeasuresSoFar, PerfectMeasures, PointsSample, OwnPoints, Uploaded, Refusal)
