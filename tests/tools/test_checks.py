"""The checks of the code itself, each as a test: style, types, and the page's own tests."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools.npm import npm

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("arguments", ["ruff check .", "ruff format --check .", "mypy"])
def test_python(arguments: str) -> None:
    done = subprocess.run([sys.executable, "-m", *arguments.split()], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize("script", ["check", "test"])  # svelte-check and tsc; vitest
def test_page(script: str) -> None:
    done = npm("run", script)
    assert done.returncode == 0, done.stdout
