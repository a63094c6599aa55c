"""The checks of the code itself, each as a test: style, types, and the page's own tests."""

import pytest

from tests.tools.checks import CHECKS, Checks


@pytest.mark.parametrize("check", CHECKS)
def test_the_code_passes(check: str, checks: Checks) -> None:
    done = checks[check].result()
    assert done.returncode == 0, done.stdout
