"""Stamps of the image sets: real training images, and no download for their sake."""

import asyncio
import io
from collections.abc import Callable
from pathlib import Path

import httpx
import numpy as np
import pytest
from PIL import Image

from models.images.datasets import DATASETS, cifar, mnist
from models.images.datasets.own import keep
from server.app import create_app
from server.settings import Settings
from tests.models.images.datasets.test_decoding import file_of
from tests.models.images.datasets.test_mnist import fill

Get = Callable[[str], httpx.Response]


@pytest.fixture
def get(tmp_path: Path) -> Get:
    """Asks an application without workers."""
    transport = httpx.ASGITransport(create_app(Settings(data_dir=tmp_path, device="cpu")))

    async def answer(path: str) -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get(path)

    return lambda path: asyncio.run(answer(path))


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever downloads fails."""

    def fetch(*_: object) -> None:
        raise AssertionError("asked the internet")

    for module in (cifar, mnist):
        monkeypatch.setattr(module, "fetch", fetch)


@pytest.mark.parametrize("name", ["digits", "shapes", "glyphs"])
def test_a_sheet_shows_training_images(get: Get, name: str) -> None:
    answer = get(f"/api/images/{name}/sample?columns=2")
    assert answer.headers["content-type"] == "image/webp"
    sheet = np.asarray(Image.open(io.BytesIO(answer.content)).convert("RGB")).astype(int)
    assert sheet.shape == (64, 64, 3)
    train = DATASETS[name]().load(32).train.numpy().astype(int)
    for x, y in ((0, 0), (0, 32), (32, 0), (32, 32)):
        tile = sheet[y : y + 32, x : x + 32].transpose(2, 0, 1)
        assert np.abs(train - tile).max(axis=(1, 2, 3)).min() == 0


@pytest.mark.usefixtures("offline")
def test_sets_whose_files_are_not_here_have_none_and_nothing_is_fetched(get: Get) -> None:
    for name in ("mnist", "fashion_mnist", "cifar10", "own"):
        answer = get(f"/api/images/{name}/sample")
        assert (answer.status_code, answer.content) == (204, b"")


@pytest.mark.usefixtures("offline")
def test_files_that_arrive_are_shown(get: Get, tmp_path: Path) -> None:
    assert get("/api/images/mnist/sample").status_code == 204
    (tmp_path / "mnist").mkdir()
    fill(tmp_path / "mnist")
    answer = get("/api/images/mnist/sample")
    assert Image.open(io.BytesIO(answer.content)).size == (128, 128)


def test_own_images_are_shown_by_the_name_of_their_upload(get: Get, tmp_path: Path) -> None:
    kept = keep([(f"{i}.png", file_of(Image.new("L", (8, 8), 200))) for i in range(3)], tmp_path)
    answer = get(f"/api/images/own/sample?columns=2&upload={kept.name}")
    sheet = Image.open(io.BytesIO(answer.content))
    assert (sheet.size, sheet.getpixel((40, 40))) == ((64, 64), (200, 200, 200))
    assert get("/api/images/own/sample?upload=0123456789abcdef").status_code == 204
    refused = get("/api/images/own/sample?upload=../secret")
    assert (refused.status_code, refused.json()["detail"]["control"]) == (422, "upload")


def test_unknown_images_are_refused_by_name(get: Get) -> None:
    answer = get("/api/images/cats/sample")
    assert answer.status_code == 422
    assert "'cats'" in answer.json()["detail"]["message"]
