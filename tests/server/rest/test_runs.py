"""Runs over REST: made, read and deleted."""

from typing import Any

import httpx
import pytest

from tests.server.browser import SMALL, Browser
from tests.server.serving import Served


def post(server: Served, **body: Any) -> httpx.Response:
    return httpx.post(f"{server.url}api/runs", json=body, timeout=20)


def test_a_run_is_made_read_and_deleted(server: Served) -> None:
    made = post(server, data="ring", knobs=SMALL, seed=3, playing=False).json()
    path = f"api/runs/{made['run']}"
    assert server.get(path).json()["recipe"]["seed"] == 3
    assert httpx.delete(server.url + path).status_code == 204
    gone = server.get(path)
    assert gone.status_code == 404
    assert gone.json()["detail"]["code"] == "unknown_run"


def test_who_watches_a_deleted_run_is_told(server: Served, visitor: Browser) -> None:
    run = visitor.create(playing=False)
    visitor.pull()
    visitor.send_pull()
    httpx.delete(f"{server.url}api/runs/{run['run']}")
    assert visitor.message()["code"] == "unknown_run"
    assert visitor.create(playing=False)["run"] != run["run"]


@pytest.mark.parametrize(
    ("body", "control"),
    [
        ({"variant": "vae"}, "variant"),
        ({"data": "cats"}, "data"),
        ({"knobs": {"lr_g": -1}}, "lr_g"),
    ],
)
def test_a_bad_recipe_is_refused_by_name(server: Served, body: dict[str, Any], control: str) -> None:
    answer = post(server, **body)
    assert answer.status_code == 422
    detail = answer.json()["detail"]
    assert (detail["code"], detail["control"]) == ("rejected", control)
    assert detail["allowed"]


@pytest.mark.parametrize("body", [{"seed": "1"}, {"colour": 1}, {"speed": -1}, {"knobs": []}])
def test_a_body_of_another_shape_is_refused(server: Served, body: dict[str, Any]) -> None:
    assert post(server, **body).status_code == 422


def test_a_body_that_is_too_long_is_refused(server: Served) -> None:
    assert httpx.post(f"{server.url}api/runs", content=b"x" * 200_000, timeout=20).status_code == 413
