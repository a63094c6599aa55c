"""The tables of the database: a row for each run, and a row for each state that a run can go on from."""

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class RunRow(Base):
    __tablename__ = "runs"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    updated: Mapped[float] = mapped_column(index=True)  # s since 1970
    document: Mapped[str]  # a Document as JSON
    curve: Mapped[bytes] = mapped_column(LargeBinary)  # safetensors: the arrays of a Curve and of Measures


class StateRow(Base):
    __tablename__ = "states"

    run: Mapped[str] = mapped_column(String(64), primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True)
    blob: Mapped[bytes | None] = mapped_column(LargeBinary)  # safetensors: one run's networks and optimisers
    file: Mapped[str | None]  # in place of the blob: the checkpoint of an image run
