"""Drawn shapes: the same for a seed at any size, whole, soft-edged, and of the area that geometry gives them."""

import math

import pytest
import torch

from models.images.datasets.image_set import resized
from models.images.datasets.shapes import BACKGROUND, DISTANCES, Shapes, colours

AREAS = {  # in squared radii
    "circle": math.pi * 0.95**2,
    "ring": math.pi * (0.98**2 - 0.5**2),
    "triangle": 3 * math.sqrt(3) * 0.58**2,
    "square": 4 * 0.82**2,
    "cross": 8 * 0.33 - 4 * 0.33**2,
    "star": 5 * 1.12 * 0.5 * math.sin(math.pi / 5),
}


@pytest.mark.parametrize("kind", DISTANCES)
def test_area_is_that_of_the_geometry(kind: str) -> None:
    axis = (torch.arange(2000) + 0.5) / 1000 - 1
    inside = DISTANCES[kind](1.3 * axis, 1.3 * axis[:, None]) < 0
    assert inside.float().mean().item() * 2.6**2 == pytest.approx(AREAS[kind], rel=2e-3)


@pytest.mark.parametrize("kind", DISTANCES)
def test_distance_grows_by_one_for_each_unit_away_from_an_edge(kind: str) -> None:
    """So that edges are equally soft everywhere."""
    generator = torch.Generator().manual_seed(3)
    x, y = (4 * torch.rand(2, 4000, generator=generator, dtype=torch.float64) - 2).requires_grad_()
    distance = DISTANCES[kind](x, y)
    dx, dy = torch.autograd.grad(distance.sum(), (x, y))
    assert torch.hypot(dx, dy).quantile(0.01).item() == pytest.approx(1, abs=1e-6)
    assert torch.hypot(dx, dy).quantile(0.99).item() == pytest.approx(1, abs=1e-6)


def test_shapes_are_whole() -> None:
    for spread in (0.0, 0.6):
        images = Shapes(images=500, spread=spread, place=0.5).load(32)
        border = torch.ones(32, 32, dtype=torch.bool)
        border[1:-1, 1:-1] = False
        ink = (images.train.amax(1) > round(255 * BACKGROUND)).float()
        assert ink[:, border].sum() == 0
        assert ink.mean((1, 2)).min() > 0.01


def test_a_seed_gives_the_same_shapes_at_each_size() -> None:
    large, small = Shapes(images=100).load(64), Shapes(images=100).load(32)
    assert torch.equal(large.train_labels, small.train_labels)  # type: ignore[arg-type]
    difference = (resized(large.train, 32).float() - small.train.float()).abs()
    assert difference.mean() < 1
    assert torch.equal(small.train, Shapes(images=100).load(32).train)
    assert not torch.equal(small.train, Shapes(images=100, draw=1).load(32).train)


def test_each_shape_is_labelled_by_its_kind() -> None:
    images = Shapes(images=600, turn=0.0, place=0.0, spread=0.0).load(64)
    assert images.train_labels is not None
    for kind, name in enumerate(images.classes):
        of_kind = images.train[images.train_labels == kind].amax(1).float()
        of_kind = (of_kind - of_kind.amin()) / (of_kind.amax((1, 2), keepdim=True) - of_kind.amin())
        assert of_kind.mean().item() == pytest.approx(AREAS[name] * 0.48**2 / 4, rel=0.02)
    assert len(images.test) == 120


def test_colours_are_those_of_the_circle() -> None:
    hue = torch.tensor([0, 1 / 6, 1 / 3, 1 / 2, 2 / 3, 5 / 6, 1])
    one = torch.ones(7)
    expected = torch.tensor([[1, 0, 0], [1, 1, 0], [0, 1, 0], [0, 1, 1], [0, 0, 1], [1, 0, 1], [1, 0, 0]])
    assert (colours(hue, one, one) - expected).abs().max() < 1e-5
    assert colours(hue, 0 * one, 0.5 * one).eq(0.5).all()


def test_one_hue_is_one_hue() -> None:
    images = Shapes(images=100, hues=0.0).load(32)
    red, green, blue = images.train.float().mean((0, 2, 3)).tolist()
    assert blue > green > red
