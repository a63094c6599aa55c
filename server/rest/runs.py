"""REST: runs, made, read and deleted."""

from fastapi import APIRouter, Request

from server.protocol.base import Pace, Recipe
from server.protocol.messages import Run
from server.protocol.refusal import RefusedError
from server.rest.lookup import find_run, refusal, runs_of

router = APIRouter(prefix="/api/runs")


class NewRun(Recipe):
    """A recipe, and how its run starts."""

    playing: bool = True
    speed: Pace = 120.0


@router.post("", status_code=201)
async def create_run(request: Request, new: NewRun) -> Run:
    """Make a run; it trains at once unless `playing` is false."""
    recipe = Recipe.model_validate(new.model_dump(exclude={"playing", "speed"}))
    try:
        return runs_of(request).create(recipe, new.playing, new.speed).message()
    except RefusedError as refused:
        raise refusal(refused.error) from refused


@router.get("/{id}")
async def get_run(request: Request, id: str) -> Run:
    """Everything about a run except its pictures."""
    return (await find_run(request, id)).message()


@router.delete("/{id}", status_code=204)
async def delete_run(request: Request, id: str) -> None:
    """Forget a run; its watchers get a message."""
    runs_of(request).drop(await find_run(request, id), forget=True)
