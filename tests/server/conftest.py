from collections.abc import Iterator

import pytest
import torch

from tests.server.browser import Browser, browser
from tests.server.serving import Served, serving

torch.set_num_threads(1)  # as the workers do


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all tests that do not harm it."""
    with serving(tmp_path_factory.mktemp("data")) as served:
        yield served


@pytest.fixture
def visitor(server: Served) -> Iterator[Browser]:
    """A browser that has just connected."""
    with browser(server.url) as connected:
        yield connected
