"""Where code asks for the kind of a run: a comparison with "toy" or "image"."""

import re
from collections.abc import Iterator

KIND = r"""["'](?:toy|image)["']"""
COMPARISON = re.compile(
    rf"""(?:[!=]==?|\bin\s*[({{\[]|\bcase)\s*{KIND}  # kind === 'toy' · kind in ("toy", …) · case "toy"
    | {KIND}\s*(?:[!=]==?|\bin\b)""",
    re.X,
)
# Here a kind says what is its own.
HOMES = ("models/kinds.py", "server/kinds/", "server/worker/toys/", "server/worker/images/", "web/src/kinds/")


def branches(file: str, text: str) -> Iterator[str]:
    """The lines that compare with a kind's name, outside the places that belong to a kind."""
    if not file.startswith(HOMES):
        for number, line in enumerate(text.splitlines(), 1):
            if COMPARISON.search(line):
                yield f"{file}:{number}: {line.strip()}"
