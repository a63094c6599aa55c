"""From what somebody uploads to square images, with limits on everything that a hostile file could make large.

Names in an upload are only ever read: the last folder of one is a class, and nothing is written under any of them.
"""

import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath

import numpy as np
import torch
from PIL import Image, ImageOps, UnidentifiedImageError
from torch import Tensor

from models.images.datasets.image_set import SIZES, BadFile

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_FILES = 2000
MOST_BYTES = 64 << 20  # of all files together, also once a zip archive is unpacked
MOST_PIXELS = 4096  # a side
SIDE = max(SIZES)
COLOURED = 24  # how far apart a pixel's channels are when it is no grey: JPEG tints greys a little
COLOURED_SHARE = 0.005  # of the pixels
Upload = tuple[str, Callable[[], bytes]]  # a name, and its bytes when they are asked for


def too_many() -> str:
    return f"These are more than {MOST_FILES:,} files; a set may have {MOST_FILES:,} at most."


def too_large() -> str:
    return f"These files have more than {MOST_BYTES >> 20} MB; a set may have {MOST_BYTES >> 20} MB at most."


def expanded(files: Iterable[tuple[str, bytes]]) -> Iterator[Upload]:
    """The files, and in the place of each zip archive what it holds; without folders and hidden files."""
    for name, content in files:
        if content.startswith(b"PK\x03\x04"):
            yield from zipped(name, content)
        elif not hidden(name):
            yield name, lambda content=content: content  # type: ignore[misc]


def zipped(name: str, content: bytes) -> Iterator[Upload]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise BadFile(f"{name}: a damaged zip archive ({error})") from None
    for member in archive.infolist():
        if not member.is_dir() and not hidden(member.filename):
            yield member.filename, lambda member=member: unpacked(archive, member)  # type: ignore[misc]


def unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The bytes of a member, no more than MOST_BYTES + 1, whatever it says of its size."""
    if stat.S_ISLNK(member.external_attr >> 16):
        raise BadFile("a link")
    try:
        with archive.open(member) as file:
            return file.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError, ValueError) as error:
        raise BadFile(f"cannot be unpacked ({error})") from None


def hidden(name: str) -> bool:
    """Whether it is what file managers leave behind: .DS_Store, ._a.png, __MACOSX/."""
    parts = path(name).parts
    return bool(parts) and (parts[-1].startswith(".") or "__MACOSX" in parts)


def folder_of(name: str) -> str:
    """The last folder of a name, as the class of the image; "" without one."""
    last = path(name).parent.name
    return "" if last == ".." else "".join(c for c in last if c.isprintable()).strip()[:40]


def path(name: str) -> PurePosixPath:
    return PurePosixPath(name.replace("\\", "/"))


def decoded(content: bytes) -> Tensor:
    """The square in the middle of an image, bytes `(3, SIDE, SIDE)`. Raises BadFile with the reason."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            if max(image.size) > MOST_PIXELS:
                raise BadFile(f"{image.width} × {image.height} pixels; at most {MOST_PIXELS} a side")
            image.draft(None, (2 * SIDE, 2 * SIDE))  # a large JPEG is decoded at a fraction of its size
            square = ImageOps.fit(opaque(ImageOps.exif_transpose(image)), (SIDE, SIDE), Image.Resampling.LANCZOS)
    except BadFile:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadFile(f"far too many pixels; at most {MOST_PIXELS} a side") from None
    except UnidentifiedImageError:
        raise BadFile(f"not a {', '.join(FORMATS[:-1])} or {FORMATS[-1]} image") from None
    except Exception as error:  # decoders raise whatever a damaged file leads them to
        raise BadFile(f"damaged ({error})") from None
    return torch.from_numpy(np.array(square)).permute(2, 0, 1)


def opaque(image: Image.Image) -> Image.Image:
    """The image in red, green and blue, on white where it is transparent."""
    if image.mode.startswith("I"):  # 16 bits, which Pillow would cut off at 255
        image = Image.fromarray((np.asarray(image).astype(np.uint32) >> 8).clip(0, 255).astype(np.uint8))
    if not image.has_transparency_data:
        return image.convert("RGB")
    image = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")


def coloured(images: Tensor) -> bool:
    """Whether any of the images, bytes `(n, 3, s, s)`, is more than shades of grey."""
    spread = images.amax(1) - images.amin(1)
    return bool(((spread > COLOURED).flatten(1).float().mean(1) > COLOURED_SHARE).any())
