"""Browsers without a picture, so light that hundreds of them in one process leave the machine to the server.

The WebSocket protocol is that of the websockets library without its coroutines; of a frame only the numbers in its
header are read.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from time import perf_counter
from typing import Any

from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.uri import parse_uri

LAYERS = ["fake", "field", "curve"]  # what the page asks for in the plane with every picture
IMAGE_LAYERS = ["samples", "curve"]  # and of an image run
SELDOM = ["manifold", "gradient", "scores"]  # and for the stamps of the model (web/src/state/wants.ts)
SELDOM_EVERY = 8  # pictures, and no oftener than
SELDOM_S = 0.3  # s
NUMBERS = {name: re.compile(rf'"{name}\\":(\d+)'.encode()) for name in ("step", "epoch", "version")}
TICK = 0.005  # s between two looks at who pulls next


class Client(asyncio.Protocol):
    """One browser; `arrived` is called with every frame."""

    def __init__(self, url: str):
        self._protocol = ClientProtocol(parse_uri(url.replace("http", "ws", 1) + "ws"), max_size=None)
        self.open: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.run = ""
        self.layers = LAYERS
        self.step = self.epoch = self.version = -1
        self.frames = self.bytes = self.pulls = 0  # received; pulls under way
        self.pictures = 0  # frames that showed another step than the one before
        self.due = 0.0  # when the next pull is
        self._seldom = -SELDOM_S, -SELDOM_EVERY  # when, and after how many frames, the stamps were last asked for
        self.arrived: Callable[[], None] = lambda: None
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._pull = ""

    # asyncio.Protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._protocol.send_request(self._protocol.connect())
        self._flush()

    def data_received(self, data: bytes) -> None:
        self._protocol.receive_data(data)
        for event in self._protocol.events_received():
            if isinstance(event, Response):
                self.open.set_result(None)
            elif isinstance(event, Frame) and event.opcode is Opcode.BINARY:
                self._picture(bytes(event.data))
            elif isinstance(event, Frame) and event.opcode is Opcode.TEXT:
                self._message(json.loads(bytes(event.data)))
        self._flush()

    def _flush(self) -> None:
        for data in self._protocol.data_to_send():
            if data:
                self._transport.write(data)

    def _picture(self, data: bytes) -> None:
        before = self.step, self.epoch
        header = data[8 : 8 + int.from_bytes(data[:8], "little")]
        for name, pattern in NUMBERS.items():
            found = pattern.search(header)
            assert found, header
            setattr(self, name, int(found[1]))
        self.frames += 1
        self.pictures += (self.step, self.epoch) != before
        self.bytes += len(data)
        self.pulls -= 1
        self.arrived()

    def _message(self, message: dict[str, Any]) -> None:
        if message["type"] == "error":
            raise RuntimeError(message["message"])
        if (answer := self._answers.pop(message.get("ref") or 0, None)) is not None:
            answer.set_result(message)

    # What a browser does.

    def send(self, type: str, **fields: Any) -> None:
        self._protocol.send_text(json.dumps({"type": type} | fields).encode())
        self._flush()

    async def ask(self, type: str, **fields: Any) -> dict[str, Any]:
        """A command, and the description of the run that answers it."""
        ref = len(self._answers) + 1
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._answers[ref] = answer
        self.send(type, ref=ref, **fields)
        message = await answer
        self.run = message["run"]
        return message

    def pull(self) -> None:
        """Ask for a frame newer than the last."""
        self.pulls += 1
        now, (then, frames) = perf_counter(), self._seldom
        stamps = self.layers is LAYERS and now - then >= SELDOM_S and self.frames - frames >= SELDOM_EVERY
        if stamps:
            self._seldom = now, self.frames
        layers = self.layers + SELDOM if stamps else self.layers
        self.send("pull", run=self.run, after=self.step, epoch=self.epoch, layers=layers)

    def close(self) -> None:
        self._transport.abort()


async def connect(url: str) -> Client:
    loop = asyncio.get_running_loop()
    _, client = await loop.create_connection(lambda: Client(url), *address(url))
    await client.open
    return client


def address(url: str) -> tuple[str, int]:
    host, _, port = url.removeprefix("http://").rstrip("/").partition(":")
    return host, int(port)


async def keep_pulling(clients: Sequence[Client], rate: float) -> None:
    """Each client pulls so many times a second, or as soon as it is answered where that takes longer.

    More may join the list meanwhile; each keeps the beat in which it came.
    """
    while True:
        now = perf_counter()
        for client in clients:
            if client.due <= now and not client.pulls:
                client.due = max(client.due + 1 / rate, now)
                client.pull()
        await asyncio.sleep(TICK)


@asynccontextmanager
async def watching(url: str, run: str, watchers: int, rate: float) -> AsyncIterator[list[Client]]:
    """So many browsers that watch one run."""
    clients = [await connect(url) for _ in range(watchers)]
    for client in clients:
        await client.ask("open", run=run)
    for i, client in enumerate(clients):
        client.due = perf_counter() + i / watchers / rate  # nobody's beat is another's
    task = asyncio.create_task(keep_pulling(clients, rate))
    try:
        yield clients
    finally:
        task.cancel()
        for client in clients:
            client.close()
