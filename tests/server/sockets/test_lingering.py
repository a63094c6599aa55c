"""A browser whose message is refused learns why before its connection is closed; nobody else is disturbed."""

import pytest
from websockets.exceptions import ConnectionClosed

from server.protocol.limits import MAX_COMMAND_BYTES
from tests.server.browser import Browser, browser
from tests.server.serving import Served


def send_and_listen(visitor: Browser, text: str | bytes) -> None:
    visitor.socket.send(text, text=True)
    while True:
        visitor.raw()


def test_a_message_that_is_too_long_closes_the_socket_with_a_reason(server: Served, visitor: Browser) -> None:
    with browser(server.url) as other:
        run = other.create()
        with pytest.raises(ConnectionClosed) as closed:
            send_and_listen(visitor, "x" * 10_000_000)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1009
        assert str(MAX_COMMAND_BYTES) in closed.value.rcvd.reason
        assert other.pull().header.run == run["run"]


def test_text_that_is_no_utf8_closes_the_socket(server: Served, visitor: Browser) -> None:
    with pytest.raises(ConnectionClosed) as closed:
        send_and_listen(visitor, b"\xff\xfe\xfd")
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1007
    assert server.get("api/health").json()["status"] == "ok"
