"""The page as a person meets it, in a real browser: what it shows, and what the server says of the same run."""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response, WebSocket, expect

from tests.server.serving import Served

STEP = r"""() => {
  const shown = document.querySelector('[aria-label=Transport]')?.textContent.match(/step\s*([\d,]+)/)
  return shown ? Number(shown[1].replaceAll(',', '')) : -1
}"""
# A hash of the stage, drawn small, with the number of its colours: a blank stage has one.
PICTURE = """() => {
  const canvas = document.querySelector('main canvas')
  window.small ??= new OffscreenCanvas(240, 160).getContext('2d', { willReadFrequently: true })
  window.small.clearRect(0, 0, 240, 160)
  window.small.drawImage(canvas, 0, 0, 240, 160)
  const pixels = new Uint32Array(window.small.getImageData(0, 0, 240, 160).data.buffer)
  let hash = 0
  for (const pixel of pixels) hash = (Math.imul(hash, 31) + pixel) | 0
  return [hash, new Set(pixels).size]
}"""


PARTS = {  # of the model, where each group of knobs opens
    "Noise": "Noise",
    "Generator": "Generator",
    "Discriminator": "(Discriminator|Critic)",
    "Training": "Losses",
}


class Playground:
    """A page that is watched: whatever goes wrong in it is kept in `troubles`."""

    def __init__(self, page: Page, served: Served):
        self.page, self.served = page, served
        self.troubles: list[str] = []
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        page.on("console", self._console)
        page.on("request", lambda request: self._address(request.url))
        page.on("requestfailed", self._failed)
        page.on("response", self._response)
        page.on("websocket", self._socket)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.troubles.append(f"console {message.type}: {message.text} ({message.location})")

    def _address(self, url: str) -> None:
        """Nothing may be fetched from any other host."""
        kind, host, *_ = urlsplit(url)
        if kind not in ("data", "blob") and host != urlsplit(self.served.url).netloc:
            self.troubles.append(f"another host: {url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # left behind by a navigation
            self.troubles.append(f"failed: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.troubles.append(f"status {response.status}: {response.url}")

    def _socket(self, socket: WebSocket) -> None:
        self._address(socket.url)

    def open(self, address: str = "") -> "Playground":
        """Goes there and waits for the first picture."""
        self.page.goto(self.served.url + address)
        self.shows(1)
        return self

    def leave(self) -> None:
        """Closes the page and deletes its run, which would train on for a while and keep others from the device."""
        if self.page.is_closed():
            return
        run = self.page.evaluate("sessionStorage.getItem('saddle.run')")
        self.page.close()
        with suppress(httpx.HTTPError):  # the server may be gone
            httpx.delete(f"{self.served.url}api/runs/{run}", timeout=5)

    # What the page shows.

    def step(self) -> int:
        """Of the picture on the stage; −1 before there is one."""
        shown: int = self.page.evaluate(STEP)
        return shown

    def shows(self, step: int) -> int:
        """Waits for a picture of this step or a later one."""
        self.page.wait_for_function(f"step => ({STEP})() >= step", arg=step)
        return self.step()

    def shows_exactly(self, step: int) -> None:
        self.page.wait_for_function(f"step => ({STEP})() === step", arg=step)

    def picture(self) -> tuple[int, int]:
        """Hash and number of colours of the stage."""
        hash, colours = self.page.evaluate(PICTURE)
        return hash, colours

    def repaints(self, before: tuple[int, int]) -> None:
        """Waits for another picture than this one."""
        self.page.wait_for_function(f"before => ({PICTURE})()[0] !== before", arg=before[0])

    def button(self, name: str | re.Pattern[str], within: Locator | None = None) -> Locator:
        return (within or self.page).get_by_role("button", name=name, exact=isinstance(name, str))

    def part(self, name: str) -> Locator:
        """The button of a part of the model."""
        return self.page.get_by_role("region", name="The model").get_by_role("button", name=re.compile(rf"^{name}\b"))

    def knobs(self, group: str) -> Locator:
        """The knobs of a group, which open at their part of the model."""
        part = self.part(PARTS[group])
        if part.get_attribute("aria-expanded") != "true":
            part.click()
        return self.page.get_by_role("region", name=f"{group} knobs")

    def knob(self, group: str, label: str) -> Locator:
        """The number field of a knob."""
        return self.knobs(group).get_by_role("spinbutton", name=label)

    def notices(self) -> Locator:
        return self.page.get_by_role("status", name="Notices")

    def marks(self) -> Locator:
        """What the strip of time says of each change."""
        return self.page.get_by_role("list", name="Changes").get_by_role("listitem")

    def pause(self) -> int:
        """Pauses; the step at which the run stands."""
        self.button("Pause").click()
        expect(self.button("Play")).to_be_visible()
        step: int = self.until(lambda run: run["state"] == "paused")["step"]
        self.shows_exactly(step)
        return step

    # What the server says.

    def run(self) -> dict[str, Any]:
        id = self.page.evaluate("sessionStorage.getItem('saddle.run')")
        run: dict[str, Any] = self.served.get(f"api/runs/{id}").json()
        return run

    def until(self, holds: Callable[[dict[str, Any]], bool], seconds: float = 15) -> dict[str, Any]:
        """Asks the server again and again until this holds of the run."""
        for _ in range(int(seconds * 20)):
            if holds(run := self.run()):
                return run
            self.page.wait_for_timeout(50)
        raise AssertionError(f"not within {seconds} s; the run is {run}")
