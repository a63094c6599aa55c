"""Databases of the version before this one, in which a run had one state, in a column of its own row.

Each step is done only where it is needed, so that a migration that was interrupted goes on at the next start.
"""

import json

from sqlalchemy import Engine, insert, inspect, text

from server.storage.tables import Base, RunRow, StateRow

OLD = "runs_before"  # what the old table is called until its rows are copied


def migrate(engine: Engine) -> None:
    """Make the tables, and take over what an older version has written."""
    tables = inspect(engine).get_table_names()
    if OLD not in tables and "runs" in tables and "state" in column_names(engine, "runs"):
        with engine.begin() as connection:
            for index in inspect(engine).get_indexes("runs"):
                connection.execute(text(f'DROP INDEX "{index["name"]}"'))
            connection.execute(text(f"ALTER TABLE runs RENAME TO {OLD}"))
        tables = [*tables, OLD]
    Base.metadata.create_all(engine)
    if OLD in tables:
        copy_rows(engine)


def column_names(engine: Engine, table: str) -> list[str]:
    return [column["name"] for column in inspect(engine).get_columns(table)]


def copy_rows(engine: Engine) -> None:
    """Row by row, then the old table goes."""
    with engine.begin() as connection:
        ids = [id for (id,) in connection.execute(text(f"SELECT id FROM {OLD}"))]
        here = {id for (id,) in connection.execute(text("SELECT id FROM runs"))}
        for id in ids:
            if id in here:
                continue
            row = connection.execute(
                text(f"SELECT updated, document, state, curve FROM {OLD} WHERE id = :id"), {"id": id}
            ).one()
            document = json.loads(row.document)
            file = document.pop("checkpoint", None)
            new = {"id": id, "updated": row.updated, "document": json.dumps(document), "curve": row.curve}
            connection.execute(insert(RunRow), new)
            if row.state is not None or file is not None:
                state = {"run": id, "step": document["step"], "blob": row.state, "file": file}
                connection.execute(insert(StateRow), state)
        connection.execute(text(f"DROP TABLE {OLD}"))
