"""Databases of the version before: their runs open as they were, also after a migration that was interrupted."""

import json
from pathlib import Path

import pytest
import safetensors.numpy
from sqlalchemy import Engine, create_engine, inspect, text

from server.storage import migration
from server.storage.record import Record, StoredState
from server.storage.store import Store, sqlite_url
from tests.server.storage.made import record, same

# As SQLAlchemy made it, word for word.
SCHEMA = """
CREATE TABLE runs (
	id VARCHAR(64) NOT NULL,
	updated FLOAT NOT NULL,
	document VARCHAR NOT NULL,
	state BLOB,
	curve BLOB NOT NULL,
	PRIMARY KEY (id)
)
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database of the version before with three runs: of points, of images, and one that has no state yet."""
    url = sqlite_url(tmp_path)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(SCHEMA))
        connection.execute(text("CREATE INDEX ix_runs_updated ON runs (updated)"))
    insert_old(engine, record("toy", 3), b"bits", None)
    insert_old(engine, record("image", 8), None, "checkpoints/image.safetensors")
    insert_old(engine, record("new", 0), None, None)
    engine.dispose()
    return url


def insert_old(engine: Engine, kept: Record, state: bytes | None, checkpoint: str | None) -> None:
    document = json.loads(kept.document.model_dump_json()) | {"checkpoint": checkpoint}
    row = {
        "id": kept.id,
        "updated": 1000.0 + kept.document.step,
        "document": json.dumps(document),
        "state": state,
        "curve": safetensors.numpy.save(kept.arrays),
    }
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO runs VALUES (:id, :updated, :document, :state, :curve)"), row)


def check(url: str) -> None:
    store = Store(url)
    for id, states in {
        "toy": [StoredState(3, b"bits")],
        "image": [StoredState(8, None, "checkpoints/image.safetensors")],
        "new": [],
    }.items():
        loaded = store.load(id)
        assert loaded is not None
        assert same(loaded, record(id, loaded.document.step, states))
    store.close()
    engine = create_engine(url)
    assert sorted(inspect(engine).get_table_names()) == ["runs", "states"]
    assert "state" not in migration.column_names(engine, "runs")
    with engine.connect() as connection:
        updated = connection.execute(text("SELECT id, updated FROM runs ORDER BY id"))
        assert [tuple(row) for row in updated] == [("image", 1008.0), ("new", 1000.0), ("toy", 1003.0)]
    engine.dispose()


def test_runs_of_the_version_before_open_as_they_were(url: str) -> None:
    check(url)
    check(url)  # migrated once, and never again


def test_a_migration_that_was_interrupted_goes_on(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(engine: Engine) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(migration, "copy_rows", interrupted)
        with pytest.raises(KeyboardInterrupt):
            Store(url)
    check(url)
