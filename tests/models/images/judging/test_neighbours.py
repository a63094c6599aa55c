"""Nearest images: the same as looking at each finds, whatever the images are like."""

import pytest
import torch
from torch import Tensor

from models.images.datasets import Images
from models.images.judging import measures
from models.images.judging.neighbours import FIRST, Neighbours, sketch


def noise(n: int, channels: int, size: int, seed: int) -> Tensor:
    draws = torch.Generator().manual_seed(seed)
    return torch.randint(0, 256, (n, channels, size, size), dtype=torch.uint8, generator=draws)


def flat(n: int, seed: int) -> Tensor:
    """Images of one grey each, and noise so faint that outlines tell little."""
    grey = torch.linspace(0, 250, n).to(torch.uint8).view(n, 1, 1, 1)
    return grey + noise(n, 1, 16, seed) % 5


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("size", [16, 32, 64])
def test_sketches_are_never_farther_apart_than_the_images(channels: int, size: int) -> None:
    images = torch.cat([noise(20, channels, size, 1), noise(20, channels, size, 2) // 9])
    exactly = "donot_use_mm_for_euclid_dist"
    sketched, whole = (torch.cdist(x, x, compute_mode=exactly) for x in (sketch(images), images.flatten(1).float()))
    assert (sketched <= whole * (1 + 1e-5)).all()
    assert sketched.max() > whole.max() / 2  # and they tell something


@pytest.mark.parametrize("kind", ["bars", "noise", "flat"])
def test_they_are_those_that_looking_at_all_finds(kind: str, bars: Images) -> None:
    images = {"bars": bars.train, "noise": noise(3 * FIRST, 1, 16, 3), "flat": flat(3 * FIRST, 4)}[kind]
    neighbours = Neighbours(images)
    for sample in torch.cat([images[:2], noise(2, 1, 16, 5), bars.test[:2]]):
        distances, places = neighbours.nearest(sample, 5)
        assert torch.equal(distances, measures.nearest(sample[None], images, 5)[0][0])
        apart = ((images[places].double() - sample.double()) / 255).square().flatten(1).mean(1).sqrt()
        assert distances.tolist() == pytest.approx(apart.tolist())
        assert len(set(places.tolist())) == 5


def test_an_outline_that_is_near_does_not_hide_an_image_that_is_nearer() -> None:
    """Of more images than are looked at first, all have the sample's outline; one lies near it."""
    sample = torch.zeros(1, 16, 16, dtype=torch.uint8)
    sample[:, ::2, ::2] = 200
    others = torch.zeros(2 * FIRST, 1, 16, 16, dtype=torch.uint8)
    others[:, :, 1::2, 1::2] = 200  # each block has the same mean and the same spread
    others[-1] = sample
    others[-1, 0, 0, 0] = 180
    assert torch.allclose(sketch(others[:1]), sketch(sample[None]))
    distances, places = Neighbours(others).nearest(sample)
    assert places.item() == len(others) - 1
    assert distances.item() == pytest.approx(20 / 16 / 255)


def test_of_few_images_all_are_given() -> None:
    images = noise(3, 3, 16, 6)
    distances, places = Neighbours(images).nearest(images[1], 8)
    assert sorted(places.tolist()) == [0, 1, 2]
    assert (places[0].item(), distances[0].item()) == (1, 0)
