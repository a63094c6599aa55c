"""The numbers of a run over its steps: its curve, what was measured, and what a perfect generator would score."""

import json
import time

import numpy as np

from server.rest.readings import curve_json
from tests.models.toys.columns import CURVE
from tests.server.browser import SMALL, Browser
from tests.server.serving import Served


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


def test_numbers_that_are_not_finite_are_null() -> None:
    rows = np.array([[1.5, np.nan], [-np.inf, 2.0]], np.float32)
    part = json.loads(curve_json(["a", "b"], np.array([7, 9]), rows, True))
    assert part == {
        "columns": ["a", "b"],
        "from": 7,
        "to": 9,
        "steps": [7, 9],
        "rows": [[1.5, None], [None, 2.0]],
        "thinned": True,
    }


def test_the_columns_of_a_curve_are_those_of_the_runs_description(server: Served, visitor: Browser) -> None:
    run = visitor.create(variant="wgan", playing=False)
    columns = server.get(f"api/runs/{run['run']}/curve").json()["columns"]
    assert columns == [column["name"] for column in run["columns"]]


def test_a_perfect_generator_is_counted_on_the_runs_own_stage(server: Served, visitor: Browser) -> None:
    run = visitor.create(data="gaussian", playing=False)
    perfect = server.get(f"api/runs/{run['run']}/perfect").json()["measures"]
    assert 0 < perfect["js"] < 0.5
    tuned = visitor.ask("tune", data_knobs={"mean_x": 10.0})  # outside of the picture: all in one cell
    assert tuned["toy"]["box"] == run["toy"]["box"]
    assert server.get(f"api/runs/{run['run']}/perfect").json()["measures"]["js"] < perfect["js"] / 4


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
