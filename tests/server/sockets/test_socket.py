"""The real server, its real worker, and browsers on real sockets."""

import json
import time
from typing import Any

import numpy as np
import pytest

from server.protocol.messages import PROTOCOL_VERSION
from server.runs.watcher import MAX_REQUESTS, MAX_RUNS
from tests.server.browser import SMALL, Browser, browser
from tests.server.serving import Served


def test_the_server_greets_with_its_protocol(visitor: Browser) -> None:
    assert visitor.welcome["type"] == "welcome"
    assert visitor.welcome["protocol"] == PROTOCOL_VERSION
    assert visitor.welcome["device"] == "cpu"


def test_a_run_trains_on_arrival_and_pictures_can_be_pulled(visitor: Browser) -> None:
    run = visitor.create(data="ring", seed=7)
    assert run["state"] == "running"
    assert run["recipe"]["data"] == "ring"
    assert run["recipe"]["seed"] == 7
    assert run["recipe"]["knobs"]["g_width"] == SMALL["g_width"]
    assert set(run["recipe"]["knobs"]) > set(SMALL)
    assert len(run["toy"]["box"]) == 4
    assert len(run["run"]) >= 20
    first = visitor.pull()
    assert first.arrays["real"].shape == (500, 2)
    assert first.arrays["fake"].dtype == np.float16
    later = visitor.pull()
    assert later.step > first.step
    assert "real" not in later.arrays


def test_curves_have_no_gap_whether_pulled_often_or_seldom(visitor: Browser, server: Served) -> None:
    run = visitor.create(speed=200.0)
    rows: list[Any] = []
    for pause in (0, 0.3, 0, 0, 0.1):
        time.sleep(pause)
        frame = visitor.pull()
        curve = frame.arrays.get("curve")
        if curve is not None:
            assert frame.curve_from == len(rows) + 1
            rows += list(curve)
        assert len(rows) == frame.step
    visitor.ask("pause")
    server.curve(run["run"], len(rows))
    kept = server.get(f"api/runs/{run['run']}/curve?from=1&to={len(rows)}").json()
    assert kept["steps"] == list(range(1, len(rows) + 1))
    assert not kept["thinned"]
    assert np.array_equal(np.array(kept["rows"], np.float32), np.array(rows))


def test_two_pulls_under_way_get_two_frames(visitor: Browser) -> None:
    visitor.create(speed=10.0)
    first = visitor.pull()
    visitor.send_pull()
    visitor.send_pull(after=first.step + 1)
    second, third = visitor.frame(), visitor.frame()
    assert second.step > first.step
    assert third.step > first.step + 1


def test_pause_play_step_and_speed(visitor: Browser) -> None:
    visitor.create()
    paused = visitor.ask("pause")
    assert paused["state"] == "paused"
    stepped = visitor.ask("step", count=5)
    assert stepped["step"] == paused["step"] + 5
    assert visitor.ask("step", count=1, only="d")["step"] == paused["step"] + 6
    assert visitor.ask("speed", speed=None)["speed"] is None
    assert visitor.ask("speed", speed=3.5)["speed"] == 3.5
    assert visitor.ask("play")["state"] == "running"
    assert visitor.ask("step", count=2)["state"] == "paused"


def test_the_same_seed_gives_the_same_curve(visitor: Browser, server: Served) -> None:
    def curve() -> Any:
        visitor.ask("step", count=20)
        time.sleep(0.25)
        return server.get(f"api/runs/{visitor.run['run']}/curve").json()["rows"]

    visitor.create(playing=False, seed=5)
    first = curve()
    assert len(first) == 20
    visitor.ask("reset")
    assert visitor.run["step"] == 0
    assert curve() == first
    visitor.ask("new_seed", seed=6)
    assert curve() != first
    drawn = visitor.ask("new_seed")["recipe"]["seed"]
    assert drawn not in (5, 6)


def test_a_reset_keeps_what_the_user_set(visitor: Browser) -> None:
    visitor.create(playing=False)
    visitor.ask("tune", knobs={"lr_g": 0.0123})
    reset = visitor.ask("reset")
    assert reset["recipe"]["knobs"]["lr_g"] == 0.0123
    assert reset["step"] == 0
    assert reset["changes"] == []


