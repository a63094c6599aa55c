"""One browser as the runs see it: an outbox, which sockets/socket.py empties into its socket.

It cannot grow without end: frames come only when pulled, and of a run's descriptions only the newest is kept.
"""

import asyncio
from itertools import count

MAX_REQUESTS = 8  # pulls and questions that one browser may have under way
MAX_RUNS = 16  # that one browser may watch


_numbers = count()


class Watcher:
    def __init__(self) -> None:
        self.number = next(_numbers)  # by which workers know whose pulls belong together
        self.watching: set[str] = set()  # ids of runs
        self.requests = 0  # under way
        self._outbox: dict[str | int, str | bytes] = {}  # in the order of sending
        self._numbers = count()
        self._filled = asyncio.Event()

    def renumber(self) -> None:
        """It has left a run. Its pulls there may still wait in the worker: they must not count for those to come."""
        self.number = next(_numbers)

    def put(self, message: str | bytes) -> None:
        """Send this, whatever else is to be sent."""
        self._outbox[next(self._numbers)] = message
        self._filled.set()

    def tell(self, run: str, message: str) -> None:
        """Send this unless a newer description of the same run replaces it first."""
        self._outbox.pop(run, None)
        self._outbox[run] = message
        self._filled.set()

    async def take(self) -> list[str | bytes]:
        """Wait until there is something, and take all of it."""
        await self._filled.wait()
        self._filled.clear()
        messages = list(self._outbox.values())
        self._outbox.clear()
        return messages
