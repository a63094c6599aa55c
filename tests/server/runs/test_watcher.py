"""The outbox of a browser: nothing that was put is lost, and of a run's descriptions only the newest is kept."""

import asyncio

from server.runs.watcher import Watcher


def taken(watcher: Watcher) -> list[str | bytes]:
    return asyncio.run(asyncio.wait_for(watcher.take(), 5))


def test_messages_come_in_the_order_of_sending() -> None:
    watcher = Watcher()
    watcher.put("a")
    watcher.put(b"b")
    watcher.put("a")
    assert taken(watcher) == ["a", b"b", "a"]


def test_a_newer_description_takes_the_place_of_an_older_one_at_the_end() -> None:
    watcher = Watcher()
    watcher.tell("run 1", "old")
    watcher.put("between")
    watcher.tell("run 2", "other")
    watcher.tell("run 1", "new")
    assert taken(watcher) == ["between", "other", "new"]


def test_what_was_taken_does_not_come_again() -> None:
    watcher = Watcher()
    watcher.put("a")
    assert taken(watcher) == ["a"]
    watcher.put("b")
    assert taken(watcher) == ["b"]


def test_it_waits_until_there_is_something() -> None:
    async def wait() -> list[str | bytes]:
        watcher = Watcher()
        task = asyncio.create_task(watcher.take())
        await asyncio.sleep(0)
        assert not task.done()
        watcher.tell("run", "here")
        return await asyncio.wait_for(task, 5)

    assert asyncio.run(wait()) == ["here"]


def test_watchers_are_told_apart() -> None:
    assert Watcher().number != Watcher().number
