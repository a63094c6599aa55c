"""uvicorn's WebSocket protocol, which also tells a browser why its message was refused.

Closing a connection while the rest of a long message is still arriving resets it, and the reset throws away the close
frame with the reason. So after a refusal we read on for a moment, forget what comes, and let the browser close.
"""

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

QUIET = 0.2  # s without data after which the browser has stopped sending
LINGER = 5.0  # s that we listen at most


class LingeringProtocol(WebSocketsSansIOProtocol):
    _refused = False

    def data_received(self, data: bytes) -> None:
        if not self._refused:
            super().data_received(data)
        elif self.close_timer is not None and self.loop.time() < self._deadline:
            self.close_timer.cancel()
            self.close_timer = self.loop.call_later(QUIET, self.transport.close)

    def handle_parser_exception(self) -> None:
        self._refused = True
        self._deadline = self.loop.time() + LINGER
        close = self.conn.close_sent
        assert close is not None
        self.queue.put_nowait({"type": "websocket.disconnect", "code": close.code, "reason": close.reason})
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.stop_keepalive()
        self.close_timer = self.loop.call_later(QUIET, self.transport.close)
