"""Limits of request bodies, by path: nobody can fill the memory with a long one."""

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from models.images.datasets.decoding import MOST_BYTES, MOST_FILES, too_large, too_many
from models.toys.distributions.points import MAX_ABS, MAX_POINTS
from models.toys.distributions.table import MAX_BYTES
from models.toys.distributions.table import TOO_LARGE as TABLE_TOO_LARGE
from server.protocol.answers import Detail, Refusal
from server.protocol.limits import MAX_COMMAND_BYTES, Limit, Limits

MODEL = 512 << 20  # bytes of a saved image run: the widest convolutional one has 450 MB
MODEL_TOO_LARGE = f"A saved run may have {MODEL >> 20} MB at most."
WRAPPING = MOST_FILES << 10  # bytes of an upload that are no image: names, and what stands between the files


def limits() -> Limits:
    """The limits that the page must keep to."""
    return Limits(
        command_bytes=MAX_COMMAND_BYTES,
        coordinate=MAX_ABS,
        points=MAX_POINTS,
        table_bytes=Limit(most=MAX_BYTES, refusal=TABLE_TOO_LARGE),
        upload_files=Limit(most=MOST_FILES, refusal=too_many()),
        upload_bytes=Limit(most=MOST_BYTES, refusal=too_large()),
        saved_run_bytes=Limit(most=MODEL, refusal=MODEL_TOO_LARGE),
    )


class BodyLimit:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        most, sentence = limit(scope["path"])
        if "transfer-encoding" in headers:
            await refuse(411, "A request must say how long its body is.", most)(scope, receive, send)
        elif int(headers.get("content-length", "0")) > most:  # uvicorn lets only numbers through
            await refuse(413, sentence, most)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def limit(path: str) -> tuple[int, str]:
    """The most bytes of a body for this path, and the sentence that refuses a longer one."""
    if path == "/api/images/own":
        return MOST_BYTES + WRAPPING, too_large()
    if path == "/api/images/runs":
        return MODEL, MODEL_TOO_LARGE
    most = MAX_BYTES if path.endswith("/points") else MAX_COMMAND_BYTES
    return most, f"A body may have {most:,} bytes at most."


def refuse(status: int, message: str, most: int) -> JSONResponse:
    refusal = Refusal(detail=Detail(code="too_large", message=message, allowed=str(most)))
    return JSONResponse(refusal.model_dump(), status, {"Connection": "close"})
