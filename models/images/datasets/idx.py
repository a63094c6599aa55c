"""The IDX format, in which MNIST comes, read strictly (LeCun, Cortes and Burges 1998).

A file begins with two zero bytes, the type of its elements (8: unsigned bytes), the number of dimensions, and each of
them in four bytes, largest first; the elements follow. Packed with gzip or not: the bytes say so, not the name.
"""

import gzip
import math
import struct
import zlib
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
import torch
from torch import Tensor

from models.images.datasets.image_set import BadFile

UNSIGNED_BYTES = 8
MOST = 1 << 30  # bytes of elements in a file: more is a mistake, or an attack
GZIP = b"\x1f\x8b"


def read(path: Path, dimensions: int) -> Tensor:
    """The elements of an IDX file of so many dimensions, uint8. Raises BadFile, naming what is wrong."""
    with path.open("rb") as file:
        packed = file.read(2) == GZIP
        file.seek(0)
        try:
            with gzip.open(file) if packed else file as content:
                return parsed(cast(BinaryIO, content), dimensions, path.name)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise BadFile(f"{path.name}: its gzip packing is damaged or cut off ({error})") from None


def parsed(content: BinaryIO, dimensions: int, name: str) -> Tensor:
    """The elements of an unpacked IDX file; `name` is for the errors."""
    magic = content.read(4)
    if magic[:2] != b"\0\0" or len(magic) < 4:
        raise BadFile(f"{name}: not an IDX file; it begins with {magic.hex(' ') or 'nothing'} instead of 00 00")
    if magic[2] != UNSIGNED_BYTES:
        raise BadFile(f"{name}: elements of type 0x{magic[2]:02x}; only unsigned bytes, 0x08, are read")
    if magic[3] != dimensions:
        raise BadFile(f"{name}: {magic[3]} dimensions where {dimensions} are expected")
    header = content.read(4 * dimensions)
    if len(header) < 4 * dimensions:
        raise BadFile(f"{name}: cut off within its dimensions")
    shape = struct.unpack(f">{dimensions}I", header)
    expected = math.prod(shape)
    if not 0 < expected <= MOST:
        raise BadFile(f"{name}: {' × '.join(map(str, shape))} elements; between 1 and {MOST:,} are read")
    elements = content.read(expected + 1)
    if len(elements) < expected:
        raise BadFile(f"{name}: cut off; {len(elements):,} of {expected:,} bytes are there")
    if len(elements) > expected:
        raise BadFile(f"{name}: bytes follow after the {expected:,} that its dimensions give")
    return torch.from_numpy(np.frombuffer(elements, np.uint8).copy()).view(shape)


def labelled(images: Path, labels: Path, classes: int) -> tuple[Tensor, Tensor]:
    """Images `(n, 1, s, s)` and their labels int64 `(n,)`. Raises BadFile, also where they do not belong together."""
    x, y = read(images, 3), read(labels, 1).long()
    if x.shape[1] != x.shape[2]:
        raise BadFile(f"{images.name}: images of {x.shape[1]} × {x.shape[2]} pixels; square ones are expected")
    if len(x) != len(y):
        raise BadFile(f"{images.name} holds {len(x):,} images, {labels.name} {len(y):,} labels")
    if y.max() >= classes:
        raise BadFile(f"{labels.name}: label {int(y.max())}; there are {classes} classes, from 0")
    return x.unsqueeze(1), y
