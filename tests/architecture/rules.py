"""Every rule of the architecture by its name, with what breaks it in this checkout."""

from collections.abc import Callable
from functools import cache, partial

from tests.architecture import directions, kinds, mirror, page_imports, python_imports, sizes, words
from tests.architecture.graph import Graph, circles
from tests.architecture.sources import GENERATED, page_sources, python_sources, read, tracked

# They describe, keep and send what workers compute, and never touch a tensor.
NO_TENSORS = ("server/runs/", "server/sockets/", "server/storage/", "server/protocol/")

PROGRAMS = ("__main__.py", "server/protocol/typescript.py", "web/src/main.ts")


@cache
def python_graph() -> Graph:
    return python_imports.graph({file: read(file) for file in python_sources()})


@cache
def page_graph() -> Graph:
    return page_imports.graph({file: read(file) for file in page_sources()}, assets=tracked())


@cache
def written() -> dict[str, str]:
    """The text of each source file that somebody has written."""
    return {file: read(file) for file in (*python_sources(), *page_sources()) if file != GENERATED}


def tests_of_modules() -> list[str]:
    """The test files of models/ and server/."""
    folders = ("tests/models/", "tests/server/")
    files = [file for file in tracked() if file.startswith(folders) and file.endswith(".py")]
    return [file for file in files if file.rpartition("/")[2].startswith("test_")]


def hidden_imports() -> list[str]:
    files = [file for file in tracked() if file.endswith(".py")]
    return [file for file in files if python_imports.names_type_checking(read(file))]


def imports_of_torch() -> list[str]:
    files = [file for file in python_sources() if file.startswith(NO_TENSORS)]
    return [file for file in files if "torch" in python_imports.imports_at_the_top(read(file))]


def imported_by_nobody() -> list[str]:
    """Files that nobody uses; a package's face, a program and the page's first file need no importer."""
    graphs = {**python_graph(), **page_graph()}
    used = set[str]().union(*graphs.values())
    return [file for file in graphs if file not in used and not file.endswith(("/__init__.py", *PROGRAMS))]


def unusual_length() -> list[str]:
    usual = sizes.usual_length(written())
    return [] if usual <= sizes.USUAL else [f"half of the files have more than {usual:g} lines"]


def branches_on_the_kind() -> list[str]:
    return [branch for file, text in written().items() for branch in kinds.branches(file, text)]


def uses(replaced: words.Replaced) -> list[str]:
    """Where a replaced word stands, in everything that is written and its tests."""
    files = [
        file for file in tracked() if file.endswith((".py", ".ts", ".svelte", ".css", ".md")) and file != GENERATED
    ]
    return [use for file in files for use in replaced.uses(file, read(file))]


def broken_imports(rule: directions.Rule, graph: Callable[[], Graph]) -> list[str]:
    return list(directions.broken(rule, graph()))


RULES: dict[str, Callable[[], list[str]]] = {
    "no Python imports run in a circle": lambda: [", ".join(circle) for circle in circles(python_graph())],
    "no imports of the page run in a circle": lambda: [", ".join(circle) for circle in circles(page_graph())],
    "nothing hides behind TYPE_CHECKING": hidden_imports,
    "what the server knows of runs holds no tensors": imports_of_torch,
    "every file is used": imported_by_nobody,
    "no file is too long": lambda: sizes.too_long(written()),
    "half of the files are short": unusual_length,
    "no folder holds too many files": lambda: sizes.too_flat([*python_sources(), *page_sources()]),
    "nobody asks for the kind of a run": branches_on_the_kind,
    "every module has a test file": lambda: mirror.without_test(python_sources(), tests_of_modules()),
    "every test file has a module": lambda: mirror.without_module(python_sources(), tests_of_modules()),
    **{f"{word.instead} instead of {word.word}": partial(uses, word) for word in words.REPLACED},
    **{rule.name: partial(broken_imports, rule, python_graph) for rule in directions.PYTHON},
    **{rule.name: partial(broken_imports, rule, page_graph) for rule in directions.PAGE},
}
