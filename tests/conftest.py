from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from tests.tools.checks import Checks, running
from tests.tools.npm import ensure_packages

torch.set_num_threads(1)  # two on two busy cores wait for each other, and are ten times slower
BROWSER = Path(__file__).parent / "browser"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser comes last, because it leaves an event loop behind."""
    items.sort(key=lambda item: BROWSER in item.path.parents)


@pytest.fixture(scope="session", autouse=True)
def checks(request: pytest.FixtureRequest) -> Iterator[Checks]:
    """Those that are to be run, from the first test on: most tests leave a core idle."""
    cases = [item.callspec.params for item in request.session.items if hasattr(item, "callspec")]
    with running([params["check"] for params in cases if "check" in params]) as checks:
        yield checks


@pytest.fixture(scope="session")
def packages() -> None:
    """What the page is made and tested with is in web/node_modules."""
    ensure_packages()
