"""No request body may be longer than what it is for: memory is not for strangers to fill."""

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from models.images.datasets.decoding import MOST_BYTES, MOST_FILES, too_large
from models.toys.distributions.table import MAX_BYTES
from server.protocol.limits import MAX_COMMAND_BYTES

MODEL = 512 << 20  # bytes of a saved image run: the widest convolutional one has 450 MB
WRAPPING = MOST_FILES << 10  # bytes of an upload that are no image: names, and what stands between the files


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
    """The most bytes that a body sent there may have, and what is said of a longer one."""
    if path == "/api/images/own":
        return MOST_BYTES + WRAPPING, too_large()
    if path == "/api/images/runs":
        return MODEL, f"A saved run may have {MODEL >> 20} MB at most."
    most = MAX_BYTES if path.endswith("/points") else MAX_COMMAND_BYTES
    return most, f"A body may have {most:,} bytes at most."


def refuse(status: int, message: str, most: int) -> JSONResponse:
    detail = {"code": "too_large", "message": message, "control": None, "allowed": str(most)}
    return JSONResponse({"detail": detail}, status, {"Connection": "close"})
