"""A browser without a picture: what the page does with its socket, for tests."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import httpx
from websockets.sync.client import ClientConnection, connect

from server.protocol.frames import decode_frame

SMALL = {"g_layers": 1, "g_width": 8, "d_layers": 1, "d_width": 8, "batch": 16}  # knobs of a run that costs little


class Frame:
    def __init__(self, data: bytes):
        self.header, self.arrays = decode_frame(data)
        self.step, self.epoch, self.version = self.header.step, self.header.epoch, self.header.version
        self.curve_from = self.header.curve_from

    @property
    def measures(self) -> dict[str, Any]:
        """By name, with their step; none where nothing is measured yet."""
        measures = self.header.measures
        return {"step": measures.step, **measures.values} if measures else {}

    @property
    def diagnosis(self) -> dict[str, Any]:
        """As a page reads it; none where there is none."""
        diagnosis = self.header.diagnosis
        return diagnosis.model_dump(by_alias=True) if diagnosis else {}


class Browser:
    """Commands and answers of one socket; `run` is the newest description of its run.

    Runs that it created are deleted when it goes: they would train on, and tests have two cores.
    """

    def __init__(self, socket: ClientConnection):
        self.socket = socket
        self.welcome = self.message()
        self.run: dict[str, Any] = {}
        self.after = self.epoch = -1
        self.created: list[str] = []
        self._ref = 0

    def raw(self) -> str | bytes:
        return self.socket.recv(timeout=60)

    def message(self) -> dict[str, Any]:
        """The next JSON message."""
        while not isinstance(message := self.raw(), str):
            pass
        read: dict[str, Any] = json.loads(message)
        if read["type"] == "run":
            self.run = read
        return read

    def until(self, **wanted: Any) -> dict[str, Any]:
        """Messages until one has these values."""
        while True:
            message = self.message()
            if all(message.get(key) == value for key, value in wanted.items()):
                return message

    def send(self, type: str, **fields: Any) -> None:
        self.socket.send(json.dumps({"type": type} | fields))

    def ask(self, type: str, **fields: Any) -> dict[str, Any]:
        """A command, and its answer: run or error."""
        self._ref += 1
        known = {} if type in ("create", "open") else {"run": self.run.get("run")}
        self.send(type, ref=self._ref, **(known | fields))
        return self.until(ref=self._ref)

    def create(self, playing: bool = True, speed: float | None = 120.0, **recipe: Any) -> dict[str, Any]:
        recipe.setdefault("knobs", SMALL)
        answer = self.ask("create", playing=playing, speed=speed, recipe=recipe)
        assert answer["type"] == "run", answer
        self.created.append(answer["run"])
        return answer

    def send_pull(self, **fields: Any) -> None:
        self.send("pull", **({"run": self.run["run"], "after": self.after, "epoch": self.epoch} | fields))

    def frame(self) -> Frame:
        """The next frame that comes."""
        while not isinstance(message := self.raw(), bytes):
            read = json.loads(message)
            assert read["type"] != "error", read
            if read["type"] == "run":
                self.run = read
        frame = Frame(message)
        self.after, self.epoch = frame.step, frame.epoch
        return frame

    def pull(self, **fields: Any) -> Frame:
        self.send_pull(**fields)
        return self.frame()


@contextmanager
def browser(url: str) -> Iterator[Browser]:
    address = url.replace("http", "ws", 1) + "ws"
    with connect(address, compression=None, max_size=None, open_timeout=60) as socket:
        visitor = Browser(socket)
        try:
            yield visitor
        finally:
            for run in visitor.created:
                with suppress(httpx.HTTPError):  # the server may be gone
                    httpx.delete(f"{url}api/runs/{run}", timeout=5)
