"""WGAN-GP: the gradient penalty, where it is taken and what it costs."""

import pytest
import torch

from tests.models.toys.games.made import game, linear, samples


def test_gradient_penalty_of_a_linear_critic() -> None:
    g = linear("wgan_gp", [3.0, 4.0], penalty=0.5)
    penalty, gradient = g.penalised(samples(), samples(seed=1), torch.rand(1, 1, 32))
    assert penalty.item() == pytest.approx(0.5 * (5 - 1) ** 2)
    assert gradient[0, :2].tolist() == pytest.approx([0.5 * 2 * 4 * w / 5 for w in (3, 4)], rel=1e-5)


def test_gradient_penalty_looks_between_real_and_fake() -> None:
    """With ε = 1 at the real samples, with ε = 0 at the fakes."""
    g = game("wgan_gp", runs=1, d_activation="tanh")
    x, fake = samples(), 2 + samples(seed=1)
    for epsilon, place in ((1.0, x), (0.0, fake)):
        penalty, _ = g.penalised(x, fake, torch.full((1, 1, 32), epsilon))
        norm = g.gradient_norm2(g.D, place).sqrt()
        assert penalty.item() == pytest.approx((0.1 * (norm - 1).square().mean()).item(), rel=1e-4)


def test_a_dead_critic_does_not_make_the_penalty_nan() -> None:
    g = linear("wgan_gp", [0.0, 0.0], penalty=1.0)
    penalty, gradient = g.penalised(samples(), samples(seed=1), torch.rand(1, 1, 32))
    assert penalty.item() == pytest.approx(1.0, abs=1e-5)
    assert torch.isfinite(gradient).all()