def test_a_tune_is_marked_at_its_step_and_seen_in_the_frames(visitor: Browser) -> None:
    created = visitor.create()
    visitor.pull(after=0, epoch=created["epoch"])  # step 0 would be no place for a mark
    tuned = visitor.ask("tune", knobs={"lr_g": 0.005})
    assert tuned["epoch"] == created["epoch"]
    assert tuned["version"] > created["version"]
    (change,) = tuned["changes"]
    assert (change["name"], change["old"], change["new"]) == ("lr_g", created["recipe"]["knobs"]["lr_g"], 0.005)
    assert change["step"] == tuned["step"] >= 1
    frame = visitor.pull()
    assert frame.version == tuned["version"]


def test_what_needs_new_networks_rebuilds_and_says_so(visitor: Browser) -> None:
    created = visitor.create(seed=11)
    visitor.pull()
    rebuilt = visitor.ask("tune", knobs={"g_width": 9})
    assert rebuilt["epoch"] == created["epoch"] + 1
    assert rebuilt["notice"] == "Rebuilt with seed 11, because Width of G needs new networks."
    assert visitor.ask("pause")["notice"] is None


def test_other_parameters_of_the_data_bring_other_data(visitor: Browser) -> None:
    visitor.create(playing=False, data="gaussian")
    before = visitor.pull()
    visitor.pull()  # brings the measures of the run at rest, which would answer the next one
    visitor.send_pull()  # it waits, and must be answered by the new data
    tuned = visitor.ask("tune", data_knobs={"mean_x": 0.5})
    after = visitor.frame()
    assert after.epoch == tuned["epoch"] == before.epoch + 1
    shift = after.arrays["real"].mean(0) - before.arrays["real"].mean(0)
    assert shift == pytest.approx([0.5, 0.0], abs=1e-4)


def test_another_recipe_takes_the_runs_place(visitor: Browser) -> None:
    visitor.create()
    visitor.pull()
    built = visitor.ask("build", recipe={"variant": "gan", "data": "gaussian_1d", "knobs": SMALL, "seed": 2})
    assert built["toy"]["dims"] == 1
    assert len(built["toy"]["box"]) == 2
    frame = visitor.pull()
    assert frame.arrays["real"].shape == (500, 1)
    assert {"p", "q", "lines"} <= set(frame.arrays)


@pytest.mark.parametrize("command", ["reset", "tune", "build"])
def test_a_pull_that_waits_while_the_run_is_rebuilt_is_answered(visitor: Browser, command: str) -> None:
    visitor.create(playing=False)
    stepped = visitor.ask("step", count=3)
    # Not pulled before: a run that is looked at is measured, and the measures would answer it.
    visitor.send_pull(after=3, epoch=stepped["epoch"])
    fields: dict[str, dict[str, Any]] = {"tune": {"knobs": {"d_width": 9}}, "build": {"recipe": {"knobs": SMALL}}}
    answer = visitor.ask(command, **fields.get(command, {}))
    frame = visitor.frame()
    assert frame.epoch == answer["epoch"]
    assert frame.step == 0


def test_many_watch_one_run_and_hear_of_every_change(server: Served, visitor: Browser) -> None:
    run = visitor.create(speed=60.0)
    with browser(server.url) as other:
        assert other.ask("open", run=run["run"])["watchers"] == 2
        assert visitor.until(watchers=2)["run"] == run["run"]
        other.ask("pause")
        assert visitor.until(state="paused")["watchers"] == 2
        assert other.pull().step == visitor.pull().step
    assert visitor.until(watchers=1)["state"] == "paused"


def test_a_run_outlives_its_browser(server: Served) -> None:
    with browser(server.url) as first:
        run = first.create()
        first.created.clear()  # so that it is not deleted
        step = first.pull().step
    with browser(server.url) as second:
        assert second.ask("open", run=run["run"])["state"] == "running"
        assert second.pull(run=run["run"]).step > step


# Bad input: an answer that names what is wrong, or a close with a reason; and nothing else is disturbed.


