"""Walks through z."""

import math

import pytest
import torch

from models.images.tools.walks import arithmetic, line, on_plane, plane, sphere


def test_both_walks_begin_and_end_where_they_should() -> None:
    a, b = torch.randn(2, 50)
    for walk in (line(a, b, 7), sphere(a, b, 7)):
        assert walk.shape == (7, 50)
        assert torch.allclose(walk[0], a, atol=1e-5)
        assert torch.allclose(walk[-1], b, atol=1e-5)


def test_half_way_a_line_is_short_and_an_arc_is_not() -> None:
    a, b = torch.tensor([3.0, 0.0]), torch.tensor([0.0, 5.0])
    assert line(a, b, 3)[1].tolist() == [1.5, 2.5]
    assert sphere(a, b, 3)[1].tolist() == pytest.approx([4 / math.sqrt(2)] * 2, rel=1e-5)
    third = sphere(a, 3 / 5 * b, 4)[1]
    assert third.tolist() == pytest.approx([3 * math.cos(math.pi / 6), 3 * math.sin(math.pi / 6)], rel=1e-5)


@pytest.mark.parametrize("factor", [1.0, 2.0, -1.0])
def test_an_arc_between_z_in_one_line_is_finite(factor: float) -> None:
    a = torch.tensor([1.0, 2.0])
    walk = sphere(a, factor * a, 5)
    assert torch.isfinite(walk).all()
    assert torch.allclose(walk[-1], factor * a)


def test_arithmetic_is_on_means() -> None:
    a, b, c = (torch.tensor(x) for x in ([[1.0, 0.0], [3.0, 2.0]], [[1.0, 1.0]], [[0.0, 4.0], [0.0, 0.0]]))
    assert arithmetic(a, b, c).tolist() == [1.0, 2.0]


def test_a_plane_has_right_angles_and_the_length_of_noise() -> None:
    axes = plane(4, 100)
    assert torch.allclose(axes @ axes.T, 100 * torch.eye(2), atol=1e-3)
    assert torch.equal(axes, plane(4, 100))
    assert not torch.equal(axes, plane(4, 100, 1))
    assert not torch.equal(axes, plane(5, 100))
    at = torch.tensor([[1.0, 0.0], [0.0, 0.0], [0.5, -2.0]])
    z = on_plane(axes, at)
    assert torch.allclose(z[0], axes[0])
    assert not z[1].any()
    assert torch.allclose(z[2], 0.5 * axes[0] - 2 * axes[1])


def test_noise_of_one_dimension_has_a_plane_too() -> None:
    axes = plane(1, 1)
    assert axes.abs().tolist() == [[1.0], [0.0]]
