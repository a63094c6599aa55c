"""How a refusal is answered, whatever it is about."""

from typing import Any

import pytest

from server.protocol.messages import Error
from server.rest.lookup import refusal
from tests.server.serving import Served


@pytest.mark.parametrize(
    ("code", "status"), [("unknown_run", 404), ("busy", 503), ("too_large", 413), ("rejected", 422)]
)
def test_the_code_of_a_refusal_decides_its_status(code: str, status: int) -> None:
    answer = refusal(Error.model_validate({"code": code, "message": "No.", "control": "lr_d", "allowed": "0 … 1"}))
    assert answer.status_code == status
    detail: Any = answer.detail
    assert detail == {"code": code, "message": "No.", "control": "lr_d", "allowed": "0 … 1", "line": None}


def test_a_resource_may_say_another_status_and_a_line() -> None:
    answer = refusal(Error(code="rejected", message="No."), status=409, line=3)
    assert answer.status_code == 409
    detail: Any = answer.detail
    assert detail["line"] == 3


@pytest.mark.parametrize("resource", ["", "/curve", "/measures", "/perfect", "/points"])
def test_every_resource_of_a_run_that_is_not_there_is_refused_alike(server: Served, resource: str) -> None:
    answer = server.get(f"api/runs/nobody{resource}")
    assert answer.status_code == 404
    assert answer.json()["detail"]["code"] == "unknown_run"
