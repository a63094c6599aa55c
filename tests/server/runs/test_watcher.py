"""One browser: what waits to be sent to it."""

import asyncio

from server.protocol.commands import Open, Pause, Play
from server.runs.commands import obey
from server.runs.watcher import Watcher
from tests.server.runs.made import Desk, outbox


def test_of_a_runs_descriptions_a_slow_browser_gets_the_newest() -> None:
    desk, watcher, other = Desk(), Watcher(), Watcher()
    run = desk.create(watcher)
    obey(desk.runs, other, Open(run=run.id))
    desk.applied(run)
    outbox(other)
    for command in (Pause(run=run.id), Play(run=run.id), Pause(run=run.id)):
        obey(desk.runs, watcher, command)
        desk.applied(run)
    (news,) = outbox(other)
    assert news["state"] == "paused"


def test_messages_are_taken_in_the_order_of_sending_all_at_once() -> None:
    async def converse() -> None:
        watcher = Watcher()
        taking = asyncio.create_task(watcher.take())
        await asyncio.sleep(0)
        assert not taking.done()
        watcher.put("first")
        watcher.put(b"frame")
        watcher.tell("a", "described")
        watcher.tell("b", "another")
        watcher.tell("a", "described anew")
        assert await taking == ["first", b"frame", "another", "described anew"]
        watcher.put("last")
        assert await watcher.take() == ["last"]

    asyncio.run(converse())


def test_every_watcher_has_a_number_of_its_own() -> None:
    assert len({Watcher().number for _ in range(5)}) == 5
