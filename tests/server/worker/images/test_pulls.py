"""What the pictures of image runs hold."""

from typing import Any

import numpy as np
import pytest
import torch

from models.images.layers import LAYERS
from models.images.system import Picture, Sheet
from server.worker.images import pulls as module
from server.worker.images.member import ImageMember
from server.worker.images.pulls import ImagePulls, picture_of
from server.workers.orders import Pull
from tests.server.browser import Frame
from tests.server.worker.images.test_member import made


class Run:
    """In place of an image run: what it shows, and how often it was asked."""

    step, diverged_at, phase = 3, None, "16 px"
    sheet = Sheet(("a", "b"), ("", "", ""))

    def __init__(self) -> None:
        self.experiment = made().experiment
        self.asked: list[str] = []

    def show(self) -> Picture:
        self.asked.append("show")
        return Picture(torch.zeros(6, 1, 16, 16, dtype=torch.uint8), torch.arange(6).float())

    def score_real(self) -> torch.Tensor:
        self.asked.append("real")
        return -torch.arange(6).float()


@pytest.fixture
def member() -> ImageMember:
    member = made()
    member.run = Run()  # type: ignore[assignment]
    return member


@pytest.mark.parametrize("layers", [{"samples"}, {"scores"}, {"samples", "scores"}])
def test_a_picture_has_what_its_layers_declare(member: ImageMember, layers: set[str]) -> None:
    arrays = picture_of(member, layers)
    names = {name for layer in layers for name in LAYERS[layer]}
    assert set(arrays) == names
    assert arrays["d_fake"].tolist() == [0, 1, 2, 3, 4, 5]
    if "scores" in layers:
        assert arrays["d_real"].tolist() == [0, -1, -2, -3, -4, -5]
    if "samples" in layers:
        assert arrays["samples"].dtype == np.uint8
        assert bytes(arrays["samples"][8:12].tolist()) == b"WEBP"


def test_nothing_is_seen_before_the_images_are_there_or_after_a_failure(member: ImageMember) -> None:
    pulls = ImagePulls()
    assert pulls.visible(member)
    member.failed = True
    assert not pulls.visible(member)
    assert not pulls.visible(made())


def test_one_picture_serves_all_who_wait_for_a_run(member: ImageMember) -> None:
    pulls, run = ImagePulls(), member.run
    for token in range(3):
        pulls.add(Pull(token, "a", -1, 1, frozenset({"samples", "scores"})))
    (frame,) = pulls.answer({"a": member}, lambda *_: None)
    assert frame.tokens == (0, 1, 2)
    told = Frame(frame.data).header.image
    assert told is not None
    assert (told.sheet.rows, told.sheet.columns, told.sheet.size, told.phase) == (["a", "b"], ["", "", ""], 16, "16 px")
    assert isinstance(run, Run)
    assert run.asked == ["show", "real"]


def test_a_picture_that_raises_fails_its_run(member: ImageMember, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Any:
        raise ValueError("no colours")

    monkeypatch.setattr(module, "encode_webp", broken)
    pulls, failed = ImagePulls(), list[tuple[ImageMember, str]]()
    pulls.add(Pull(1, "a", -1, 1, frozenset({"samples"})))
    assert pulls.answer({"a": member}, lambda member, error: failed.append((member, str(error)))) == []
    assert failed == [(member, "no colours")]
