"""Small images of two kinds, which a network learns in seconds."""

import pytest
import torch

from models.images.datasets import Images


@pytest.fixture
def bars() -> Images:
    """Grey bars at 16 pixels, upright (class 0) or lying (class 1), at random places."""
    generator = torch.Generator().manual_seed(3)
    n = 240
    labels = torch.arange(n) % 2
    at = torch.randint(2, 12, (n,), generator=generator)
    images = torch.zeros(n, 1, 16, 16, dtype=torch.uint8)
    for image, label, start in zip(images, labels, at, strict=True):
        image[0, :, start : start + 3] = 255
        if label:
            image.copy_(image.transpose(1, 2).clone())
    return Images(images[:200], labels[:200], images[200:], labels[200:], ("upright", "lying"))


@pytest.fixture
def halves() -> Images:
    """Grey images whose upper half (class 0) or lower half (class 1) is bright."""
    generator = torch.Generator().manual_seed(4)
    labels = torch.arange(240) % 2
    images = torch.randint(0, 60, (240, 1, 16, 16), generator=generator, dtype=torch.uint8)
    for image, label in zip(images, labels, strict=True):
        image[0, 8 * label : 8 * label + 8] += 180
    return Images(images[:200], labels[:200], images[200:], labels[200:], ("upper", "lower"))
