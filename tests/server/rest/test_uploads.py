"""Own images over REST: kept, described, refused with a sentence; and toys train on meanwhile."""

import asyncio
import io
import tempfile
import threading
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from fastapi import HTTPException
from PIL import Image

from models.images.datasets import decoding
from server.app import create_app
from server.rest import uploads
from server.rest.uploads import Turns
from server.settings import Settings
from tests.models.images.datasets.test_decoding import file_of, zip_of
from tests.server.browser import Browser
from tests.server.serving import Served
from tests.server.worker.images.test_worker import SMALL

CATS = [(f"pets/cats/{i}.png", file_of(Image.new("RGB", (20, 20), (250, i, 0)))) for i in range(12)]
DOGS = [(f"pets/dogs/{i}.png", file_of(Image.new("RGB", (20, 20), (0, i, 250)))) for i in range(12)]


def upload(server: Served, files: list[tuple[str, bytes]], **headers: str) -> httpx.Response:
    sent: Any = [("files", file) for file in files]
    return httpx.post(f"{server.url}api/images/own", files=sent, headers=headers, timeout=60)


def detail(answer: httpx.Response) -> dict[str, Any]:
    told: dict[str, Any] = answer.json()["detail"]
    return told


def test_images_are_kept_and_a_run_learns_from_them(server: Served, visitor: Browser) -> None:
    answer = upload(server, [*CATS, *DOGS, ("pets/notes.txt", b"hello")])
    assert answer.status_code == 201
    told = answer.json()
    assert (told["count"], told["channels"], told["classes"]) == (24, 3, ["cats", "dogs"])
    assert told["left_out"] == [{"file": "pets/notes.txt", "reason": "not a PNG, JPEG or WEBP image"}]
    run = visitor.create(speed=None, variant="cgan", data="own", data_knobs={"upload": told["name"]}, knobs=SMALL)
    assert {name: run["image"][name] for name in ("size", "channels", "classes")} == {
        "size": 16,
        "channels": 3,
        "classes": ["cats", "dogs"],
    }
    assert visitor.pull(layers=["samples", "scores"]).arrays["d_fake"].shape == (20,)  # two rows of ten
    sheet = server.get(f"api/images/own/sample?columns=2&upload={told['name']}")
    assert Image.open(io.BytesIO(sheet.content)).size == (64, 64)


def test_a_zip_and_its_files_are_the_same_set(server: Served) -> None:
    one, other = upload(server, CATS).json(), upload(server, [("cats.zip", zip_of(dict(CATS)))]).json()
    assert one["name"] == other["name"]
    assert one["classes"] == other["classes"] == []


def test_nothing_is_written_but_the_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Large files too are kept in memory: there is no temporary folder to put them into."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    transport = httpx.ASGITransport(create_app(Settings(data_dir=tmp_path / "data", device="cpu")))

    async def send() -> httpx.Response:
        files: Any = [("files", file) for file in [*CATS, ("large.png", bytes(3 << 20))]]
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.post("/api/images/own", files=files)

    name = asyncio.run(send()).json()["name"]
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert written == [tmp_path / "data" / "own" / f"{name}.safetensors"]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([("notes.txt", b"hello")], "No image could be read: notes.txt is not a PNG"),
        ([("a.zip", b"PK\x03\x04" + bytes(100))], "a.zip: a damaged zip archive"),
        ([(f"{i}/x.png", CATS[0][1]) for i in range(101)], "images in 101 folders"),
        ([(f"{i}.png", b"") for i in range(decoding.MOST_FILES + 1)], decoding.too_many()),
    ],
)
def test_a_set_that_cannot_be_used_is_refused_with_the_reason(
    server: Served, files: list[tuple[str, bytes]], words: str
) -> None:
    answer = upload(server, files)
    assert (answer.status_code, detail(answer)["code"], detail(answer)["control"]) == (422, "rejected", "upload")
    assert words in detail(answer)["message"]
    assert "PNG" in detail(answer)["allowed"]


def test_too_many_bytes_are_refused_before_they_are_read(server: Served) -> None:
    answer = upload(server, [("a.png", bytes(decoding.MOST_BYTES + (3 << 20)))])
    assert (answer.status_code, detail(answer)["message"]) == (413, decoding.too_large())


def test_any_other_body_is_refused(server: Served) -> None:
    answer = httpx.post(f"{server.url}api/images/own", content=b"{}", headers={"content-type": "application/json"})
    assert (answer.status_code, detail(answer)["control"]) == (422, "upload")
    assert "multipart/form-data" in detail(answer)["message"]


def test_a_set_that_is_not_on_this_server_is_asked_for(server: Served, visitor: Browser) -> None:
    visitor.create(variant="dcgan", data="own", data_knobs={"upload": "0123456789abcdef"}, knobs=SMALL)
    failed = visitor.until(state="failed")
    assert failed["failed"]["error"].startswith("These images are not on this server: upload them")


def test_toys_are_pulled_while_an_upload_is_decoded(server: Served, visitor: Browser) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (900, 900, 3), np.uint8)
    content = file_of(Image.fromarray(noise))
    visitor.create(speed=100.0)
    visitor.pull()
    answers: list[httpx.Response] = []
    thread = threading.Thread(target=lambda: answers.append(upload(server, [(f"{i}.png", content) for i in range(24)])))
    thread.start()
    pulls = 0
    while thread.is_alive():
        visitor.pull()
        pulls += 1
    assert answers[0].json()["count"] == 24
    assert pulls >= 5, "pulls waited for the upload"


def test_uploads_take_turns_and_a_crowd_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "PATIENCE", 0.05)

    async def crowd() -> None:
        turns, done = Turns(), threading.Event()
        async with turns.place(), turns.place():
            first = asyncio.create_task(turns.work(lambda: done.wait(10)))
            await asyncio.sleep(0.01)
            with pytest.raises(HTTPException, match="busy"):
                await turns.work(lambda: None)
            async with turns.place():
                with pytest.raises(HTTPException, match="uploading images just now"):
                    async with turns.place():
                        pass
            done.set()
            assert await first
        assert await turns.work(lambda: 7) == 7

    asyncio.run(crowd())
