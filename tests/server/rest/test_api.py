import time
from typing import Any

import httpx
import pytest

from models.toys.distributions import DISTRIBUTIONS
from models.toys.games import VARIANTS
from server.protocol.base import Recipe
from tests.models.toys.columns import CURVE
from tests.server.browser import SMALL, Browser
from tests.server.serving import Served


def post(server: Served, **body: Any) -> httpx.Response:
    return httpx.post(f"{server.url}api/runs", json=body, timeout=20)


def test_health_names_the_workers(server: Served) -> None:
    health = server.get("api/health").json()
    assert health["status"] == "ok"
    assert {"kind", "device", "pid", "role", "state"} == set(health["workers"][0])
    assert health["workers"][0]["device"] == "cpu"


def test_the_catalogue_offers_everything_there_is(server: Served) -> None:
    catalogue = server.get("api/catalogue").json()
    toy = catalogue["kinds"]["toy"]
    assert [variant["name"] for variant in toy["variants"]] == list(VARIANTS)
    assert [data["name"] for data in toy["data"]] == list(DISTRIBUTIONS)
    assert Recipe.model_validate(catalogue["default"]) == Recipe()
    for variant in toy["variants"]:
        assert variant["summary"] == variant["doc"].splitlines()[0]
        assert set(variant["paper"]) >= {"authors", "year", "title", "arxiv"}
        assert set(variant["formulas"]) == {"loss_d", "loss_g"}
        for knob in variant["schema"]["properties"].values():
            assert {"default", "symbol", "label", "group", "log", "step", "rebuild"} <= set(knob)
    for data in toy["data"]:
        assert data["dims"] in (1, 2)
        knobs = {name for handle in data["handles"] for name in handle.values()}
        assert knobs <= set(data["schema"]["properties"])
        assert data["handles"] == list(DISTRIBUTIONS[data["name"]].handles)


def test_every_preset_can_be_made_into_a_run(server: Served) -> None:
    for preset in server.get("api/catalogue").json()["presets"]:
        recipe = {name: preset[name] for name in ("variant", "data", "knobs", "data_knobs")}
        made = post(server, **recipe, playing=False)
        assert made.status_code == 201, (preset["name"], made.text)
        assert made.json()["recipe"]["variant"] == preset["variant"]
        httpx.delete(f"{server.url}api/runs/{made.json()['run']}")


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


def test_a_curve_can_be_read_in_parts(server: Served, visitor: Browser) -> None:
    run = visitor.create(playing=False)
    path = f"api/runs/{run['run']}/curve"
    empty = server.get(path).json()
    assert empty == {
        "columns": list(CURVE),
        "from": 0,
        "to": 0,
        "steps": [],
        "rows": [],
        "thinned": False,
    }
    visitor.ask("step", count=30)
    server.curve(run["run"], 30)
    part = server.get(f"{path}?from=11&to=20").json()
    assert (part["from"], part["to"], part["steps"]) == (11, 20, list(range(11, 21)))
    assert part["rows"] == server.get(path).json()["rows"][10:20]
    assert server.get(f"{path}?from=-1").status_code == 422


def test_a_perfect_generator_is_counted_on_the_runs_own_stage(server: Served, visitor: Browser) -> None:
    run = visitor.create(data="gaussian", playing=False)
    perfect = server.get(f"api/runs/{run['run']}/perfect").json()
    assert 0 < perfect["js"] < 0.5
    tuned = visitor.ask("tune", data_knobs={"mean_x": 10.0})  # outside of the picture: all in one cell
    assert tuned["toy"]["box"] == run["toy"]["box"]
    assert server.get(f"api/runs/{run['run']}/perfect").json()["js"] < perfect["js"] / 4


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_thumbnails_are_drawn_from_the_real_sampler(server: Served, name: str) -> None:
    sample = server.get(f"api/data/{name}/sample?n=50").json()
    dims = DISTRIBUTIONS[name].dims
    assert len(sample["points"]) == 50
    assert all(len(point) == dims for point in sample["points"])
    assert len(sample["box"]) == 2 * dims
    assert sample == server.get(f"api/data/{name}/sample?n=50").json()


def test_what_was_measured_before_a_page_came_is_told(server: Served, visitor: Browser) -> None:
    run = visitor.create(knobs=SMALL, speed=100.0)
    path = f"api/runs/{run['run']}/measures"
    assert server.get(path).json() == {"epoch": run["epoch"], "steps": [], "columns": {}}
    deadline = time.monotonic() + 30
    while len(server.get(path).json()["steps"]) < 2 and time.monotonic() < deadline:
        visitor.pull()
    told = server.get(path).json()
    assert 0 <= told["steps"][0] < told["steps"][1]
    assert all(len(column) == len(told["steps"]) for column in told["columns"].values())
    assert 0 < told["columns"]["js"][0] <= 1


def test_thumbnails_obey_their_knobs(server: Served) -> None:
    near = server.get("api/data/gaussian/sample?n=200&mean_x=-5&sigma_x=0.1").json()
    assert all(-5.5 < x < -4.5 for x, _ in near["points"])
    refused = server.get("api/data/gaussian/sample?sigma_x=-5")
    assert refused.status_code == 422
    assert refused.json()["detail"]["control"] == "sigma_x"
    assert server.get("api/data/cats/sample").status_code == 422


def test_the_docs_describe_every_call_and_fetch_nothing_from_elsewhere(server: Served) -> None:
    page = server.get("docs")
    for path, calls in server.get("openapi.json").json()["paths"].items():
        assert path in page.text
        for call in calls.values():
            for media_type in call.get("requestBody", {}).get("content", {}):
                assert f"Body, {media_type}:" in page.text
    assert "http://" not in page.text
    assert "https://" not in page.text
    assert "src=" not in page.text
