"""tests/ follows models/ and server/ file for file.

`models/a/b.py` is tested in `tests/models/a/test_b.py`, and a package `models/a/__init__.py` may be tested in
`tests/models/a/test_a.py`. Tests of what several modules do together lie in folders named `whole`.
"""

from collections.abc import Collection

TOGETHER = "whole"


def without_test(sources: Collection[str], tests: Collection[str]) -> list[str]:
    """The modules that no test file is named after. A package's face needs none."""
    modules = [file for file in sources if not file.endswith("/__init__.py")]
    return [file for file in modules if test_of(file) not in tests]


def without_module(sources: Collection[str], tests: Collection[str]) -> list[str]:
    """The test files that are named after no module and are not of several together."""
    expected = {test_of(file) for file in sources}
    return [file for file in tests if file not in expected and TOGETHER not in file.split("/")]


def test_of(file: str) -> str:
    """The test file of a module or of a package's face."""
    folder, _, name = file.rpartition("/")
    if name == "__init__.py":
        name = f"{folder.rpartition('/')[2]}.py"
    return f"tests/{folder}/test_{name}"
