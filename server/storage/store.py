"""Runs on disk: a table with one row for each, by SQLAlchemy; SQLite in the data folder, or any database by its URL.

A row is whole: recipe, history, the networks' state and the curve up to that state's round. Everything here blocks;
keeper.py calls it in a thread of its own.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from time import time

import numpy as np
import safetensors.numpy
from numpy.typing import NDArray
from sqlalchemy import Engine, LargeBinary, String, create_engine, delete, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from server.protocol.base import WholeRecipe, Wire
from server.protocol.messages import Change


class Base(DeclarativeBase):
    pass


class Row(Base):
    __tablename__ = "runs"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    updated: Mapped[float] = mapped_column(index=True)  # s since 1970
    document: Mapped[str]  # a Document as JSON
    state: Mapped[bytes | None] = mapped_column(LargeBinary)  # safetensors: one run's networks and optimisers
    curve: Mapped[bytes] = mapped_column(LargeBinary)  # safetensors: the arrays of a Curve and of Measures


class Document(Wire):
    """All of a run that is no array."""

    recipe: WholeRecipe
    playing: bool
    speed: float | None
    epoch: int
    version: int
    step: int
    changes: list[Change]
    halted_at: int | None
    error: str | None
    checkpoint: str | None = None  # of an image run: the file that holds its state


@dataclass(frozen=True)
class Record:
    """One run as it is kept."""

    id: str
    document: Document
    state: bytes | None
    curve: dict[str, NDArray[np.generic]]


def one_run(blob: bytes, row: int) -> bytes:
    """One row of a stack's checkpoint as a checkpoint of its own."""
    header = json.loads(blob[8 : 8 + int.from_bytes(blob[:8], "little")])["__metadata__"]
    metadata = {name: json.dumps([json.loads(values)[row]]) for name, values in header.items()}
    state = {name: np.ascontiguousarray(array[row : row + 1]) for name, array in safetensors.numpy.load(blob).items()}
    return safetensors.numpy.save(state, metadata)


class Store:
    def __init__(self, url: str) -> None:
        self._engine: Engine = create_engine(url)
        Base.metadata.create_all(self._engine)

    def save(self, records: list[Record]) -> None:
        """Write these, replacing what was there."""
        with Session(self._engine) as session, session.begin():
            for record in records:
                document, curve = record.document.model_dump_json(), safetensors.numpy.save(record.curve)
                row = Row(id=record.id, updated=time(), document=document, state=record.state, curve=curve)
                session.merge(row)

    def load(self, id: str) -> Record | None:
        """Raises pydantic's ValidationError where another version wrote something else."""
        with Session(self._engine) as session:
            row = session.get(Row, id)
            if row is None:
                return None
            curve = safetensors.numpy.load(row.curve)
            return Record(id, Document.model_validate_json(row.document), row.state, curve)

    def delete(self, id: str) -> None:
        with Session(self._engine) as session, session.begin():
            session.execute(delete(Row).where(Row.id == id))

    def forget(self, older_than: float) -> None:
        """Delete what nobody has changed for so many seconds."""
        with Session(self._engine) as session, session.begin():
            session.execute(delete(Row).where(Row.updated < time() - older_than))

    def ids(self) -> list[str]:
        with Session(self._engine) as session:
            return list(session.scalars(select(Row.id)))

    def close(self) -> None:
        self._engine.dispose()


def sqlite_url(folder: Path) -> str:
    """The database in this folder, which is made where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{(folder / 'saddle.sqlite3').resolve()}"
