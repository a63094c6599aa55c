"""What keeps an image GAN from its picture is said where the picture would be: images under way, a busy device."""

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, WebSocketRoute, expect

from tests.browser.conftest import Visit
from tests.browser.playground import Playground
from tests.browser.test_images import DCGAN, LOADED
from tests.server.serving import Served


@pytest.fixture(autouse=True)
def patient(context: BrowserContext) -> None:
    context.set_default_timeout(LOADED)


def test_a_second_gan_waits_for_the_device_and_starts_by_itself(
    visit: Visit, context: BrowserContext, served: Served
) -> None:
    first = visit(DCGAN)
    second = Playground(context.new_page(), served)
    second.page.goto(served.url + DCGAN)
    waiting = second.page.get_by_role("status").filter(has_text="Waiting for the device")
    expect(waiting).to_contain_text("It is the next in the queue")
    first.pause()
    second.shows(1)
    expect(waiting).to_have_count(0)
    assert second.troubles == []


def test_images_on_their_way_are_counted(context: BrowserContext, served: Served) -> None:
    page = context.new_page()
    loading: list[dict[str, int] | None] = [{"here": 3_000_000, "total": 11_500_000}]

    def delayed(message: str | bytes) -> str | bytes:
        """As a server says it that fetches a large set first."""
        told: Any = json.loads(message) if isinstance(message, str) else {}
        if told.get("type") != "run":
            return message
        return json.dumps(told | {"image": told["image"] | {"loading": loading[0]}})

    def between(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(server.send)
        server.on_message(lambda message: socket.send(delayed(message)))

    page.route_web_socket("**/ws", between)
    playground = Playground(page, served)
    page.goto(served.url + DCGAN)
    shown = page.get_by_role("status").filter(has_text="Loading the images")
    expect(shown).to_contain_text("3.0 of 11.5 MB")
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "3000000")
    loading[0] = None
    for name in ("Pause", "Play"):  # whatever the server says next of the run
        playground.button(name).click()
    expect(shown).to_have_count(0)
    playground.shows(1)
    assert playground.troubles == []
