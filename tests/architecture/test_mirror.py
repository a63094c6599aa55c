"""Modules without a test file of their name are named, and test files without a module."""

from tests.architecture import mirror


def test_a_module_without_a_test_is_named() -> None:
    sources = ["models/a/__init__.py", "models/a/b.py", "models/a/c.py", "models/__main__.py"]
    tests = ["tests/models/a/test_b.py", "tests/models/test_c.py"]
    assert mirror.without_test(sources, tests) == ["models/a/c.py", "models/__main__.py"]
    assert mirror.without_test(["models/__main__.py"], ["tests/models/test___main__.py"]) == []


def test_a_test_without_a_module_is_named() -> None:
    sources = ["models/a/__init__.py", "models/a/b.py"]
    tests = ["tests/models/a/test_b.py", "tests/models/a/test_a.py", "tests/models/a/whole/test_x.py"]
    assert mirror.without_module(sources, tests) == []
    assert mirror.without_module(sources, ["tests/models/test_b.py"]) == ["tests/models/test_b.py"]
