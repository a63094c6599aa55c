"""Runs on disk, by SQLAlchemy: SQLite in the data folder, or any database by its URL.

What is kept of a run is whole: recipe, history, states, and the curve up to the newest state. Everything here blocks;
keeper.py calls it in a thread of its own.
"""

from pathlib import Path
from time import time

import safetensors.numpy
from sqlalchemy import Engine, create_engine, delete, select
from sqlalchemy.orm import Session

from server.storage.migration import migrate
from server.storage.record import Document, Record, StoredState
from server.storage.tables import RunRow, StateRow


class Store:
    def __init__(self, url: str) -> None:
        self._engine: Engine = create_engine(url)
        migrate(self._engine)

    def save(self, records: list[Record]) -> None:
        """Write these, replacing what was there: states that a record no longer has are removed."""
        with Session(self._engine) as session, session.begin():
            for record in records:
                document, curve = record.document.model_dump_json(), safetensors.numpy.save(record.arrays)
                session.merge(RunRow(id=record.id, updated=time(), document=document, curve=curve))
                session.execute(delete(StateRow).where(StateRow.run == record.id))
                session.add_all(StateRow(run=record.id, step=s.step, blob=s.blob, file=s.file) for s in record.states)

    def load(self, id: str) -> Record | None:
        """Raises pydantic's ValidationError where another version wrote something else."""
        with Session(self._engine) as session:
            row = session.get(RunRow, id)
            if row is None:
                return None
            found = session.scalars(select(StateRow).where(StateRow.run == id).order_by(StateRow.step))
            states = [StoredState(state.step, state.blob, state.file) for state in found]
            arrays = safetensors.numpy.load(row.curve)
            return Record(id, Document.model_validate_json(row.document), arrays, states)

    def delete(self, id: str) -> None:
        with Session(self._engine) as session, session.begin():
            session.execute(delete(StateRow).where(StateRow.run == id))
            session.execute(delete(RunRow).where(RunRow.id == id))

    def forget(self, older_than: float) -> None:
        """Delete what nobody has changed for so many seconds."""
        with Session(self._engine) as session, session.begin():
            old = select(RunRow.id).where(RunRow.updated < time() - older_than)
            session.execute(delete(StateRow).where(StateRow.run.in_(old)))
            session.execute(delete(RunRow).where(RunRow.updated < time() - older_than))

    def ids(self) -> list[str]:
        """All runs that are kept."""
        with Session(self._engine) as session:
            return list(session.scalars(select(RunRow.id)))

    def close(self) -> None:
        self._engine.dispose()


def sqlite_url(folder: Path) -> str:
    """The database in this folder, which is made where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{(folder / 'saddle.sqlite3').resolve()}"
