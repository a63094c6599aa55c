"""Images on one sheet, and the sheet as a WebP image that is not too large."""

import io

import numpy as np
import torch
from PIL import Image

from models.images.webp import LARGEST, encode_webp, tile


def numbered(n: int, channels: int = 1, size: int = 4) -> torch.Tensor:
    """Images each of one grey, 10, 20, 30 …"""
    values = 10 * (1 + torch.arange(n, dtype=torch.uint8))
    return values.view(n, 1, 1, 1).expand(n, channels, size, size).contiguous()


def test_images_stand_in_rows() -> None:
    sheet = tile(numbered(6), columns=3)
    assert sheet.shape == (8, 12, 1)
    assert sheet[::4, ::4, 0].tolist() == [[10, 20, 30], [40, 50, 60]]


def test_pixels_keep_their_places() -> None:
    image = torch.arange(48, dtype=torch.uint8).view(1, 3, 4, 4)
    np.testing.assert_array_equal(tile(image, 1), image[0].permute(1, 2, 0).numpy())


def test_a_small_sheet_loses_nothing() -> None:
    images = numbered(4, channels=3)
    with Image.open(io.BytesIO(encode_webp(images, 2))) as read:
        assert read.format == "WEBP"
        np.testing.assert_array_equal(np.asarray(read), tile(images, 2))


def test_grey_images_are_grey() -> None:
    with Image.open(io.BytesIO(encode_webp(numbered(4), 2))) as read:
        pixels = np.asarray(read)
    assert (pixels[..., 0] == pixels[..., 1]).all()
    assert pixels[0, 0].tolist() == [10, 10, 10]


def test_noise_is_made_to_fit() -> None:
    noise = torch.randint(0, 256, (64, 3, 32, 32), generator=torch.Generator().manual_seed(1), dtype=torch.uint8)
    blob = encode_webp(noise, 8)
    assert len(blob) <= LARGEST < len(encode_webp(noise, 8, largest=1 << 20))
    with Image.open(io.BytesIO(blob)) as read:
        assert read.size == (256, 256)


def test_what_cannot_be_made_to_fit_has_the_lowest_quality() -> None:
    noise = torch.randint(0, 256, (4, 3, 32, 32), generator=torch.Generator().manual_seed(1), dtype=torch.uint8)
    assert 100 < len(encode_webp(noise, 2, largest=100)) < len(encode_webp(noise, 2))
