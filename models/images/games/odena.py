"""Odena's table (2016, arXiv:1606.01583): accuracy on MNIST's test images by the number of labels, SGAN's and a CNN's.

Ours is measured by `python -m tests.bench images --only sgan --data DIR --record`, which writes odena.json.
"""

import json
from pathlib import Path
from typing import Any

from models.images.tools.tool import Tool

PUBLISHED = {
    "25": {"sgan": 0.802, "cnn": 0.750},
    "50": {"sgan": 0.883, "cnn": 0.859},
    "100": {"sgan": 0.928, "cnn": 0.895},
    "1000": {"sgan": 0.964, "cnn": 0.965},
}
FILE = Path(__file__).with_name("odena.json")


class Accuracy(Tool[Any]):
    """SGAN's accuracy beside the CNN's as training goes on, and the table."""

    name = "accuracy"
    title = "Accuracy"

    def data(self) -> dict[str, Any]:
        return table()


def table(file: Path = FILE) -> dict[str, Any]:
    """As the page shows it: "published" and "ours", by labels "sgan" and "cnn"; and "conditions", what ours was
    measured on. Ours is empty before anybody has measured.
    """
    measured = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"ours": {}, "conditions": ""}
    return {"published": PUBLISHED, **measured}


def write(rows: dict[str, Any], conditions: str, file: Path = FILE) -> None:
    """Keep what was measured; conditions: data, size, steps and seeds, in words."""
    ours = {labels: {who: row[who] for who in ("sgan", "cnn")} for labels, row in rows.items()}
    text = json.dumps({"ours": ours, "conditions": conditions}, indent=2, ensure_ascii=False)
    file.write_text(text + "\n", encoding="utf-8", newline="\n")
