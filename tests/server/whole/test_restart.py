"""A server that is started again finds its image runs: one that was paused, one from a file, one that played."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.images.experiment import Experiment
from models.images.run import ImageRun
from tests.server.browser import Browser, Frame, browser
from tests.server.rest.test_saved_runs import download, grid, load, paused
from tests.server.serving import Served, serving
from tests.server.whole.test_images import LAYERS, create, curve, trained
from tests.server.worker.images.test_worker import SMALL


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("restarted")


@pytest.fixture(scope="module")
def left(kept: Path) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any], Frame]:
    """Three runs of a server that has ended: paused, from the file of the first, playing; the first one's picture."""
    with serving(kept) as served, browser(served.url) as visitor:
        first, frame = paused(visitor)
        loaded = load(served, download(served, first["run"]).content, playing=False).json()
        playing = create(visitor)
        trained(visitor, 3)
        visitor.created.clear()
    return first, loaded, playing, frame


@pytest.fixture(scope="module")
def again(left: object, kept: Path) -> Iterator[Served]:
    with serving(kept) as served:
        yield served


@pytest.fixture
def returned(again: Served) -> Iterator[Browser]:
    with browser(again.url) as visitor:
        yield visitor


def test_a_paused_run_is_where_it_was(returned: Browser, left: Any) -> None:
    first, _, _, before = left
    told = returned.ask("open", run=first["run"])
    assert (told["state"], told["step"]) == ("paused", first["step"])
    after = returned.pull(layers=LAYERS)
    assert after.arrays["samples"].tobytes() == before.arrays["samples"].tobytes()


def test_a_run_from_a_file_survives_too(returned: Browser, again: Served, left: Any) -> None:
    _, loaded, _, before = left
    told = returned.ask("open", run=loaded["run"])
    assert (told["state"], told["step"]) == ("paused", loaded["step"])
    assert grid(returned.pull(layers=LAYERS)).tolist() == grid(before).tolist()
    returned.ask("step", count=2)
    assert again.get(f"api/runs/{loaded['run']}/curve").json()["to"] == loaded["step"] + 2


def test_a_run_that_played_goes_on_as_if_nothing_had_been(
    returned: Browser, again: Served, left: Any, kept: Path
) -> None:
    _, _, playing, _ = left
    told = returned.ask("open", run=playing["run"])
    assert (told["state"], told["step"] >= 3) == ("running", True)
    assert f"goes on from step {told['step']:,}" in told["notice"]
    trained(returned, told["step"] + 3)
    rows = curve(again, returned, told["step"] + 3)
    experiment = Experiment.parse(**playing["recipe"])
    straight = ImageRun(experiment, experiment.image_set.load(SMALL["size"], kept)).advance(len(rows))
    assert rows == straight.tolist()
