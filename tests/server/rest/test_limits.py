"""Bodies of requests: each has a longest length for what it is for, and is refused before it is read."""

import json

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from models.images.datasets.decoding import MOST_BYTES
from models.toys.distributions.table import MAX_BYTES
from server.protocol.limits import MAX_COMMAND_BYTES
from server.rest.limits import MODEL, MODEL_TOO_LARGE, BodyLimit, limit, limits


async def accepting(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that takes anything."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"taken"})


async def answer(path: str, headers: dict[str, str]) -> tuple[int, bytes]:
    """Status and body for a request with these headers, whose body nobody sends."""
    found: list[dict[str, object]] = []

    async def send(message: dict[str, object]) -> None:
        found.append(message)

    async def receive() -> dict[str, object]:
        raise AssertionError("the body is read")

    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "POST", "path": path, "headers": raw}
    await BodyLimit(accepting)(scope, receive, send)  # type: ignore[arg-type]
    status, body = found[0]["status"], found[1]["body"]
    assert isinstance(status, int)
    assert isinstance(body, bytes)
    return status, body


def ask(path: str, **headers: str) -> tuple[int, bytes]:
    import asyncio

    return asyncio.run(answer(path, {name.replace("_", "-"): value for name, value in headers.items()}))


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/api/runs", MAX_COMMAND_BYTES),
        ("/api/data/points", MAX_BYTES),
        ("/api/images/runs", MODEL),
    ],
)
def test_a_body_may_be_as_long_as_its_limit(path: str, most: int) -> None:
    assert limit(path)[0] == most
    assert ask(path, content_length=str(most)) == (200, b"taken")
    status, body = ask(path, content_length=str(most + 1))
    assert status == 413
    detail = json.loads(body)["detail"]
    assert (detail["code"], detail["message"], detail["allowed"]) == ("too_large", limit(path)[1], str(most))


def test_an_upload_may_also_have_the_names_of_its_files() -> None:
    assert limit("/api/images/own")[0] > MOST_BYTES


def test_a_body_that_does_not_say_how_long_it_is_is_refused() -> None:
    status, body = ask("/api/runs", transfer_encoding="chunked")
    assert status == 411
    assert json.loads(body)["detail"]["message"] == "A request must say how long its body is."


def test_a_request_without_a_body_is_none_of_this() -> None:
    assert ask("/api/runs") == (200, b"taken")


def test_the_page_is_told_the_same_limits() -> None:
    told = limits()
    assert told.saved_run_bytes.most == MODEL
    assert told.saved_run_bytes.refusal == MODEL_TOO_LARGE
    assert told.command_bytes == MAX_COMMAND_BYTES
    assert told.table_bytes.most == MAX_BYTES


def test_the_server_keeps_to_them(server: object) -> None:
    url = server.url  # type: ignore[attr-defined]
    refused = httpx.post(f"{url}api/runs", content=b"x" * (MAX_COMMAND_BYTES + 1), timeout=20)
    assert refused.status_code == 413
