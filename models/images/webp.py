"""Images side by side as one WebP image."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

LARGEST = 64_000  # bytes of a sheet
QUALITIES = (90, 75, 50, 25, 5)


def tile(samples: Tensor, columns: int) -> NDArray[np.uint8]:
    """Images, bytes `(n, C, s, s)`, side by side in rows of `columns`: `(rows · s, columns · s, C)`."""
    n, channels, size, _ = samples.shape
    sheet = samples.reshape(n // columns, columns, channels, size, size).permute(0, 3, 1, 4, 2)
    return sheet.reshape(n // columns * size, columns * size, channels).numpy()


def encode_webp(samples: Tensor, columns: int, largest: int = LARGEST) -> bytes:
    """The sheet as a WebP image of at most so many bytes: without loss where that suffices.

    Method 0 was measured: a third of method 1's time, an eighth of the usual effort's, for a fifth more bytes.
    """
    pixels = tile(samples, columns)
    image = Image.fromarray(pixels if pixels.shape[2] == 3 else pixels[:, :, 0])
    blob = save(image, lossless=True, quality=0, method=0)
    for quality in QUALITIES:
        if len(blob) <= largest:
            break
        blob = save(image, quality=quality, method=0)
    return blob


def save(image: Image.Image, **options: object) -> bytes:
    """The bytes of a WebP file."""
    out = io.BytesIO()
    image.convert("RGB").save(out, "WEBP", **options)
    return out.getvalue()
