"""The examples of the README: their code, their lines in a table, and their files as modules."""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.tools import readme

TEXT = readme.README.read_text(encoding="utf-8")


def section(title: str) -> str:
    """The text under this heading of the README."""
    (text,) = re.findall(rf"^## {title}\n(.*?)(?=^## )", TEXT, re.S | re.M)
    return str(text)


def code(title: str) -> str:
    """The code that a section tells to write."""
    (source,) = re.findall(r"```python\n(.*?)```", section(title), re.S)
    return str(source)


def row(title: str) -> tuple[str, str]:
    """The line that a section tells to add to a table: a key, and the name of what it stands for."""
    ((key, name),) = re.findall(r'^ {4}"(\w+)": (\w+),$', section(title), re.M)
    return key, name


def write_module(title: str, package: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The file that a section tells to write, as a module of the package; it is there for one test."""
    name, _ = row(title)
    file = folder / f"{name}.py"
    file.write_text(code(title), encoding="utf-8")
    spec = importlib.util.spec_from_file_location(f"{package}.{name}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, f"{package}.{name}", module)
    spec.loader.exec_module(module)
    return module
