"""Uploads: what is kept, what is left out, and where nothing may be written."""

import os
from pathlib import Path

import pytest
import torch
from PIL import Image
from pydantic import ValidationError

from models.images.datasets import decoding, own
from models.images.datasets.image_set import BadFile, NotHere
from models.images.datasets.own import Own, keep
from tests.models.images.datasets.test_decoding import file_of, zip_of


def grey(shade: int) -> bytes:
    return file_of(Image.new("L", (20, 20), shade))


def many(n: int, folder: str = "") -> list[tuple[str, bytes]]:
    return [(f"{folder}{i:03}.png", grey(i)) for i in range(n)]


def test_folders_are_classes(tmp_path: Path) -> None:
    kept = keep([*many(12, "set/low/"), *[(f"set/high/{i}.png", grey(200 + i)) for i in range(8)]], tmp_path)
    assert (kept.images, kept.channels, kept.classes, kept.left_out) == (20, 1, ("high", "low"), ())
    images = Own(upload=kept.name).load(32, tmp_path)
    assert images.train.shape == (18, 1, 32, 32)
    assert images.test.shape == (2, 1, 32, 32)
    assert images.train_labels is not None
    assert images.test_labels is not None
    labels = torch.cat([images.train_labels, images.test_labels])
    shades = torch.cat([images.train, images.test])[:, 0, 5, 5]
    assert torch.equal(labels == 0, shades >= 200)


@pytest.mark.parametrize("extra", [[], [("other.png", grey(9))]])
def test_without_a_folder_for_each_class_there_are_no_labels(tmp_path: Path, extra: list[tuple[str, bytes]]) -> None:
    kept = keep(many(4, "only/") + extra, tmp_path)
    images = Own(upload=kept.name).load(16, tmp_path)
    assert (kept.classes, images.classes, images.train_labels, images.test_labels) == ((), (), None, None)


def test_colours_are_kept_where_one_image_has_any(tmp_path: Path) -> None:
    red = file_of(Image.new("RGB", (9, 30), (250, 10, 10)))
    kept = keep([*many(3), ("red.png", red)], tmp_path)
    images = Own(upload=kept.name).load(64, tmp_path)
    assert kept.channels == images.channels == 3
    assert images.train[-1, :, 30, 30].tolist() == [250, 10, 10]


def test_the_same_images_are_the_same_set_in_any_order(tmp_path: Path) -> None:
    files = many(5)
    name = keep(files, tmp_path).name
    assert keep(files[::-1], tmp_path).name == name
    assert keep([("a.zip", zip_of(dict(files)))], tmp_path).name == name
    assert keep(files[:4], tmp_path).name != name


def test_a_bad_file_is_left_out_and_named(tmp_path: Path) -> None:
    kept = keep([*many(2), ("notes.txt", b"hello"), ("half.png", grey(3)[:50])], tmp_path)
    assert kept.images == 2
    assert [name for name, _ in kept.left_out] == ["notes.txt", "half.png"]
    assert kept.left_out[0][1] == "not a PNG, JPEG or WEBP image"
    assert kept.left_out[1][1].startswith("damaged")


def test_without_any_image_the_first_reason_is_given(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"No image could be read: notes\.txt is not a PNG"):
        keep([("notes.txt", b"hello")], tmp_path)
    with pytest.raises(BadFile, match="No image could be read"):
        keep([], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_limits_hold_for_all_files_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MOST_FILES", 4)
    with pytest.raises(BadFile, match="more than 4 files; a set may have 4 at most"):
        keep([("a.zip", zip_of(dict(many(3)))), ("x.png", grey(7)), ("y.png", grey(8))], tmp_path)
    monkeypatch.setattr(decoding, "MOST_BYTES", 1 << 20)
    with pytest.raises(BadFile, match="more than 1 MB"):
        keep([("a.zip", zip_of({"1.png": bytes(600_000), "2.png": bytes(600_000)}))], tmp_path)
    monkeypatch.setattr(own, "MOST_CLASSES", 2)
    with pytest.raises(BadFile, match="images in 3 folders; a set may have 2 classes at most"):
        keep([(f"{i}/1.png", grey(i)) for i in range(3)], tmp_path)
    assert list(tmp_path.iterdir()) == []


HOSTILE = [
    "../../out.png",
    "/tmp/out.png",
    "..\\..\\out.png",
    "C:\\out.png",
    "a/../../../out.png",
    "own\x00x",
    "~/x.png",
]


@pytest.mark.parametrize("packed", [False, True])
def test_nothing_is_written_under_a_name_that_came_with_it(tmp_path: Path, packed: bool) -> None:
    data = tmp_path / "deep" / "er" / "data"
    data.mkdir(parents=True)
    files = [(name, grey(i)) for i, name in enumerate(HOSTILE)]
    kept = keep([("a.zip", zip_of(dict(files)))] if packed else files, data)
    assert kept.images == len(HOSTILE)
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert written == [data / "own" / f"{kept.name}.safetensors"]
    assert not Path("/tmp/out.png").exists()


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "0123456789abcdeg", "0123456789ABCDEF", "0" * 15, "a/b"])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        Own(upload=name)


def test_what_a_set_holds_is_told_without_loading_it(tmp_path: Path) -> None:
    kept = keep([*many(3, "low/"), *many(3, "high/")], tmp_path)
    assert Own(upload=kept.name).described(tmp_path) == (1, ("high", "low"))
    red = keep([("red.png", file_of(Image.new("RGB", (9, 9), "red")))], tmp_path)
    assert Own(upload=red.name).described(tmp_path) == (3, ())
    assert Own(upload="0123456789abcdef").described(tmp_path) == (3, ())


def test_what_is_not_there_is_asked_for(tmp_path: Path) -> None:
    for name in ("", "0123456789abcdef"):
        with pytest.raises(NotHere, match="upload them"):
            Own(upload=name).load(32, tmp_path)


def test_a_damaged_set_is_named(tmp_path: Path) -> None:
    kept = keep(many(3), tmp_path)
    path = tmp_path / "own" / f"{kept.name}.safetensors"
    for content in (path.read_bytes()[:50], b""):
        path.write_bytes(content)
        with pytest.raises(BadFile, match="damaged"):
            Own(upload=kept.name).load(32, tmp_path)


def test_the_oldest_set_gives_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "MOST_SETS", 2)
    names = [keep(many(n), tmp_path).name for n in (2, 3)]
    os.utime(tmp_path / "own" / f"{names[0]}.safetensors", (1, 1))
    names.append(keep(many(4), tmp_path).name)
    assert sorted(path.stem for path in (tmp_path / "own").iterdir()) == sorted(names[1:])
