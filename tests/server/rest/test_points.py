"""Own data: a table in, a run on its points out; and a bad table changes nothing."""

import json
from typing import Any

import httpx
import pytest

from models.toys.distributions.points import MAX_POINTS, heart
from models.toys.distributions.table import MAX_BYTES, TableError
from server.rest.points import read_json
from server.runs.live_run import SHOWN_POINTS
from tests.server.browser import SMALL, Browser
from tests.server.serving import Served

CSV = {"content-type": "text/csv"}
MANY = [[i / MAX_POINTS, (i * 7919 % MAX_POINTS) / MAX_POINTS] for i in range(MAX_POINTS)]


def upload(server: Served, run: str, body: str | bytes, **headers: str) -> httpx.Response:
    return httpx.post(f"{server.url}api/runs/{run}/points", content=body, headers=CSV | headers, timeout=20)


def test_a_table_becomes_the_data_and_who_watches_is_told(server: Served, visitor: Browser) -> None:
    run = visitor.create(seed=5, playing=False)
    visitor.ask("step", count=3)
    visitor.ask("tune", knobs={"lr_d": 0.002})
    answer = upload(server, run["run"], "x;y\n0,25;0,5\n1;2\n")
    assert answer.status_code == 200
    told = visitor.until(step=0)
    assert told["recipe"]["data"] == answer.json()["recipe"]["data"] == "points"
    assert told["recipe"]["data_knobs"]["points"] == [[0.25, 0.5], [1.0, 2.0]]
    assert (told["recipe"]["seed"], told["recipe"]["knobs"]["lr_d"], told["state"]) == (5, 0.002, "paused")
    assert told["toy"]["points"] == 2
    assert told["epoch"] > run["epoch"]
    assert told["notice"] == "Your 2 points are the data now; training starts again with seed 5."
    assert visitor.pull(after=-1, epoch=-1).arrays["real"].shape == (500, 2)


def test_a_column_is_data_on_the_line(server: Served, visitor: Browser) -> None:
    run = visitor.create(playing=False)
    answer = upload(server, run["run"], json.dumps([[1], [2.5], [4]]), **{"content-type": "application/json"}).json()
    assert (answer["recipe"]["data"], answer["toy"]["dims"]) == ("points_1d", 1)
    visitor.until(notice=answer["notice"])
    visitor.ask("step", count=5)
    assert visitor.run["step"] == 5


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("1,2\n3,four\n", 2, "Line 2 holds “four”"),
        (b"1,2\n\xff\xfe,1", 2, "no UTF-8"),
        ("", None, "no numbers"),
    ],
)
def test_a_bad_table_is_refused_and_the_old_data_stay(
    server: Served, visitor: Browser, body: str | bytes, line: int | None, words: str
) -> None:
    run = visitor.create(data="ring", playing=False)
    answer = upload(server, run["run"], body)
    assert answer.status_code == 422
    detail = answer.json()["detail"]
    assert detail["line"] == line
    assert words in detail["message"]
    after = server.get(f"api/runs/{run['run']}").json()
    assert (after["recipe"], after["epoch"]) == (run["recipe"], run["epoch"])


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("[[1, 2], [3]]", "row 2 must be two numbers"),
        ("[[1, NaN]]", "row 1 holds nan"),
        ("[]", "0 points given"),
        ("[[1", "no valid JSON"),
        ("[" * 5000, "no valid JSON"),
        ('{"points": [[1, 2]]}', "a list of rows"),
        ("[1, [2, 3]]", "row 2 must be one number"),
        ("[null]", "row 1 must be one number"),
    ],
)
def test_bad_json_is_refused(server: Served, body: str, words: str) -> None:
    answer = httpx.post(
        f"{server.url}api/points", content=body, headers={"content-type": "application/json"}, timeout=20
    )
    assert answer.status_code == 422
    assert words in answer.json()["detail"]["message"]


def test_of_far_too_many_rows_none_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def untouched(body: bytes) -> None:
        raise AssertionError("it was parsed")

    monkeypatch.setattr("server.rest.points.from_json", untouched)
    with pytest.raises(TableError, match="more than 20,000 points"):
        read_json(b"[" + b"[]," * 300_000 + b"[]]")


