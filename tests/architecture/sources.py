"""The source files of the checkout: which there are, and which of them the rules speak of.

A path is written as git writes it: relative to the root, with slashes.
"""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
GENERATED = "web/src/wire/protocol.ts"
PAGE = "web/src/"


@cache
def tracked() -> tuple[str, ...]:
    """Every file that git tracks and that is still there; every file of the source folders where there is no git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8")
    if listed.returncode == 0:
        names = listed.stdout.split("\0")[:-1]
    else:
        folders = [ROOT / name for name in ("models", "server", "tests", "web/src")]
        names = [file.relative_to(ROOT).as_posix() for folder in folders for file in folder.rglob("*.*")]
    return tuple(sorted(name for name in names if (ROOT / name).is_file()))


def python_sources() -> list[str]:
    """The Python files of models/ and server/."""
    return [name for name in tracked() if name.endswith(".py") and name.startswith(("models/", "server/"))]


def page_sources() -> list[str]:
    """The TypeScript and Svelte files of the page, without its tests."""
    return [name for name in tracked() if name.startswith(PAGE) and is_page_source(name)]


def is_page_source(name: str) -> bool:
    helps_a_test = name.endswith((".test.ts", ".test-help.ts"))
    return name.endswith((".ts", ".svelte")) and not name.endswith(".d.ts") and not helps_a_test


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")
