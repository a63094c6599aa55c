"""Orders travel through a pipe as they are."""

import pickle
from typing import get_args

import pytest

from server.protocol.queries import Trace
from server.workers import orders
from tests.server.worker.made import EXPERIMENT

ALL = [
    orders.Put("a", 1, 1, 1, 1, EXPERIMENT, True, 60.0),
    orders.Tune("a", 2, 1, 2, EXPERIMENT),
    orders.Pace("a", 3, False, None),
    orders.Advance("a", 4, 5, "d"),
    orders.Save("a"),
    orders.Drop("a"),
    orders.Pull(1, "a", -1, 1, frozenset({"fake"})),
    orders.Ask(2, "a", Trace(run="a", ref=7)),
    orders.Stop(),
]


@pytest.mark.parametrize("order", ALL, ids=lambda order: type(order).__name__)
def test_they_come_out_as_they_went_in(order: orders.Order) -> None:
    again = pickle.loads(pickle.dumps(order))
    assert (type(again), again) == (type(order), order)


def test_these_are_all() -> None:
    assert {type(order) for order in ALL} == set(get_args(orders.Order))


def test_what_is_answered_has_a_token_and_what_changes_a_run_has_a_stamp() -> None:
    for order in get_args(orders.Order):
        assert ("token" in order._fields) == (order in get_args(orders.Request))
        changes = order in (orders.Put, orders.Tune, orders.Pace, orders.Advance)
        assert ("stamp" in order._fields) == changes
