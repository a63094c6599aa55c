"""REST: what a page needs before or beside its socket, and a way to script runs."""

from functools import lru_cache
from typing import Annotated, Any

import numpy as np
import torch
from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import ValidationError

from models.toys.distributions import DISTRIBUTIONS
from server.protocol.base import Pace, Recipe
from server.protocol.catalogue import Catalogue
from server.protocol.messages import Error
from server.protocol.messages import Run as RunMessage
from server.protocol.parsing import explain
from server.protocol.refusal import RefusedError
from server.rest.catalogue import catalogue
from server.runs.live_run import LiveRun
from server.runs.registry import Runs

router = APIRouter(prefix="/api")
STATUS = {"unknown_run": 404, "busy": 503, "too_large": 413}


class NewRun(Recipe):
    """A recipe, and how its run starts."""

    playing: bool = True
    speed: Pace = 120.0


def runs_of(request: Request) -> Runs:
    runs: Runs = request.app.state.runs
    return runs


def problem(error: Error) -> HTTPException:
    detail = error.model_dump(include={"code", "message", "control", "allowed"})
    return HTTPException(STATUS.get(error.code, 422), detail)


@router.get("/health")
def health(request: Request) -> dict[str, Any]:
    """Whether the server answers, and the state of its workers."""
    return {
        "status": "ok",
        "version": request.app.version,
        "runs": len(runs_of(request).live),
        "workers": [
            {
                "kind": workers.spec.kind,
                "device": workers.spec.device,
                "pid": process.pid,
                "role": role,
                "state": "ready" if process in workers.ready else "starting",
            }
            for workers in request.app.state.workers.values()
            for role, process in workers.processes
        ],
    }


@router.get("/catalogue")
def get_catalogue() -> Catalogue:
    """Variants, data and presets, with the JSON schemas their controls are drawn from."""
    return catalogue()


@router.post("/runs", status_code=201)
async def create_run(request: Request, new: NewRun) -> RunMessage:
    """Make a run; it trains at once unless `playing` is false."""
    recipe = Recipe.model_validate(new.model_dump(exclude={"playing", "speed"}))
    try:
        return runs_of(request).create(recipe, new.playing, new.speed).message()
    except RefusedError as refused:
        raise problem(refused.error) from refused


@router.get("/runs/{id}")
async def get_run(request: Request, id: str) -> RunMessage:
    """All there is to know of a run but its pictures."""
    return (await find(request, id)).message()


@router.delete("/runs/{id}", status_code=204)
async def delete_run(request: Request, id: str) -> None:
    """Forget a run; whoever watches it is told."""
    runs_of(request).drop(await find(request, id), forget=True)


@router.get("/runs/{id}/curve")
async def get_curve(
    request: Request,
    id: str,
    first: Annotated[int, Query(alias="from", ge=0)] = 0,
    last: Annotated[int | None, Query(alias="to", ge=0)] = None,
) -> dict[str, Any]:
    """The curve of steps from … to: exact, or where there are too many, each bucket's minimum and maximum."""
    run = await find(request, id)
    columns = [column.name for column in run.experiment.columns()]
    steps, rows, thinned = run.past.curve.read(first, last)
    return await run_in_threadpool(curve_json, columns, steps, rows, thinned)


@router.get("/runs/{id}/measures")
async def get_measures(request: Request, id: str) -> dict[str, Any]:
    """What was measured so far while somebody looked, thinned where it is old; `epoch` is that of the frames."""
    run = await find(request, id)
    return {"epoch": run.epoch, **run.past.measures.json()}


@router.get("/runs/{id}/perfect")
async def get_perfect(request: Request, id: str) -> dict[str, float]:
    """What a perfect generator of the run's data would score, counted as the run's own measures are."""
    run = await find(request, id)
    return await run_in_threadpool(run.extra.find_perfect, run.experiment)


def curve_json(
    columns: list[str], steps: np.ndarray[Any, Any], rows: np.ndarray[Any, Any], thinned: bool
) -> dict[str, Any]:
    finite = rows.astype(object)
    finite[~np.isfinite(rows)] = None
    ends = (int(steps[0]), int(steps[-1])) if len(steps) else (0, 0)
    numbers = {"from": ends[0], "to": ends[1], "steps": steps.tolist(), "rows": finite.tolist()}
    return {"columns": columns, **numbers, "thinned": thinned}


async def find(request: Request, id: str) -> LiveRun:
    try:
        await request.app.state.keeper.revive(id)
        return runs_of(request).find(id)
    except RefusedError as refused:
        raise problem(refused.error) from refused


@router.get("/data/{name}/sample")
def get_sample(request: Request, name: str, n: Annotated[int, Query(ge=1, le=5000)] = 400) -> dict[str, Any]:
    """Points of the real sampler, the same every time, for thumbnails; other query parameters are its knobs."""
    if name not in DISTRIBUTIONS:
        message = f"There are no data called {name[:40]!r}."
        raise problem(Error(code="rejected", message=message, control="data", allowed=", ".join(DISTRIBUTIONS)))
    knobs = tuple(sorted((key, value) for key, value in request.query_params.items() if key != "n"))
    try:
        return sample(name, n, knobs)
    except ValidationError as invalid:
        raise problem(explain(invalid).model_copy(update={"code": "rejected"})) from invalid


@lru_cache(maxsize=256)
def sample(name: str, n: int, knobs: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    distribution = DISTRIBUTIONS[name].model_validate_strings(dict(knobs))
    points = distribution.sample(n, torch.Generator().manual_seed(0))
    box = [end for side in distribution.box() for end in side]
    return {"points": points.double().numpy().round(4).tolist(), "box": box}
