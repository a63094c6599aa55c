"""Images and what is looked up among them, prepared by a thread."""

import threading
from pathlib import Path
from typing import Any

import pytest
import torch

from models.images.datasets import DATASETS
from server.worker.images.loader import Loader
from tests.server.worker.images.test_member import made


def test_images_come_first_and_then_what_is_nearest_among_them(tmp_path: Path) -> None:
    member = made()
    Loader(tmp_path).load(member)
    images = member.images.result(30)
    assert images.train.shape[1:] == (1, 16, 16)
    distances, places = member.neighbours.result(30).nearest(images.train[7], 1)
    assert (distances.tolist(), places.tolist()) == ([0.0], [7])


def test_it_looks_where_images_are_given_and_tells_how_far_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def load(self: object, size: int, folder: Path, given: Path | None, progress: Any) -> Any:
        asked.append((size, folder, given, threading.current_thread().name))
        progress(5, 9)
        return type("Images", (), {"train": torch.zeros(2, 1, size, size, dtype=torch.uint8)})()

    monkeypatch.setattr(DATASETS["digits"], "load_from", load)
    member, given = made(), tmp_path / "given"
    Loader(tmp_path, given).load(member)
    member.images.result(30)
    assert asked == [(16, tmp_path, given, "saddle-images_0")]
    assert member.loaded == (5, 9)


def test_what_has_not_begun_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, end = threading.Event(), threading.Event()

    def load(*_: object) -> Any:
        begun.set()
        assert end.wait(30)
        raise OSError("no images")

    monkeypatch.setattr(DATASETS["digits"], "load_from", load)
    loader, first, second = Loader(tmp_path), made(), made()
    loader.load(first)
    loader.load(second)
    assert begun.wait(30)
    loader.cancel(first)
    loader.cancel(second)
    end.set()
    assert isinstance(first.images.exception(30), OSError)  # it went on to its end
    assert first.neighbours.cancelled()
    assert second.images.cancelled()
