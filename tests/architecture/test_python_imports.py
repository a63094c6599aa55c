"""The reader of Python's imports finds each sort of import, and only imports."""

import pytest

from tests.architecture.python_imports import graph, imports_at_the_top, names_type_checking


def imports_of(text: str, file: str = "a/b/c.py") -> set[str]:
    """What a file imports of a small tree."""
    others = dict.fromkeys(("a/__init__.py", "a/b/__init__.py", "a/b/d.py", "x/__init__.py", "x/y.py"), "")
    return graph(others | {file: text})[file]


@pytest.mark.parametrize(
    "text",
    [
        "import x.y",
        "import x.y as z",
        "from x import y",
        "from x.y import anything",
        "from x.y import *",
        "def f():\n    from x.y import late",
        "if TYPE_CHECKING:\n    from x.y import hidden",
        "try:\n    import x.y\nexcept ImportError:\n    pass",
    ],
)
def test_each_sort_of_import_is_found(text: str) -> None:
    assert imports_of(text) == {"x/y.py", "x/__init__.py"}


def test_a_name_of_a_package_is_its_face() -> None:
    assert imports_of("from x import THING") == {"x/__init__.py"}


def test_the_packages_around_a_module_are_not_what_it_imports() -> None:
    assert imports_of("from a.b.d import thing") == {"a/b/d.py"}
    assert imports_of("from a.b import d") == {"a/b/d.py"}
    assert imports_of("from a.b import THING") == {"a/b/__init__.py"}


def test_a_package_that_lists_its_modules_is_no_circle() -> None:
    sources = {"a/__init__.py": "from a.b import B", "a/b.py": "", "c.py": "from a.b import B"}
    assert graph(sources) == {"a/__init__.py": {"a/b.py"}, "a/b.py": set(), "c.py": {"a/__init__.py", "a/b.py"}}


def test_relative_imports_are_resolved() -> None:
    assert imports_of("from . import d") == {"a/b/d.py"}
    assert imports_of("from .d import thing") == {"a/b/d.py"}
    assert imports_of("from ..b.d import thing") == {"a/b/d.py"}
    assert imports_of("from . import d", file="a/b/__init__.py") == {"a/b/d.py"}


def test_other_libraries_do_not_occur() -> None:
    assert imports_of("import torch\nfrom json import dumps\ns = 'import x.y'  # import x.y") == set()


@pytest.mark.parametrize(
    ("text", "hides"),
    [
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import x", True),
        ("import typing\nif typing.TYPE_CHECKING:\n    import x", True),
        ("'TYPE_CHECKING'  # TYPE_CHECKING", False),
    ],
)
def test_hiding_behind_type_checking_is_seen(text: str, hides: bool) -> None:
    assert names_type_checking(text) is hides


def test_imports_at_the_top_are_those_of_loading_a_module() -> None:
    text = """
import json.decoder
from torch.nn import Linear
if json:
    import numpy
class C:
    import re
    def f(self):
        import late
async def g():
    import later
"""
    assert imports_at_the_top(text) == {"json", "torch", "numpy", "re"}
