"""The types of the wire are declared once, in Python."""

import pytest

from server import typescript


@pytest.mark.usefixtures("packages")
def test_the_types_of_the_page_are_those_of_the_server() -> None:
    stale = "web/src/protocol.ts is stale: run `python -m server.typescript`"
    assert typescript.TARGET.read_text(encoding="utf-8") == typescript.generate(), stale
