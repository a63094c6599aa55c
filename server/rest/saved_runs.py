"""REST: image runs as files. Downloaded as they are now, loaded again, and the script that samples from one."""

import asyncio
import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Annotated, BinaryIO

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from starlette.requests import ClientDisconnect

from models.experiment import Experiment, Rejected
from models.images.datasets.image_set import BadFile
from models.images.saving.saved import examined
from server.protocol.messages import Error, Run
from server.protocol.refusal import RefusedError
from server.rest.lookup import find_run, refusal, runs_of
from server.rest.uploads import Turns
from server.runs.live_run import LiveRun
from server.runs.past import Past
from server.workers.states import Checkpoint, checkpoint_path

router = APIRouter(prefix="/api")
PATIENCE = 4.0  # s that a download waits for the newest state; then it is the last one
LOOK_EVERY = 0.05  # s
PIECE = 1 << 20  # bytes
ARRIVING = 600.0  # s that a file may take to come
FileName = Annotated[str | None, Query(pattern=r"^[\w.-]{1,120}$")]
BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get("/runs/{id}/checkpoint", response_class=Response)
async def get_checkpoint(request: Request, id: str) -> Response:
    """An image run's state as it is now: networks, optimisers and recipe in one safetensors file."""
    run = await image_run(request, id)
    wanted = run.step
    if not saved_at(run, wanted):
        runs_of(request).save(run)
        end = monotonic() + PATIENCE
        while not saved_at(run, wanted) and monotonic() < end:
            await asyncio.sleep(LOOK_EVERY)
    state = run.past.newest
    if not isinstance(state, Checkpoint):
        raise conflict("There is nothing to download yet: the run has made no step.")
    try:
        file = await run_in_threadpool(state.path.open, "rb")
    except OSError:
        raise refusal(Error(code="unknown_run", message="The file with this run's state is gone.")) from None
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name(run.experiment, state.step)}"',
        "Content-Length": str(os.fstat(file.fileno()).st_size),
        "Content-Encoding": "identity",  # weights do not get smaller
        "Cache-Control": "no-store",
    }
    return StreamingResponse(pieces(file), media_type="application/octet-stream", headers=headers)


@router.get("/runs/{id}/snippet", response_class=Response)
async def get_snippet(request: Request, id: str, file: FileName = None) -> Response:
    """A script that samples from a downloaded run in plain PyTorch. file: its name, where it has another one."""
    run = await image_run(request, id)
    name = file or file_name(run.experiment, run.past.step or run.step)
    try:
        text = await run_in_threadpool(run.extra.write_snippet, run.experiment, name)
    except Rejected as refusal:
        raise conflict(refusal.message) from refusal
    return Response(text, media_type="text/x-python", headers={"Cache-Control": "no-store"})


@router.post("/images/runs", status_code=201, openapi_extra=BODY)
async def load_run(request: Request, playing: bool = True) -> Run:
    """A run that goes on from a downloaded state, with its step, seed and knobs; its curve begins there."""
    turns: Turns = request.app.state.uploads
    folder: Path = request.app.state.data_dir
    id = secrets.token_urlsafe(16)
    path = checkpoint_path(folder, id)
    try:
        async with turns.place():
            await receive(request, path)
            experiment, step = await turns.work(lambda: examined(path, folder))
        run = runs_of(request).describe(id, Past.resume(experiment, Checkpoint(path, step)), playing, None)
        run.epoch, run.version, run.step = 1, 1, step
        run.notice = f"The run goes on from step {step:,}."
        runs_of(request).adopt(run)
    except BaseException as error:
        path.unlink(missing_ok=True)
        if isinstance(error, BadFile):
            raise refusal(Error(code="rejected", message=str(error), control="run")) from error
        if isinstance(error, RefusedError):
            raise refusal(error.error) from error
        raise
    return run.message()


async def receive(request: Request, path: Path) -> None:
    """The body into a file, in pieces; raises BadFile where it does not arrive whole."""
    await run_in_threadpool(path.parent.mkdir, parents=True, exist_ok=True)
    held = bytearray()
    with contextlib.closing(await run_in_threadpool(path.open, "wb")) as file:
        try:
            async with asyncio.timeout(ARRIVING):
                async for piece in request.stream():
                    held += piece
                    if len(held) >= PIECE:
                        await run_in_threadpool(file.write, bytes(held))
                        held.clear()
        except (ClientDisconnect, TimeoutError):
            raise BadFile("The file did not arrive whole; please try again.") from None
        await run_in_threadpool(file.write, bytes(held))


async def image_run(request: Request, id: str) -> LiveRun:
    run = await find_run(request, id)
    if run.kind.no_file is not None:
        raise conflict(run.kind.no_file)
    return run


def conflict(message: str) -> HTTPException:
    return refusal(Error(code="rejected", message=message, control="run"), status=409)


def saved_at(run: LiveRun, step: int) -> bool:
    """Whether the state after this step, or a later one, is on the disk; of a run that halted, its last."""
    return run.past.step >= step or run.halted is not None


def file_name(experiment: Experiment, step: int) -> str:
    return f"saddle-{experiment.variant}-{experiment.data}-step-{step}.safetensors"


def pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece
