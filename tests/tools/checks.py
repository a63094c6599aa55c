"""Programs that check the code, and how they are run beside the tests."""

import subprocess
import sys
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.tools.npm import ensure_packages, npm

ROOT = Path(__file__).parent.parent.parent
Done = subprocess.CompletedProcess[str]
Checks = dict[str, Future[Done]]


def python(*arguments: str) -> Done:
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")


def page(script: str) -> Done:
    ensure_packages()
    return npm("run", script)


CHECKS: dict[str, Callable[[], Done]] = {
    "ruff check": partial(python, "ruff", "check", "."),
    "ruff format": partial(python, "ruff", "format", "--check", "."),
    "mypy": partial(python, "mypy"),
    "prettier": partial(page, "style"),
    "svelte-check and tsc": partial(page, "check"),
    "vitest": partial(page, "test"),
}


@contextmanager
def running(names: Collection[str]) -> Iterator[Checks]:
    """These checks, one after the other, while the caller does something else."""
    with ThreadPoolExecutor(1) as pool:
        yield {name: pool.submit(CHECKS[name]) for name in names}
        pool.shutdown(cancel_futures=True)
