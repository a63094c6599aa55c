"""REST: own data. A table is read, and a run is built on its points; whatever is wrong with it, the old data stay."""

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from pydantic_core import from_json

from models.experiment import Rejected, validate
from models.toys.distributions.points import MAX_POINTS, Points, Points1D, PointSet
from models.toys.distributions.table import Rows, TableError, read_table
from server.kinds.toy import own_points
from server.protocol.answers import OwnPoints
from server.protocol.messages import Error, Run
from server.rest.lookup import find_run, refusal, runs_of

router = APIRouter(prefix="/api")
NAMES: dict[type[PointSet], str] = {Points: "points", Points1D: "points_1d"}
TABLE = {
    "requestBody": {
        "required": True,
        "content": {
            "text/csv": {"schema": {"type": "string"}},
            "application/json": {"schema": {"type": "array", "items": {"type": "array", "items": {"type": "number"}}}},
        },
    }
}


@router.post("/points", openapi_extra=TABLE)
async def read_points(request: Request) -> OwnPoints:
    """The rows of a table, CSV or JSON, of one or two columns; no run is changed."""
    read = await distribution_of(request, None)
    return OwnPoints(points=list(read.points))


@router.get("/runs/{id}/points")
async def get_points(request: Request, id: str) -> OwnPoints:
    """A run's own points, none where its data are others."""
    return OwnPoints(points=list(own_points((await find_run(request, id)).experiment)))


@router.post("/runs/{id}/points", openapi_extra=TABLE)
async def put_points(request: Request, id: str) -> Run:
    """Build a run anew on the points of a table, CSV or JSON, of one or two columns; the seed and the knobs stay."""
    read = await distribution_of(request, (await find_run(request, id)).experiment.data_knobs)
    run, runs = await find_run(request, id), runs_of(request)  # as it is now: reading took a while
    runs.build(run, replace(run.experiment, data=NAMES[type(read)], data_knobs=read))
    many = "point is" if len(read.points) == 1 else "points are"
    run.notice = (
        f"Your {len(read.points):,} {many} the data now; training starts again with seed {run.experiment.seed}."
    )
    runs.answer(run, None, None)
    return run.message()


async def distribution_of(request: Request, before: object) -> PointSet:
    """The body as data, with the noise of own data that were there before; raises HTTPException."""
    body, kind = await request.body(), request.headers.get("content-type", "")
    jitter = {"jitter": before.jitter} if isinstance(before, PointSet) else {}
    try:
        return await run_in_threadpool(made, body, "json" in kind, jitter)
    except TableError as error:
        raise refused(error.message, error.line) from error
    except Rejected as rejected:
        raise refused(rejected.message) from rejected


def refused(message: str, line: int | None = None) -> HTTPException:
    return refusal(Error(code="rejected", message=message, control="points"), line=line)


def made(body: bytes, is_json: bool, knobs: dict[str, Any]) -> PointSet:
    """Raises TableError or Rejected."""
    rows = read_json(body) if is_json else read_table(body)
    plane = not rows or (isinstance(rows[0], (list, tuple)) and len(rows[0]) == 2)
    made = validate(Points if plane else Points1D, knobs | {"points": rows})
    made.box()  # what it works out of the points is worked out here, and not in the event loop
    return made


def read_json(body: bytes) -> Rows:
    """Rows as they are in the JSON text; what is wrong with them the data say."""
    if body.count(b"[") > MAX_POINTS + 1:  # before anything is made of it: a list for each takes half a second
        raise TableError(f"There are more than {MAX_POINTS:,} points; at most {MAX_POINTS:,} are allowed.")
    try:
        rows = from_json(body)
    except ValueError as invalid:
        raise TableError(f"This is no valid JSON: {str(invalid)[:100]}.") from invalid
    if not isinstance(rows, list):
        raise TableError("Points in JSON are a list of rows, each a list of one or two numbers.")
    return rows  # type: ignore[return-value]
