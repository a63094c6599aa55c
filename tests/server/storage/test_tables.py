"""What the database holds."""

from server.storage.tables import Base


def test_a_run_may_have_many_states_and_each_step_one() -> None:
    tables = {name: table.columns.keys() for name, table in Base.metadata.tables.items()}
    assert tables == {"runs": ["id", "updated", "document", "curve"], "states": ["run", "step", "blob", "file"]}
    assert Base.metadata.tables["states"].primary_key.columns.keys() == ["run", "step"]
