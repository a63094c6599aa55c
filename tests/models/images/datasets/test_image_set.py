"""Resizing against what can be said exactly."""

import torch

from models.images.datasets.image_set import AT_ONCE, resized


def test_same_size_is_the_same_image() -> None:
    image = torch.randint(0, 256, (3, 1, 28, 28), dtype=torch.uint8)
    framed = resized(image, 32, margin=2)
    assert torch.equal(framed[:, :, 2:30, 2:30], image)
    assert framed.sum() == image.sum(dtype=torch.int64)


def test_smaller_keeps_the_mean_and_the_place() -> None:
    image = torch.zeros(1, 1, 32, 32, dtype=torch.uint8)
    image[..., 8:16, 16:24] = 200
    small = resized(image, 16).float()
    assert abs(small.mean().item() - image.float().mean().item()) < 0.5
    rows = torch.arange(16).float()
    assert (small.sum((0, 1, 3)) @ rows / small.sum()).item() == 5.5
    assert (small.sum((0, 1, 2)) @ rows / small.sum()).item() == 9.5


def test_larger_does_not_wrap_around_where_cubic_interpolation_overshoots() -> None:
    step = torch.zeros(1, 1, 8, 8, dtype=torch.uint8)
    step[..., 4:] = 255
    large = resized(step, 64)
    assert large[0, 0, :, :24].max() == 0
    assert large[0, 0, :, 40:].min() == 255


def test_many_images_are_resized_as_each_alone() -> None:
    generator = torch.Generator().manual_seed(1)
    images = torch.randint(0, 256, (AT_ONCE + 3, 1, 8, 8), dtype=torch.uint8, generator=generator)
    assert torch.equal(resized(images, 16)[-2:], resized(images[-2:], 16))
    assert resized(images, 16).shape == (AT_ONCE + 3, 1, 16, 16)
