import pytest

from tests.tools.npm import ensure_packages


@pytest.fixture(scope="session")
def packages() -> None:
    """The page's packages are there."""
    ensure_packages()
