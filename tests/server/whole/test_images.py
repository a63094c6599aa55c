"""Image runs on a real server: beside toys, after a worker's death, and when they are deleted."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from server.workers.states import checkpoint_path
from tests.server.browser import SMALL as SMALL_TOY
from tests.server.browser import Browser, browser
from tests.server.serving import Served, serving
from tests.server.worker.images.test_worker import SMALL
from tests.server.workers.test_process import wait_for

LAYERS = ["samples", "scores", "curve"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of `own`."""
    return tmp_path_factory.mktemp("own")


@pytest.fixture(scope="module")
def own(kept: Path) -> Iterator[Served]:
    """A server whose worker of images is killed."""
    with serving(kept) as served:
        assert {worker["kind"] for worker in served.workers()} == {"toy"}  # nobody has asked for images
        yield served


def create(visitor: Browser, **options: Any) -> dict[str, Any]:
    return visitor.create(speed=None, variant="dcgan", data="digits", knobs=SMALL, **options)


def trained(visitor: Browser, step: int) -> Any:
    while (frame := visitor.pull(layers=LAYERS)).step < step:
        pass
    return frame


def curve(served: Served, visitor: Browser, step: int) -> Any:
    """All rows of its run, from the first step to this one, or further."""
    told = served.curve(visitor.run["run"], step)
    assert told["steps"] == list(range(1, len(told["steps"]) + 1))
    return told["rows"]


def image_worker(served: Served) -> psutil.Process:
    return psutil.Process(next(worker["pid"] for worker in served.workers() if worker["kind"] == "image"))


def test_toys_and_images_train_beside_each_other_each_in_its_own_worker(own: Served) -> None:
    with browser(own.url) as visitor, browser(own.url) as other:
        run = create(visitor)
        other.create(speed=100.0)
        assert (run["kind"], run["toy"]) == ("image", None)
        shown = {name: run["image"][name] for name in ("size", "channels", "classes")}
        assert shown == {"size": 16, "channels": 1, "classes": [str(digit) for digit in range(10)]}
        frame = trained(visitor, 5)
        assert frame.arrays["d_fake"].shape == (64,)
        assert other.pull().step >= 0
        assert {worker["kind"] for worker in own.workers()} == {"toy", "image"}
        curve = own.curve(run["run"], 5)
        assert curve["steps"][:5] == [1, 2, 3, 4, 5]
        assert frame.arrays["d_fake"].shape == (64,)  # somebody looks, so it is measured by pixels
        perfect = f"api/runs/{run['run']}/perfect"
        wait_for(lambda: own.get(perfect).json()["measures"] == {"diversity": 1.0, "memorised": 0.0})


def test_a_run_may_become_one_of_the_other_kind(own: Served) -> None:
    with browser(own.url) as visitor:
        visitor.create(speed=100.0)
        built = visitor.ask("build", recipe={"variant": "dcgan", "data": "digits", "knobs": SMALL})
        assert built["kind"] == "image"
        trained(visitor, 2)
        back = visitor.ask("build", recipe={"variant": "gan", "data": "ring", "knobs": SMALL_TOY})
        assert (back["kind"], back["toy"]["dims"], back["image"]) == ("toy", 2, None)
        assert "fake" in visitor.pull(layers=["fake"]).arrays


def test_data_that_do_not_fit_are_refused_by_name(own: Served) -> None:
    with browser(own.url) as visitor:
        refused = visitor.ask("create", recipe={"variant": "dcgan", "data": "gaussians"})
        assert (refused["type"], refused["control"]) == ("error", "data")
        assert "digits" in refused["allowed"]
        refused = visitor.ask("create", recipe={"variant": "gan", "data": "digits"})
        assert (refused["type"], refused["control"]) == ("error", "data")


def test_images_are_painted_on_demand_while_it_trains(own: Served) -> None:
    with browser(own.url) as visitor:
        run = create(visitor)
        trained(visitor, 3)
        told = visitor.ask("generate", what={"type": "path", "a": 0, "b": 63, "count": 6})
        assert (told["type"], told["run"], told["epoch"]) == ("generated", run["run"], run["epoch"])
        assert (told["count"], told["columns"], told["size"]) == (6, 6, 16)
        assert told["step"] >= 3
        assert told["sheet"].startswith("data:image/webp;base64,")
        refused = visitor.ask("generate", what={"type": "of_class", "label": 3})
        assert (refused["type"], refused["control"]) == ("error", "what")
        assert "path" in refused["allowed"]
        refused = visitor.ask("generate", what={"type": "nearest", "place": 64})
        assert refused["type"] == "error"
        visitor.create(speed=10.0)
        refused = visitor.ask("generate", what={"type": "nearest", "place": 1})
        assert "Only image GANs" in refused["message"]


def test_a_killed_worker_is_replaced_and_its_runs_go_on_from_their_checkpoint(own: Served) -> None:
    with browser(own.url) as visitor:
        create(visitor)
        trained(visitor, 4)
        saved = visitor.ask("pause")["step"]
        visitor.ask("play")
        trained(visitor, saved + 3)
        before = curve(own, visitor, saved + 3)
        image_worker(own).kill()
        visitor.until(state="lost")
        back = visitor.until(state="running")
        assert f"step {saved:,}" in back["notice"]
        assert trained(visitor, saved + 5).epoch == back["epoch"]
        assert curve(own, visitor, saved + 3)[: saved + 3] == before[: saved + 3]  # bit for bit, as if nothing had been


def test_a_run_that_nobody_watched_says_so_to_who_returns(tmp_path: Path) -> None:
    with serving(tmp_path, SADDLE_IMAGE_PAUSE_AFTER="0.1") as served:
        with browser(served.url) as visitor:
            run = create(visitor)
            trained(visitor, 2)
            visitor.created.clear()
        wait_for(lambda: served.get(f"api/runs/{run['run']}").json()["state"] == "paused", 20)
        with browser(served.url) as visitor:
            back = visitor.ask("open", run=run["run"])
            assert "Nobody watched, so the run paused at step" in back["notice"]
            assert back["state"] == "running"
            trained(visitor, back["step"] + 2)
            visitor.created.append(run["run"])


def test_the_cost_is_told_once_it_has_trained_for_a_moment(own: Served) -> None:
    with browser(own.url) as visitor:
        create(visitor)
        trained(visitor, 14)
        told = visitor.ask("open", run=visitor.run["run"])["image"]["cost"]
        assert told["device"].startswith("CPU")
        assert told["steps_per_s"] > 0
        assert (told["seconds"], told["until"]) == (None, None)  # nobody has measured such small networks


def test_a_deleted_run_takes_its_checkpoint_along(own: Served, kept: Path) -> None:
    with browser(own.url) as visitor:
        run = create(visitor)
        trained(visitor, 2)
        visitor.ask("pause")
        path = checkpoint_path(kept, run["run"])
        assert path.exists()
    # Leaving deletes what the browser created.
    assert own.get(f"api/runs/{run['run']}").status_code == 404
    wait_for(lambda: not path.exists(), 5)
