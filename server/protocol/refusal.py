"""A command that is refused, as an exception."""

from server.protocol.messages import Error


class RefusedError(Exception):
    """Nothing has changed; carries the answer."""

    def __init__(self, error: Error):
        super().__init__(error.message)
        self.error = error