@pytest.mark.parametrize("body", ["[[0],[5e-324]]", "[[0],[1e-13]]", "[[0, 1], [1, 1.0000000001]]"])
def test_points_next_to_one_another_are_refused_and_the_old_data_stay(
    server: Served, visitor: Browser, body: str
) -> None:
    json_type = {"content-type": "application/json"}
    assert httpx.post(f"{server.url}api/points", content=body, headers=json_type, timeout=20).status_code == 422
    run = visitor.create(data="ring", playing=False)
    rows = json.loads(body)
    data = "points" if len(rows[0]) == 2 else "points_1d"
    told = visitor.ask("build", recipe={"data": data, "data_knobs": {"points": rows}})
    assert (told["type"], told["control"]) == ("error", "points")
    assert "make them equal" in told["message"]
    assert visitor.ask("reset")["recipe"] == run["recipe"]


def test_a_table_is_read_without_a_run(server: Served) -> None:
    answer = httpx.post(f"{server.url}api/points", content="a b\n1 2\n3,5 4", headers=CSV, timeout=20)
    assert answer.json() == {"points": [[1, 2], [3.5, 4]]}


@pytest.mark.parametrize("path", ["api/points", "api/runs/x/points"])
def test_a_body_beyond_a_megabyte_is_not_read(server: Served, path: str) -> None:
    body = b"1,2\n" * (MAX_BYTES // 4 + 1)
    assert httpx.post(server.url + path, content=body, headers=CSV, timeout=20).status_code == 413


def test_a_run_that_is_not_there(server: Served) -> None:
    assert upload(server, "nobody", "1,2").status_code == 404
    assert server.get("api/runs/nobody/points").status_code == 404


def test_many_points_are_kept_and_not_repeated(server: Served, visitor: Browser) -> None:
    run = visitor.create(playing=False)
    answer = upload(server, run["run"], json.dumps(MANY), **{"content-type": "application/json"})
    told = visitor.until(notice=answer.json()["notice"])
    assert "points" not in told["recipe"]["data_knobs"]
    tuned = visitor.ask("tune", knobs={"lr_g": 0.002}, data_knobs={"jitter": 0.01})
    assert tuned["toy"]["points"] == MAX_POINTS
    recipe = tuned["recipe"] | {"variant": "wgan_gp", "knobs": SMALL}
    built = visitor.ask("build", recipe=recipe)
    assert (built["toy"]["points"], built["recipe"]["variant"]) == (MAX_POINTS, "wgan_gp")
    assert built["recipe"]["data_knobs"] == {"jitter": 0.01}
    assert server.get(f"api/runs/{run['run']}/points").json() == {"points": MANY}
    visitor.ask("step", count=20)
    assert visitor.pull().arrays["fake"].shape == (500, 2)
    other = visitor.ask("build", recipe=recipe | {"data": "ring", "data_knobs": {}})
    assert other["toy"]["points"] == 0
    assert server.get(f"api/runs/{run['run']}/points").json() == {"points": []}


def test_few_points_are_told_and_can_be_replaced_by_a_build(server: Served, visitor: Browser) -> None:
    run = visitor.create(data="points", playing=False)
    assert run["recipe"]["data_knobs"]["points"] == [list(point) for point in heart()]
    few: list[Any] = MANY[:SHOWN_POINTS]
    built = visitor.ask("build", recipe={"data": "points", "data_knobs": {"points": few}})
    assert built["recipe"]["data_knobs"]["points"] == few
    again = visitor.ask("build", recipe={"data": "points", "seed": 9})
    assert again["recipe"]["data_knobs"]["points"] == few
    one_more = visitor.ask("tune", data_knobs={"points": MANY[: SHOWN_POINTS + 1]})
    assert one_more["toy"]["points"] == SHOWN_POINTS + 1
    assert one_more["changes"][-1] == {"step": 0, "name": "points", "old": "250 points", "new": "251 points"}
