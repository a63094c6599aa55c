"""Who trains next, and who waits in which place."""

from typing import Any

from server.worker.images.queue import Queue
from tests.server.worker.images.test_member import made


def members(*playing: bool, loaded: bool = True) -> list[Any]:
    made_ones = [made(playing=plays) for plays in playing]
    for member in made_ones:
        member.run = type("Run", (), {"step": 0, "diverged_at": None})() if loaded else None
    return made_ones


def places(queue: Queue, some: list[Any]) -> list[int | None]:
    return [place for _, place in queue.places(some)]


def test_those_that_came_first_train_and_the_others_know_their_place() -> None:
    some = members(True, False, True, True)
    assert places(Queue(1), some) == [None, None, 1, 2]
    assert places(Queue(2), some) == [None, None, None, 1]
    some[0].playing = False
    assert places(Queue(1), some) == [None, None, None, 1]
    some[2].failed = True
    assert places(Queue(1), some) == [None, None, None, None]


def test_of_those_that_train_the_one_is_next_that_has_waited_longest() -> None:
    first, second, third = some = members(True, True, True)
    first.due, second.due, third.due = 10.0, 9.0, 1.0
    queue = Queue(2)
    assert queue.next(some, 11.0) is second
    assert queue.next(some, 9.5) is second
    assert queue.next(some, 5.0) is None  # the third has no turn
    assert queue.wait(some, 5.0) == 4.0
    assert queue.wait(some, 20.0) == 0.0


def test_a_run_without_its_images_keeps_its_turn_and_trains_nothing() -> None:
    some = members(True, True, loaded=False)
    queue = Queue(1)
    assert places(queue, some) == [None, 1]
    assert queue.next(some, 100.0) is None
    assert queue.wait(some, 100.0) is None
