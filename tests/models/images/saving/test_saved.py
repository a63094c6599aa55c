"""Files that somebody brings are examined by their header: what does not fit is named, and nothing is loaded."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import safetensors.torch
import torch
from PIL import Image
from torch import Tensor

from models.images.datasets import BadFile
from models.images.datasets.own import keep
from models.images.experiment import Experiment
from models.images.run import ImageRun
from models.images.saving import checkpoint
from models.images.saving.saved import examined
from tests.models.images.datasets.test_decoding import file_of
from tests.models.images.games.made import SMALL

Told = dict[str, str]
Edit = Callable[[dict[str, Tensor], Told], object]


def trained(variant: str = "dcgan", steps: int = 2, **knobs: Any) -> ImageRun:
    e = Experiment.parse(variant, "digits", SMALL | knobs)
    run = ImageRun(e, e.image_set.load(16))
    run.advance(steps)
    return run


@pytest.fixture(scope="module")
def blob() -> bytes:
    return trained().save()


@pytest.mark.parametrize(
    ("variant", "knobs"), [("dcgan", {}), ("cgan", {}), ("sgan", {"labels": 20}), ("dcgan", {"freeze_g": True})]
)
def test_what_a_run_saves_is_accepted(variant: str, knobs: dict[str, Any], tmp_path: Path) -> None:
    run = trained(variant, **knobs)
    path = tmp_path / "x.safetensors"
    path.write_bytes(run.save())
    assert examined(path, tmp_path) == (run.experiment, 2)


def test_so_is_one_before_its_first_step(tmp_path: Path) -> None:
    run = trained(steps=0)
    path = tmp_path / "x.safetensors"
    path.write_bytes(run.save())
    assert examined(path, tmp_path) == (run.experiment, 0)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04" + bytes(500), b"\x80\x04pickle", bytes(8), (1 << 60).to_bytes(8, "little") + b"{}", b"x" * 99],
)
def test_what_is_no_safetensors_file_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.safetensors"
    path.write_bytes(content)
    with pytest.raises(BadFile, match=r"damaged|no saved run"):
        examined(path, tmp_path)


@pytest.mark.parametrize("cut", [5, 300, -1])
def test_what_is_cut_off_is_refused(blob: bytes, cut: int, tmp_path: Path) -> None:
    path = tmp_path / "x.safetensors"
    path.write_bytes(blob[:cut])
    with pytest.raises(BadFile, match="damaged"):
        examined(path, tmp_path)


def recipe(**changes: Any) -> Edit:
    def edit(_: dict[str, Tensor], told: Told) -> None:
        told["experiment"] = json.dumps(json.loads(told["experiment"]) | changes)

    return edit


EDITS: list[tuple[Edit, str]] = [
    (lambda t, told: told.clear(), "no saved run"),
    (lambda t, told: told.update(step="[]"), "no saved run"),
    (lambda t, told: told.update(step="-1"), "no saved run"),
    (lambda t, told: told.update(step="true"), "no saved run"),
    (lambda t, told: told.update(experiment="7"), "no saved run"),
    (lambda t, told: told.update(experiment='{"variant": "dcgan"}'), "no saved run"),
    (lambda t, told: told.update(diverged_at="5"), "has diverged"),
    (recipe(variant="gan"), "no variant called 'gan'"),
    (recipe(variant=[]), "no saved run"),
    (recipe(knobs={"size": 17}), "not one of this version of Saddle: size cannot be 17"),
    (recipe(knobs={"size": 32}), "in such a run it is"),
    (recipe(data="own", data_knobs={"upload": "0123456789abcdef"}), "own images that are not on this server"),
    (lambda t, told: t.pop("z"), "'z' is not there; in such a run it is F32"),
    (lambda t, told: t.update(more=torch.zeros(3)), r"'more' is F32 \(3,\); in such a run it is not there"),
    (lambda t, told: t.pop("g.adam.0.step"), "'g.adam.0.step' is not there"),
    (lambda t, told: t.update({"d.first.0.bias": torch.zeros(99)}), r"'d.first.0.bias' is F32 \(99,\)"),
    (lambda t, told: t.update(z=t["z"].double()), "'z' is F64"),
]


@pytest.mark.parametrize(("edit", "words"), EDITS)
def test_what_does_not_fit_is_named(blob: bytes, edit: Edit, words: str, tmp_path: Path) -> None:
    tensors = safetensors.torch.load(blob)
    size = int.from_bytes(blob[:8], "little")
    told: Told = json.loads(blob[8 : 8 + size])["__metadata__"]
    edit(tensors, told)
    path = tmp_path / "x.safetensors"
    safetensors.torch.save_file(tensors, path, told)
    with pytest.raises(BadFile, match=words):
        examined(path, tmp_path)


def test_own_images_that_are_here_tell_the_shapes(tmp_path: Path) -> None:
    reds = [(f"{i}.png", file_of(Image.new("RGB", (9, 9), (200, i, 0)))) for i in range(20)]
    e = Experiment.parse("dcgan", "own", SMALL, {"upload": keep(reds, tmp_path).name})
    run = ImageRun(e, e.image_set.load(16, tmp_path))
    path = tmp_path / "x.safetensors"
    path.write_bytes(run.save())
    assert examined(path, tmp_path) == (e, 0)
    assert checkpoint.metadata(path.read_bytes())["experiment"]["data"] == "own"
