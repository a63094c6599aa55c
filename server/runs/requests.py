"""Who waits for what: pulls and questions that a worker is to answer, each with a token that comes back."""

from server.protocol.messages import Error
from server.protocol.refusal import RefusedError
from server.runs.watcher import MAX_REQUESTS, Watcher
from server.workers.orders import Request


class Requests:
    def __init__(self) -> None:
        self._waiting: dict[int, tuple[Watcher, Request]] = {}
        self._token = 0

    def __len__(self) -> int:
        return len(self._waiting)

    def new_token(self, watcher: Watcher) -> int:
        """For one more request of this watcher. Raises RefusedError where it has too many."""
        if watcher.requests >= MAX_REQUESTS:
            raise RefusedError(Error(code="busy", message=f"{MAX_REQUESTS} pulls are under way already."))
        self._token += 1
        return self._token

    def add(self, watcher: Watcher, order: Request) -> None:
        """The worker has been asked."""
        watcher.requests += 1
        self._waiting[order.token] = watcher, order

    def take(self, token: int) -> tuple[Watcher, Request] | None:
        """Who waits for this answer, and what was asked; None where it is not wanted any more."""
        waiting = self._waiting.pop(token, None)
        if waiting is not None:
            waiting[0].requests -= 1
        return waiting

    def drop(self, run: str | None = None, watcher: Watcher | None = None) -> None:
        """Forget the requests about a run, or those of a watcher, or those of a watcher about a run."""
        for token, (asker, order) in list(self._waiting.items()):
            if run in (None, order.run) and watcher in (None, asker):
                self.take(token)

    def of_runs(self, runs: set[str]) -> list[Request]:
        """What is asked about these runs, in the order of asking."""
        return [order for _, order in self._waiting.values() if order.run in runs]
