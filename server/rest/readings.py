"""REST: the numbers of a run over its steps, for pages that missed some: its curve, and what was measured of it."""

from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from numpy.typing import NDArray

from server.protocol.answers import CurvePart, MeasuresSoFar, PerfectMeasures
from server.rest.lookup import find_run

router = APIRouter(prefix="/api/runs")


@router.get("/{id}/curve", response_model=CurvePart)
async def get_curve(
    request: Request,
    id: str,
    first: Annotated[int, Query(alias="from", ge=0)] = 0,
    last: Annotated[int | None, Query(alias="to", ge=0)] = None,
) -> Response:
    """The curve of the steps from … to: exact, or where they are too many, each bucket's minimum and maximum."""
    run = await find_run(request, id)
    names = [column.name for column in run.experiment.columns()]
    steps, rows, thinned = run.past.curve.read(first, last)
    content = await run_in_threadpool(curve_json, names, steps, rows, thinned)
    return Response(content, media_type="application/json")


@router.get("/{id}/measures")
async def get_measures(request: Request, id: str) -> MeasuresSoFar:
    """What was measured so far while somebody looked, thinned where it is old."""
    run = await find_run(request, id)
    return MeasuresSoFar(epoch=run.epoch, **run.past.measures.json())


@router.get("/{id}/perfect")
async def get_perfect(request: Request, id: str) -> PerfectMeasures:
    """What a perfect generator of the run's data would score, counted as the run's own measures are."""
    run = await find_run(request, id)
    return PerfectMeasures(measures=await run_in_threadpool(run.extra.find_perfect, run.experiment))


def curve_json(names: list[str], steps: NDArray[np.int64], rows: NDArray[np.float32], thinned: bool) -> str:
    """A CurvePart as JSON. It is not validated: 10,000 rows come out of arrays."""
    finite: NDArray[Any] = rows.astype(object)
    finite[~np.isfinite(rows)] = None
    first, last = (int(steps[0]), int(steps[-1])) if len(steps) else (0, 0)
    part = CurvePart.model_construct(
        columns=names, first=first, last=last, steps=steps.tolist(), rows=finite.tolist(), thinned=thinned
    )
    return part.model_dump_json(by_alias=True)
