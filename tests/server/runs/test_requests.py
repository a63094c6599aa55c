"""Tokens of pulls and questions."""

import pytest

from server.protocol.queries import Trace
from server.protocol.refusal import RefusedError
from server.runs.requests import Requests
from server.runs.watcher import MAX_REQUESTS, Watcher
from server.workers.orders import Ask, Pull


def pull(requests: Requests, watcher: Watcher, run: str = "a") -> Pull:
    order = Pull(requests.new_token(watcher), run, -1, 1, frozenset({"fake"}))
    requests.add(watcher, order)
    return order


def test_an_answer_finds_who_asked_once() -> None:
    requests, watcher = Requests(), Watcher()
    first, second = pull(requests, watcher), pull(requests, watcher)
    assert first.token != second.token
    assert (len(requests), watcher.requests) == (2, 2)
    assert requests.take(first.token) == (watcher, first)
    assert requests.take(first.token) is None
    assert (len(requests), watcher.requests) == (1, 1)


def test_a_watcher_has_only_so_many_under_way() -> None:
    requests, watcher = Requests(), Watcher()
    orders = [pull(requests, watcher) for _ in range(MAX_REQUESTS)]
    with pytest.raises(RefusedError, match=f"{MAX_REQUESTS} pulls are under way already"):
        requests.new_token(watcher)
    requests.new_token(Watcher())
    requests.take(orders[3].token)
    assert requests.new_token(watcher) not in [order.token for order in orders]


def test_requests_go_with_their_run_or_with_their_watcher() -> None:
    requests, one, other = Requests(), Watcher(), Watcher()
    for run in "ab":
        for watcher in (one, other):
            pull(requests, watcher, run)
    requests.drop(run="a", watcher=one)
    assert (one.requests, other.requests, len(requests)) == (1, 2, 3)
    requests.drop(run="b")
    assert (one.requests, other.requests, len(requests)) == (0, 1, 1)
    requests.drop(watcher=other)
    assert (other.requests, len(requests)) == (0, 0)


def test_what_is_asked_about_some_runs_in_the_order_of_asking() -> None:
    requests, watcher = Requests(), Watcher()
    first, _ = pull(requests, watcher, "a"), pull(requests, watcher, "b")
    trace = Ask(requests.new_token(watcher), "a", Trace(run="a", ref=7))
    requests.add(watcher, trace)
    assert requests.of_runs({"a", "c"}) == [first, trace]
