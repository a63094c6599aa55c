"""Image runs as files: downloaded, sampled from in plain PyTorch, and loaded again to go on."""

import io
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from PIL import Image

from models.images.saving.checkpoint import metadata
from server.workers.states import FOLDER
from tests.models.images.saving.test_snippet import sampled
from tests.server.browser import SMALL as SMALL_TOY
from tests.server.browser import Browser, Frame, browser
from tests.server.serving import Served
from tests.server.whole.test_images import LAYERS, create, trained


def download(server: Served, run: str) -> httpx.Response:
    return server.get(f"api/runs/{run}/checkpoint")


def load(server: Served, content: bytes, **query: Any) -> httpx.Response:
    return httpx.post(f"{server.url}api/images/runs", content=content, params=query, timeout=60)


def grid(frame: Frame) -> "np.ndarray[Any, Any]":
    return np.asarray(Image.open(io.BytesIO(frame.arrays["samples"].tobytes())).convert("L"))


def paused(visitor: Browser, step: int = 3) -> tuple[dict[str, Any], Frame]:
    """An image run that has come some way, and its picture."""
    run = create(visitor)
    trained(visitor, step)
    return run | visitor.ask("pause"), visitor.pull(after=-1, epoch=-1, layers=LAYERS)


def test_a_run_is_downloaded_as_it_is_now_while_it_trains(server: Served, visitor: Browser) -> None:
    run = create(visitor)
    trained(visitor, 3)
    before = server.get(f"api/runs/{run['run']}").json()["step"]
    answer = download(server, run["run"])
    told = metadata(answer.content)
    assert answer.headers["content-type"] == "application/octet-stream"
    named = f'attachment; filename="saddle-dcgan-digits-step-{told["step"]}.safetensors"'
    assert answer.headers["content-disposition"] == named
    assert told["step"] >= before >= 3
    assert told["experiment"] == run["recipe"]


def test_the_script_paints_what_the_page_shows(server: Served, visitor: Browser, tmp_path: Path) -> None:
    run, frame = paused(visitor)
    name = f"saddle-dcgan-digits-step-{run['step']}.safetensors"
    (tmp_path / name).write_bytes(download(server, run["run"]).content)
    answer = server.get(f"api/runs/{run['run']}/snippet")
    assert answer.headers["content-type"].startswith("text/x-python")
    assert f'load_file("{name}")' in answer.text
    picture = sampled(answer.text, tmp_path).astype(int)
    assert np.abs(picture - grid(frame)).max() <= 4  # bfloat16 where the run computes in it
    other = server.get(f"api/runs/{run['run']}/snippet", params={"file": "mine.safetensors"})
    assert 'load_file("mine.safetensors")' in other.text
    assert server.get(f"api/runs/{run['run']}/snippet", params={"file": '"); import os'}).status_code == 422


def test_a_file_becomes_a_run_that_goes_on(server: Served, visitor: Browser) -> None:
    run, frame = paused(visitor)
    answer = load(server, download(server, run["run"]).content, playing=False)
    assert answer.status_code == 201
    loaded = answer.json()
    assert loaded["run"] != run["run"]
    assert (loaded["step"], loaded["recipe"], loaded["state"]) == (run["step"], run["recipe"], "paused")
    with browser(server.url) as other:
        other.ask("open", run=loaded["run"])
        other.created.append(loaded["run"])
        same = other.pull(layers=LAYERS)
        assert (same.step, grid(same).tolist()) == (run["step"], grid(frame).tolist())
        other.ask("play")
        visitor.ask("step", count=2)
        further = trained(other, run["step"] + 2)
        assert further.curve_from > run["step"]
        curve = server.curve(loaded["run"], run["step"] + 2)
        straight = server.curve(run["run"], run["step"] + 2)
    rows = dict(zip(curve["steps"], curve["rows"], strict=True))
    assert min(rows) == run["step"]
    assert rows[run["step"]] == [None] * 7  # what came before is not known here
    assert rows[run["step"] + 2] == straight["rows"][run["step"] + 1]


@pytest.mark.parametrize("content", [b"", b"\x80\x04pickle", bytes(5000)])
def test_a_foreign_file_is_refused_and_nothing_stays(content: bytes, server: Served, tmp_path_factory: Any) -> None:
    def held() -> set[Path]:
        return set(tmp_path_factory.getbasetemp().glob(f"*/{FOLDER}/*"))

    before = held()
    answer = load(server, content)
    detail = answer.json()["detail"]
    assert (answer.status_code, detail["code"], detail["control"]) == (422, "rejected", "run")
    assert "damaged, or no safetensors file" in detail["message"]
    assert held() <= before


def test_a_damaged_file_is_refused(server: Served, visitor: Browser) -> None:
    run, _ = paused(visitor)
    content = download(server, run["run"]).content
    answer = load(server, content[:-100])
    assert (answer.status_code, "damaged" in answer.json()["detail"]["message"]) == (422, True)


def test_what_has_no_state_is_refused_with_a_sentence(server: Served, visitor: Browser) -> None:
    run = create(visitor, playing=False)
    answer = download(server, run["run"])
    assert (answer.status_code, answer.json()["detail"]["message"]) == (
        409,
        "There is nothing to download yet: the run has made no step.",
    )
    assert server.get(f"api/runs/{run['run']}/snippet").status_code == 200
    toy = visitor.create(knobs=SMALL_TOY, playing=False)["run"]
    for what in ("checkpoint", "snippet"):
        answer = server.get(f"api/runs/{toy}/{what}")
        assert (answer.status_code, "Only image GANs" in answer.json()["detail"]["message"]) == (409, True)
        assert server.get(f"api/runs/nobody/{what}").status_code == 404