@pytest.mark.parametrize(
    ("command", "code", "control", "allowed"),
    [
        ({"type": "tune", "knobs": {"lr_g": 77}}, "rejected", "lr_g", "0"),
        ({"type": "tune", "knobs": {"lr_g": "0.1"}}, "rejected", "lr_g", "0"),
        ({"type": "tune", "knobs": {"lr_g": float("nan")}}, "rejected", "lr_g", "0"),
        ({"type": "tune", "knobs": {"lr_g": float("inf")}}, "rejected", "lr_g", "0"),
        ({"type": "tune", "knobs": {"lr_g": None}}, "rejected", "lr_g", "0"),
        ({"type": "tune", "knobs": {"colour": 1}}, "rejected", "colour", "lr_g"),
        ({"type": "tune", "knobs": {"g_activation": "cubic"}}, "rejected", "g_activation", "relu"),
        ({"type": "tune", "data_knobs": {"sigma": -1}}, "rejected", "sigma", "0"),
        ({"type": "build", "recipe": {"variant": "vae"}}, "rejected", "variant", "gan"),
        ({"type": "build", "recipe": {"data": "cats"}}, "rejected", "data", "ring"),
        ({"type": "build", "recipe": {"seed": -3}}, "rejected", "recipe.seed", "0"),
        ({"type": "speed", "speed": 0}, "rejected", "speed", "0"),
        ({"type": "play", "run": "nobody's"}, "unknown_run", "run", None),
        ({"type": "pull", "run": "nobody's"}, "unknown_run", "run", None),
        ({"type": "open", "run": "nobody's"}, "unknown_run", "run", None),
        ({"type": "dance"}, "unknown_type", "type", "tune"),
    ],
)
def test_a_bad_command_is_refused_by_name_and_changes_nothing(
    visitor: Browser, command: dict[str, Any], code: str, control: str, allowed: str | None
) -> None:
    before = visitor.create(data="ring", playing=False)
    visitor.socket.send(json.dumps({"run": before["run"], "ref": 99} | command))
    error = visitor.until(ref=99)
    assert (error["type"], error["code"], error["control"]) == ("error", code, control)
    assert allowed is None or allowed in error["allowed"]
    assert error["message"].endswith(".")
    after = visitor.ask("open", run=before["run"])
    assert after | {"ref": 0} == before | {"ref": 0}


@pytest.mark.parametrize("garbage", [b"", b"\x00\x01\xff" * 50, "", "not json", "[]", "null", "{" * 900])
def test_garbage_is_answered_and_the_socket_goes_on(visitor: Browser, garbage: str | bytes) -> None:
    visitor.socket.send(garbage)
    assert visitor.message()["code"] == "malformed"
    assert visitor.create()["state"] == "running"


def test_a_browser_cannot_pile_up_pulls_or_runs(visitor: Browser) -> None:
    visitor.create(playing=False)
    visitor.pull()
    for _ in range(MAX_REQUESTS):
        visitor.send_pull()
    assert visitor.ask("pull", after=visitor.after, epoch=visitor.epoch)["code"] == "busy"
    for _ in range(MAX_RUNS - 1):
        visitor.create(playing=False)
    assert visitor.ask("create", recipe={"knobs": SMALL})["code"] == "busy"


def test_a_run_that_diverges_says_where_and_what_to_try(visitor: Browser) -> None:
    hot = {"penalty": 100.0, "optimiser_d": "momentum", "lr_d": 1.0, "lr_g": 1.0, "d_activation": "relu", "d_layers": 3}
    visitor.create(variant="wgan_gp", data="ring", speed=None, knobs=SMALL | hot)
    diverged = visitor.until(state="diverged")
    assert diverged["diverged"]["step"] == diverged["step"] > 0
    assert "learning rates (now D 1, G 1)" in diverged["diverged"]["advice"]
    refused = visitor.ask("play")
    assert (refused["code"], refused["control"]) == ("rejected", "play")
    visitor.ask("tune", knobs={"lr_d": 0.001, "lr_g": 0.001})
    again = visitor.ask("reset")
    assert (again["state"], again["diverged"]) == ("running", None)
    assert visitor.pull().step >= 0
