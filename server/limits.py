"""No request body may be longer than a command, or a table of points: memory is not for strangers to fill."""

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from models.toys.distributions.table import MAX_BYTES
from server.protocol import MAX_COMMAND_BYTES


class BodyLimit:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        most = MAX_BYTES if scope["path"].endswith("/points") else MAX_COMMAND_BYTES
        if "transfer-encoding" in headers:
            await refuse(411, "A request must say how long its body is.", most)(scope, receive, send)
        elif int(headers.get("content-length", "0")) > most:  # uvicorn lets only numbers through
            await refuse(413, f"A body may have {most:,} bytes at most.", most)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def refuse(status: int, message: str, most: int) -> JSONResponse:
    detail = {"code": "too_large", "message": message, "control": None, "allowed": str(most)}
    return JSONResponse({"detail": detail}, status, {"Connection": "close"})
