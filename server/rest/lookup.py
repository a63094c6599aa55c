"""What every resource needs: the run that a path names, and how a refusal is answered."""

from fastapi import HTTPException, Request

from server.protocol.answers import Detail
from server.protocol.messages import Error
from server.protocol.refusal import RefusedError
from server.runs.live_run import LiveRun
from server.runs.registry import Runs

STATUS = {"unknown_run": 404, "busy": 503, "too_large": 413}


def runs_of(request: Request) -> Runs:
    runs: Runs = request.app.state.runs
    return runs


async def find_run(request: Request, id: str) -> LiveRun:
    """Also one that is only in the store. Raises HTTPException."""
    try:
        await request.app.state.keeper.revive(id)
        return runs_of(request).find(id)
    except RefusedError as refused:
        raise refusal(refused.error) from refused


def refusal(error: Error, status: int | None = None, line: int | None = None) -> HTTPException:
    """The answer to a request that is refused; status: where it is not the usual one of the error's code."""
    detail = Detail(code=error.code, message=error.message, control=error.control, allowed=error.allowed, line=line)
    return HTTPException(status or STATUS.get(error.code, 422), detail.model_dump())
