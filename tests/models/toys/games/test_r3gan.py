"""R3GAN: R1 with R2, and losses that compare real and fake in pairs."""

import math

import pytest
import torch

from tests.models.toys.games.made import game, linear, samples


def test_r1_and_r2_of_a_linear_d() -> None:
    g = linear("r3gan", [3.0, 4.0], penalty=0.2)
    assert g.penalised(samples(), samples(seed=1), None)[0].item() == pytest.approx(0.1 * 25 * 2)


def test_relativistic_losses_see_differences_only() -> None:
    g = game("r3gan")
    real, fake = torch.randn(2, 32), torch.randn(2, 32)
    for loss in (g.loss_d, g.loss_g):
        torch.testing.assert_close(loss(real + 5, fake + 5), loss(real, fake))
    assert g.loss_d(fake + 2, fake)[0].item() == pytest.approx(math.log(1 + math.exp(-2)))
    torch.testing.assert_close(g.loss_g(real, fake), g.loss_d(fake, real))
