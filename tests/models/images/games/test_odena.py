"""Odena's table: what is published stands beside what somebody measured, and nothing where nobody has."""

from pathlib import Path

from models.images.games import odena


def test_what_was_measured_stands_beside_what_is_published(tmp_path: Path) -> None:
    file = tmp_path / "odena.json"
    assert odena.table(file) == {"published": odena.PUBLISHED, "ours": {}, "conditions": ""}
    odena.write({"25": {"sgan": 0.9, "cnn": 0.8, "seeds": {"accuracy": [0.9]}}}, "two images", file)
    assert odena.table(file)["ours"] == {"25": {"sgan": 0.9, "cnn": 0.8}}
    assert odena.table(file)["conditions"] == "two images"


def test_the_table_of_the_release_has_only_rows_that_were_published() -> None:
    table = odena.table()
    assert set(table["ours"]) <= set(table["published"])
    assert bool(table["ours"]) == bool(table["conditions"])
