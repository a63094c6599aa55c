"""Image files that are there already, and those that must be fetched: a run on the real server gets them."""

from pathlib import Path

import pytest

from tests.models.images.datasets.test_mnist import fill
from tests.server.browser import Browser, browser
from tests.server.mirror import MODULE, mirrored
from tests.server.serving import serving
from tests.server.worker.images.test_worker import SMALL


def on_mnist(visitor: Browser) -> None:
    visitor.create(speed=None, variant="dcgan", data="mnist", knobs=SMALL)


@pytest.mark.parametrize("place", [pytest.param("", marks=pytest.mark.slow), "mnist"])
def test_files_that_are_given_are_read_where_they_are(tmp_path: Path, place: str) -> None:
    given, own = tmp_path / "given", tmp_path / "own"
    fill(given / place)
    before = {path: path.stat().st_mtime_ns for path in given.rglob("*")}
    with serving(own, "--data", str(given)) as served, browser(served.url) as visitor:
        assert served.get("api/images/mnist/sample").status_code == 200
        assert served.get("api/images/cifar10/sample").status_code == 204
        on_mnist(visitor)
        assert visitor.pull(layers=["scores"]).arrays["d_fake"].shape == (64,)
    assert {path: path.stat().st_mtime_ns for path in given.rglob("*")} == before
    assert not (own / "mnist").exists()


def test_a_download_that_breaks_off_is_said_and_goes_on_where_it_ended(tmp_path: Path) -> None:
    with mirrored() as mirror, serving(tmp_path, module=MODULE, **mirror.environment) as served:
        with browser(served.url) as visitor:
            total = sum(len(content) for content in mirror.files.values())
            on_mnist(visitor)
            half = len(mirror.files["train-images-idx3-ubyte.gz"]) // 2
            while not (visitor.run["image"]["loading"] or {}).get("here"):
                visitor.message()
            assert visitor.run["image"]["loading"]["total"] == total
            mirror.cut.set()
            error = visitor.until(state="failed")["failed"]["error"]
            folder = tmp_path / "mnist"
            assert error.startswith(
                f"train-images-idx3-ubyte.gz is not in {folder} and could not be fetched (127.0.0.1:"
            )
            assert error.endswith("Put it there, or try again with an internet connection: what has arrived is kept.")
            mirror.open.set()
            mirror.asked.clear()
            visitor.ask("reset")
            assert visitor.pull(layers=["scores"]).step >= 0
        (name, span), *others = mirror.asked
        assert name == "train-images-idx3-ubyte.gz"
        assert span is not None
        assert 0 < int(span.removeprefix("bytes=").rstrip("-")) <= half
        assert [span for _, span in others] == [None] * 3
        assert sorted(path.name for path in folder.iterdir()) == sorted(mirror.files)
