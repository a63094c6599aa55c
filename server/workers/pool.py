"""The worker of one kind of runs, and where it is worth the memory another in reserve, which takes over when it dies.

All callbacks run in the event loop.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from time import monotonic

from server.workers.orders import Order
from server.workers.process import WorkerProcess
from server.workers.reports import Hello, Report
from server.workers.spec import WorkerSpec

log = logging.getLogger("saddle")
TOO_MANY = 6  # deaths within WINDOW: then there is a pause before the next start
WINDOW = 30.0  # s
PAUSE = 5.0  # s
LAST_REPORTS = 2.0  # s that we wait for what a stopping worker saved


class WorkerPool:
    """eager: the worker starts at once and has a reserve; else it starts with the first order.

    received(reports) gets what the worker reports; lost() is called when it died, replaced() when another serves.
    """

    def __init__(
        self,
        spec: WorkerSpec,
        eager: bool,
        received: Callable[[list[Report]], None],
        lost: Callable[[], None],
        replaced: Callable[[], None],
    ) -> None:
        self.spec, self._eager = spec, eager
        self._received, self._lost, self._replaced = received, lost, replaced
        self._loop = asyncio.get_running_loop()
        self._stopping = False
        self._ended = asyncio.Event()  # the active worker's last report was received
        self._deaths: deque[float] = deque(maxlen=TOO_MANY)
        self._orders: list[Order] = []
        self.ready: set[WorkerProcess] = set()
        self.active = self._start() if self._eager else None
        self.reserve: WorkerProcess | None = None

    @property
    def processes(self) -> list[tuple[str, WorkerProcess]]:
        """Role and process of those that run."""
        both = (("active", self.active), ("reserve", self.reserve))
        return [(role, process) for role, process in both if process is not None]

    def _start(self) -> WorkerProcess:
        handle: list[WorkerProcess] = []
        call = self._loop.call_soon_threadsafe

        def received(reports: list[Report]) -> None:
            _quietly(partial(call, self._on_reports, handle, reports))

        def lost(exit_code: int | None) -> None:
            _quietly(partial(call, self._on_lost, handle, exit_code))

        handle.append(WorkerProcess(self.spec, received, lost))
        return handle[0]

    def send(self, order: Order) -> None:
        """Orders of one turn of the event loop travel as one message."""
        if not self._orders:
            self._loop.call_soon(self._flush)
        self._orders.append(order)

    def _flush(self) -> None:
        orders, self._orders = self._orders, []
        if self.active is None:
            self.active = self._start()
        self.active.send(orders)

    def _on_reports(self, handle: list[WorkerProcess], reports: list[Report]) -> None:
        process = handle[0]
        if isinstance(reports[0], Hello):
            self.ready.add(process)
            if self._eager and self.reserve is None and not self._stopping:
                self.reserve = self._start()  # only now, so that it does not slow the first one's start
        elif process is self.active:
            self._received(reports)

    def _on_lost(self, handle: list[WorkerProcess], exit_code: int | None) -> None:
        process = handle[0]
        self.ready.discard(process)
        if self._stopping:
            if process is self.active:
                self._ended.set()
            return
        log.warning("worker %s ended (exit code %s); another takes its place", process.pid, exit_code)
        now = monotonic()
        crowded = len(self._deaths) == TOO_MANY and now - self._deaths[0] < WINDOW
        self._deaths.append(now)
        if process is self.reserve:
            self.reserve = None
        if process is self.active:
            self._lost()
        self._loop.call_later(PAUSE if crowded else 0, self._replace, process)

    def _replace(self, dead: WorkerProcess) -> None:
        if self._stopping:
            return
        if dead is self.active:
            self._orders = []
            self.active = self.reserve or self._start()
            self.reserve = None
            self._replaced()
        if self._eager and self.reserve is None and self.active in self.ready:
            self.reserve = self._start()

    async def stop(self) -> None:
        self._stopping = True
        if self.active is None:
            return
        await asyncio.gather(*(asyncio.to_thread(process.stop) for _, process in self.processes))
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST_REPORTS):
                await self._ended.wait()


def _quietly(call: Callable[[], object]) -> None:
    """The event loop may be closed by the time a worker's last report comes; nobody is there to read it then."""
    with suppress(RuntimeError):
        call()
