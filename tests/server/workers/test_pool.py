"""Which process serves, what a death means, and what is sent, with processes that are none."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from server.workers import pool as module
from server.workers.orders import Drop, Order, Save
from server.workers.pool import PAUSE, TOO_MANY, WorkerPool
from server.workers.reports import Hello, Report, Saved
from server.workers.spec import WorkerSpec
from server.workers.states import State


class Process:
    """What the server holds of a process: the test says what it reports and when it dies."""

    def __init__(
        self, spec: WorkerSpec, received: Callable[[list[Report]], None], lost: Callable[[int | None], None]
    ) -> None:
        self.pid, self.received, self.lost = len(STARTED), received, lost
        self.sent: list[list[Order]] = []
        self.stopped = False
        STARTED.append(self)

    def send(self, orders: list[Order]) -> None:
        self.sent.append(orders)

    def stop(self) -> None:
        self.stopped = True
        self.received([Saved("a", 1, State(b"", 0, 9))])
        self.lost(0)


STARTED: list[Any] = []


@pytest.fixture(autouse=True)
def processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WorkerProcess", Process)
    STARTED.clear()


class Told:
    """What a pool called."""

    def __init__(self) -> None:
        self.events: list[Any] = []

    def pool(self, eager: bool = True) -> WorkerPool:
        def note(event: str) -> Callable[[], None]:
            return lambda: self.events.append(event)

        return WorkerPool(WorkerSpec("toy", "cpu"), eager, self.events.append, note("lost"), note("replaced"))


async def settle() -> None:
    """Let the event loop do what was posted to it."""
    for _ in range(5):
        await asyncio.sleep(0)


def test_an_eager_pool_starts_at_once_and_a_reserve_once_the_first_is_ready() -> None:
    async def work() -> None:
        pool = Told().pool()
        assert [role for role, _ in pool.processes] == ["active"]
        STARTED[0].received([Hello(0)])
        await settle()
        assert pool.processes == [("active", STARTED[0]), ("reserve", STARTED[1])]
        assert pool.ready == {STARTED[0]}
        STARTED[1].received([Hello(1)])
        await settle()
        assert len(STARTED) == 2

    asyncio.run(work())


def test_another_starts_with_its_first_order_and_has_no_reserve() -> None:
    async def work() -> None:
        pool = Told().pool(eager=False)
        assert pool.processes == []
        pool.send(Drop("a"))
        await settle()
        STARTED[0].received([Hello(0)])
        await settle()
        assert pool.processes == [("active", STARTED[0])]
        assert STARTED[0].sent == [[Drop("a")]]

    asyncio.run(work())


def test_orders_of_one_turn_travel_together() -> None:
    async def work() -> None:
        pool = Told().pool()
        pool.send(Save("a"))
        pool.send(Drop("a"))
        await settle()
        pool.send(Save("b"))
        await settle()
        assert STARTED[0].sent == [[Save("a"), Drop("a")], [Save("b")]]

    asyncio.run(work())


def test_a_death_is_told_and_the_reserve_takes_over() -> None:
    async def work() -> None:
        told = Told()
        pool = told.pool()
        for i in (0, 1):
            STARTED[i].received([Hello(i)])
            await settle()
        STARTED[0].lost(-9)
        await asyncio.sleep(0.05)
        assert told.events == ["lost", "replaced"]
        assert pool.processes == [("active", STARTED[1]), ("reserve", STARTED[2])]
        report: list[Report] = [Saved("a", 1, State(b"", 0, 9))]
        STARTED[0].received(report)  # of one that is dead: too late
        STARTED[1].received(report)
        await settle()
        assert told.events == ["lost", "replaced", report]

    asyncio.run(work())


def test_a_reserve_that_dies_is_replaced_and_nobody_is_told() -> None:
    async def work() -> None:
        told = Told()
        pool = told.pool()
        STARTED[0].received([Hello(0)])
        await settle()
        STARTED[1].lost(1)
        await asyncio.sleep(0.05)
        assert told.events == []
        assert pool.processes == [("active", STARTED[0]), ("reserve", STARTED[2])]

    asyncio.run(work())


def test_where_too_many_die_there_is_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []

    async def work() -> None:
        pool = Told().pool()
        loop = asyncio.get_running_loop()
        later = loop.call_later

        def call_later(delay: float, *call: Any) -> object:
            pauses.append(delay)
            return later(0, *call)

        monkeypatch.setattr(loop, "call_later", call_later)
        for _ in range(TOO_MANY + 1):
            active = pool.active
            assert isinstance(active, Process)
            active.lost(1)
            while pool.active is active:
                await asyncio.sleep(0)

    asyncio.run(work())
    assert pauses == [0] * TOO_MANY + [PAUSE]


def test_what_a_stopping_worker_saved_still_comes() -> None:
    async def work() -> None:
        told = Told()
        pool = told.pool()
        STARTED[0].received([Hello(0)])
        await settle()
        await pool.stop()
        assert [process.stopped for process in STARTED] == [True, True]
        assert told.events == [[Saved("a", 1, State(b"", 0, 9))]]

    asyncio.run(work())


def test_a_pool_that_never_started_stops_at_once() -> None:
    async def work() -> None:
        await Told().pool(eager=False).stop()

    asyncio.run(work())
    assert STARTED == []
