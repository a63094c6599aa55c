"""Who waits for a picture, who shares one, and how long training goes on between two."""

from typing import Any

import pytest

from server.worker import pulls as module
from server.worker.pulls import NEAR
from server.workers.reports import Frame
from tests.server.browser import Frame as Picture
from tests.server.worker.made import Counter, CounterPulls, pull, put


class Clock:
    """The worker's clock; each look at it takes `tick` seconds."""

    def __init__(self) -> None:
        self.now, self.tick = 100.0, 0.0

    def __call__(self) -> float:
        self.now += self.tick
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "perf_counter", clock)
    return clock


def at(step: int, id: str = "a", epoch: int = 1) -> Counter:
    member = Counter(put(id, epoch=epoch))
    if step:
        member.recent.extend(member.move(step))
    return member


def answer(pulls: CounterPulls, *members: Counter) -> list[Frame]:
    def failed(member: Counter, error: Exception) -> None:
        member.failed = True

    return pulls.answer({member.id: member for member in members}, failed)


def tokens(frames: list[Frame]) -> list[tuple[int, ...]]:
    return [frame.tokens for frame in frames]


@pytest.mark.parametrize(
    ("step", "epoch", "news", "due"), [(5, 1, 0, 0), (6, 1, 0, 1), (5, 2, 0, 1), (0, 2, 0, 1), (5, 1, 1, 1)]
)
def test_a_pull_is_due_when_its_run_has_moved_was_built_anew_or_was_measured(
    step: int, epoch: int, news: bool, due: bool, clock: Clock
) -> None:
    pulls, member = CounterPulls(), at(step, epoch=epoch)
    member.news = news
    pulls.add(pull(1, after=5))
    assert tokens(answer(pulls, member)) == ([(1,)] if due else [])
    assert (member.seen, member.news) == (due, False)


def test_a_frame_has_the_layers_that_were_asked_for_and_the_curve_since_the_last(clock: Clock) -> None:
    pulls, member = CounterPulls(), at(7)
    pulls.add(pull(1, after=4, layers="twice"))
    (frame,) = answer(pulls, member)
    picture = Picture(frame.data)
    assert set(picture.arrays) == {"number", "twice", "curve"}
    assert (picture.arrays["number"].tolist(), picture.arrays["twice"].tolist()) == ([7], [14])
    assert (picture.curve_from, picture.arrays["curve"][:, 0].tolist()) == (5, [5, 6, 7])
    assert (picture.step, picture.epoch, picture.header.layers) == (7, 1, ["curve", "twice"])


def test_one_picture_serves_all_and_equal_wishes_the_same_bytes(clock: Clock) -> None:
    pulls, member = CounterPulls(), at(2 * NEAR)
    wishes: list[dict[str, Any]] = [
        {"after": 2 * NEAR - 1},
        {"after": 2 * NEAR - 2},
        {"after": 0},
        {"after": 2 * NEAR - 1, "layers": "twice"},
        {"after": 2 * NEAR - 1, "epoch": 9},
    ]
    for token, wish in enumerate(wishes):
        pulls.add(pull(token, **wish))
    frames = answer(pulls, member)
    assert tokens(frames) == [(0, 1), (2,), (3,), (4,)]
    assert pulls.taken == [["a"]]
    first, far = Picture(frames[0].data), Picture(frames[1].data)
    assert (first.curve_from, far.curve_from) == (2 * NEAR - 1, 1)


def test_two_pulls_of_one_watcher_are_for_two_pictures(clock: Clock) -> None:
    pulls, member = CounterPulls(), at(3)
    for token, watcher in ((1, 7), (2, 7), (3, 8), (4, None), (5, None)):
        pulls.add(pull(token, watcher=watcher))
    assert tokens(answer(pulls, member)) == [(1, 3, 4, 5)]
    pulls.fresh = True
    assert answer(pulls, member) == []  # what the first has brought need not come again
    member.recent.extend(member.move(1))
    pulls.fresh = True
    (frame,) = answer(pulls, member)
    assert (frame.tokens, Picture(frame.data).curve_from) == ((2,), 4)


def test_a_watcher_that_wants_more_than_its_last_picture_had_gets_it_at_rest(clock: Clock) -> None:
    pulls, member = CounterPulls(), at(3)
    pulls.add(pull(1, watcher=7))
    pulls.add(pull(2, watcher=7, layers="twice"))
    assert tokens(answer(pulls, member)) == [(1,)]
    pulls.fresh = True
    assert tokens(answer(pulls, member)) == [(2,)]


def test_training_goes_on_between_two_pictures_for_its_share_of_the_time(clock: Clock) -> None:
    pulls, member = CounterPulls(share=0.1, pause=0.5), at(3)
    clock.tick = 0.25
    pulls.add(pull(1))
    assert tokens(answer(pulls, member)) == [(1,)]  # from 100.25 to 100.5
    clock.tick = 0.0
    pulls.add(pull(2))
    assert pulls.wait(clock.now) == pytest.approx(2.5 - 0.25)
    clock.now = 102.7
    assert answer(pulls, member) == []
    clock.now = 102.75
    assert tokens(answer(pulls, member)) == [(2,)]
    pulls.add(pull(3))
    assert pulls.wait(clock.now) == pytest.approx(0.5)  # the least pause


def test_nobody_waits_for_what_is_not_due(clock: Clock) -> None:
    pulls, member = CounterPulls(), at(3)
    assert pulls.wait(clock.now) is None
    pulls.add(pull(1, after=3))
    assert pulls.wait(clock.now) == 0.0
    assert answer(pulls, member) == []
    assert pulls.wait(clock.now) is None  # until something happens
    pulls.fresh = True
    pulls.forget("a")
    assert pulls.wait(clock.now) is None


def test_runs_take_turns_where_a_picture_holds_one(clock: Clock) -> None:
    pulls, runs = CounterPulls(batch=1), [at(1, id) for id in "ab"]
    pulls.add(pull(1, "a", watcher=7))
    pulls.add(pull(2, "a", layers="twice", watcher=7))
    pulls.add(pull(3, "b"))
    frames = [tokens(answer(pulls, *runs)) for _ in range(4)]
    assert frames == [[(1,)], [(3,)], [(2,)], []]
    both = CounterPulls(batch=2)
    both.add(pull(1, "a"))
    both.add(pull(2, "b"))
    assert tokens(answer(both, *runs)) == [(1,), (2,)]
    assert both.taken == [["a", "b"]]


def test_a_run_whose_picture_raises_fails_alone_and_its_pulls_wait_for_the_next(clock: Clock) -> None:
    pulls, runs = CounterPulls(batch=2), [at(1, id) for id in "ab"]
    pulls.failing = {"a"}
    pulls.add(pull(1, "a"))
    pulls.add(pull(2, "b"))
    assert tokens(answer(pulls, *runs)) == [(2,)]
    assert [member.state for member in runs] == ["failed", "paused"]
    pulls.failing, pulls.fresh = set(), True
    assert answer(pulls, *runs) == []
    pulls.fresh = True
    assert tokens(answer(pulls, at(0, "a", epoch=2))) == [(1,)]  # built anew
