"""A server that is stopped and started again finds its runs of points where they were."""

from pathlib import Path

import numpy as np

from tests.server.browser import browser
from tests.server.serving import serving


def test_a_server_that_is_started_again_finds_its_runs_where_they_were(tmp_path: Path) -> None:
    with serving(tmp_path) as served, browser(served.url) as visitor:
        run = visitor.create(speed=100.0, seed=6)
        visitor.created.clear()
        deleted = visitor.create(playing=False)["run"]
        visitor.run = run
        visitor.after = visitor.epoch = -1
        while visitor.pull().step < 60:
            pass
        visitor.ask("tune", knobs={"lr_g": 0.0005})
        paused = visitor.ask("pause")
        visitor.created = [deleted]
        before = visitor.pull(after=-1, epoch=-1)
        curve = served.curve(run["run"], paused["step"])
    with serving(tmp_path) as served, browser(served.url) as visitor:
        again = visitor.ask("open", run=run["run"])
        assert (again["state"], again["step"]) == ("paused", paused["step"])
        assert again["recipe"] == paused["recipe"]
        assert again["changes"] == paused["changes"]
        assert again["epoch"] > paused["epoch"]
        assert f"step {paused['step']}" in again["notice"]
        after = visitor.pull()
        assert np.array_equal(after.arrays["fake"], before.arrays["fake"])
        assert np.array_equal(after.arrays["field"], before.arrays["field"])
        assert served.get(f"api/runs/{run['run']}/curve").json() == curve
        assert visitor.ask("open", run=deleted)["code"] == "unknown_run"
        assert visitor.ask("step", count=5)["step"] == paused["step"] + 5
