"""Runs in a database: written, replaced, found again, forgotten."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from server.protocol.base import Wire
from server.storage.record import Record, StoredState
from server.storage.store import Store, sqlite_url
from tests.server.storage.made import record, same


def stored_states(url: str) -> list[tuple[object, ...]]:
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(text("SELECT run, step FROM states ORDER BY run, step"))]
    engine.dispose()
    return rows


def test_what_is_saved_is_loaded_by_another_store_on_the_same_file(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "new folder")
    first = Store(url)
    first.save([record("a"), record("b", step=9)])
    first.save([record("a", step=5)])
    first.close()
    second = Store(url)
    a, b = second.load("a"), second.load("b")
    assert a is not None
    assert b is not None
    assert same(a, record("a", step=5))
    assert same(b, record("b", step=9))
    assert second.load("c") is None
    second.close()


def test_states_that_a_run_no_longer_has_are_removed(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    store = Store(url)
    store.save([record("a", 9, [StoredState(3, b"x"), StoredState(9, b"y")]), record("b")])
    assert stored_states(url) == [("a", 3), ("a", 9), ("b", 3)]
    again = record("a", 12, [StoredState(9, b"z"), StoredState(12, None, "a.safetensors")])
    store.save([again])
    assert stored_states(url) == [("a", 9), ("a", 12), ("b", 3)]
    loaded = store.load("a")
    assert loaded is not None
    assert loaded.states == again.states  # of the same step, but of other networks
    store.close()


def test_a_run_takes_its_states_along(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    store = Store(url)
    store.save([record("a"), record("b")])
    store.delete("a")
    assert (store.ids(), stored_states(url)) == (["b"], [("b", 3)])
    store.forget(60)
    assert store.ids() == ["b"]
    store.forget(-1)
    assert (store.ids(), stored_states(url)) == ([], [])
    store.close()


def test_a_run_of_another_version_is_refused_and_not_broken(tmp_path: Path) -> None:
    class Other(Wire):
        strange: int = 1

    store = Store(sqlite_url(tmp_path))
    store.save([Record("a", Other(), record().arrays, [])])  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="strange"):
        store.load("a")
    store.close()
