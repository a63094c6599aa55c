"""REST: own images. An upload is read into memory, decoded in a thread, and kept as one file in the data folder."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from fastapi import APIRouter, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from models.images.datasets.image_set import BadFile
from models.images.datasets.own import Kept, keep
from server.protocol.answers import LeftOut, Uploaded
from server.protocol.messages import Error
from server.rest.lookup import refusal
from server.rest.multipart import boundary_of, files_in

T = TypeVar("T")
router = APIRouter(prefix="/api/images")
AT_ONCE = 3  # uploads with their bytes in memory; one of them is decoded
READING = 300.0  # s that an upload may take to arrive
PATIENCE = 60.0  # s that one waits for those before it
BUSY = "Others are uploading images just now; please try again in a minute."
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"files": {"type": "array", "items": {"type": "string", "format": "binary"}}},
                }
            }
        },
    }
}


class Turns:
    """Uploads take turns; so many may wait, and no longer than PATIENCE."""

    def __init__(self) -> None:
        self._here = 0
        self._decoding = asyncio.Lock()

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        if self._here >= AT_ONCE:
            raise busy()
        self._here += 1
        try:
            yield
        finally:
            self._here -= 1

    async def work(self, work: Callable[[], T]) -> T:
        """Do it in a thread, when those before are done."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._decoding.acquire()
        except TimeoutError:
            raise busy() from None
        try:
            return await run_in_threadpool(work)
        finally:
            self._decoding.release()


def busy() -> HTTPException:
    return refusal(Error(code="busy", message=BUSY, control="upload"))


def refused(message: str) -> HTTPException:
    return refusal(Error(code="rejected", message=message, control="upload", allowed="PNG, JPEG, WebP or one zip"))


@router.post("/own", status_code=201, openapi_extra=BODY)
async def keep_own(request: Request) -> Uploaded:
    """Keep images as a set: PNG, JPEG and WebP files, or one zip of them; a folder a class makes the set labelled."""
    turns: Turns = request.app.state.uploads
    folder: Path = request.app.state.data_dir
    async with turns.place():
        try:
            boundary = boundary_of(request.headers.get("content-type", ""))
            body = await body_of(request)
            kept = await turns.work(partial(kept_of, body, boundary, folder))
        except BadFile as error:
            raise refused(str(error)) from error
    left_out = [LeftOut(file=file, reason=reason) for file, reason in kept.left_out]
    return Uploaded(
        name=kept.name, count=kept.images, channels=kept.channels, classes=list(kept.classes), left_out=left_out
    )


async def body_of(request: Request) -> bytearray:
    """All of it; server.rest.limits has refused one that is too long. Raises BadFile where it does not arrive."""
    body = bytearray()
    try:
        async with asyncio.timeout(READING):
            async for piece in request.stream():
                body += piece
    except (ClientDisconnect, TimeoutError):
        raise BadFile("The upload did not arrive whole; please try again.") from None
    return body


def kept_of(body: bytearray, boundary: bytes, folder: Path) -> Kept:
    """Raises BadFile."""
    return keep(files_in(body, boundary), folder)
