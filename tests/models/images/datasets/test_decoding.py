"""Images as people have them, and files that are meant to do harm."""

import io
import stat
import struct
import zipfile
import zlib
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from models.images.datasets import decoding
from models.images.datasets.decoding import coloured, decoded, expanded, folder_of
from models.images.datasets.image_set import BadFile


def file_of(image: Image.Image, format: str = "PNG", **options: Any) -> bytes:
    content = io.BytesIO()
    image.save(content, format, **options)
    return content.getvalue()


def zip_of(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, of_file in files.items():
            archive.writestr(name, of_file)
    return content.getvalue()


HALVES = Image.new("RGB", (80, 40), (200, 30, 30))  # red above, blue below
HALVES.paste((30, 30, 200), (0, 20, 80, 40))


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
def test_the_square_in_the_middle_is_taken(format: str) -> None:
    HALVES.putpixel((0, 0), (0, 255, 0))
    square = decoded(file_of(HALVES, format, quality=95))
    assert square.shape == (3, 64, 64)
    assert square[:, 5].float().mean(1).sub(torch.tensor([200.0, 30, 30])).abs().max() < 8
    assert square[:, 58].float().mean(1).sub(torch.tensor([30.0, 30, 200])).abs().max() < 8


def test_an_image_stands_as_the_camera_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 8  # to be turned a quarter to the left
    square = decoded(file_of(HALVES, "JPEG", exif=exif, quality=95)).float()
    assert square[0, :, 5].mean() > 150 > square[0, :, 58].mean()


def test_what_is_transparent_is_white() -> None:
    square = decoded(file_of(Image.new("RGBA", (8, 8), (0, 0, 0, 0))))
    assert (square == 255).all()
    palette = Image.new("P", (8, 8), 0)
    palette.putpalette([10, 20, 30])
    assert (decoded(file_of(palette)) == torch.tensor([10, 20, 30])[:, None, None]).all()
    assert (decoded(file_of(palette, transparency=0)) == 255).all()


def test_sixteen_bits_are_not_cut_off() -> None:
    ramp = Image.fromarray(np.full((8, 8), 0x8034, np.uint16))
    assert (decoded(file_of(ramp)) == 0x80).all()


def test_a_large_photograph_keeps_its_picture() -> None:
    photograph = HALVES.resize((4096, 2048))
    small, large = decoded(file_of(HALVES, "JPEG", quality=95)), decoded(file_of(photograph, "JPEG", quality=95))
    assert (small.float() - large.float()).abs().mean() < 4


WHOLE = file_of(Image.effect_noise((64, 64), 50))
WRONG = {
    "text": (b"hello", "not a PNG, JPEG or WEBP image"),
    "nothing": (b"", "not a PNG, JPEG or WEBP image"),
    "another format": (file_of(HALVES, "GIF"), "not a PNG, JPEG or WEBP image"),
    "a drawing with scripts": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a PNG, JPEG or WEBP image"),
    "half": (WHOLE[: len(WHOLE) // 2], "damaged"),
    "half a JPEG": (file_of(Image.effect_noise((64, 64), 50), "JPEG")[:900], "damaged"),
    "too wide": (file_of(Image.new("L", (4097, 1))), "4097 × 1 pixels; at most 4096"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said(case: str) -> None:
    content, reason = WRONG[case]
    with pytest.raises(BadFile, match=reason):
        decoded(content)


@pytest.mark.parametrize("side", [10_000, 60_000])
def test_a_bomb_is_not_decoded(side: int) -> None:
    """A few bytes that promise 100 million pixels, where Pillow warns, or 3.6 billion, where it refuses."""
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(bytes(10_000)))]
    content = b"".join(struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks)
    with pytest.raises(BadFile, match="pixels; at most 4096 a side"):
        decoded(b"\x89PNG\r\n\x1a\n" + content)


def test_an_archive_stands_for_its_files() -> None:
    archive = zip_of({"cats/1.png": b"one", "cats/.DS_Store": b"x", "__MACOSX/cats/._1.png": b"x", "dogs/": b""})
    found = [(name, read()) for name, read in expanded([("a.zip", archive), ("b.png", b"two"), (".hidden", b"x")])]
    assert found == [("cats/1.png", b"one"), ("b.png", b"two")]


def test_a_damaged_archive_is_named() -> None:
    archive = zip_of({"1.png": b"one" * 100})
    with pytest.raises(BadFile, match=r"a\.zip: a damaged zip archive"):
        list(expanded([("a.zip", archive[:-30])]))
    ((_, read),) = expanded([("a.zip", archive[:40] + b"\xff\xff\xff" + archive[43:])])
    with pytest.raises(BadFile, match="cannot be unpacked"):
        read()


def test_a_link_in_an_archive_is_not_followed() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        link = zipfile.ZipInfo("1.png")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    ((_, read),) = expanded([("a.zip", content.getvalue())])
    with pytest.raises(BadFile, match="a link"):
        read()


def test_a_zip_bomb_is_not_unpacked_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MOST_BYTES", 1000)
    ((_, read),) = expanded([("a.zip", zip_of({"1.png": bytes(1_000_000)}))])
    assert len(read()) == 1001


def test_the_last_folder_is_the_class() -> None:
    names = ["pets/cats/1.png", "pets\\dogs\\1.png", "1.png", "../1.png", "/1.png", "a\x00\x1bb/1.png", "C:\\x\\1.png"]
    assert [folder_of(name) for name in names] == ["cats", "dogs", "", "", "", "ab", "x"]
    assert len(folder_of("x" * 300 + "/1.png")) == 40


def test_grey_and_colour_are_told_apart() -> None:
    noise = decoded(file_of(Image.effect_noise((64, 64), 90).convert("RGB"), "JPEG", quality=40))
    assert not coloured(noise[None])
    dotted = noise.clone()
    dotted[0, 10:20, 10:20] = 255
    dotted[1:, 10:20, 10:20] = 0
    assert coloured(torch.stack([noise, dotted]))
