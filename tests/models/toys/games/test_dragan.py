"""DRAGAN: the penalty around the real samples, alone and with R1."""

import pytest
import torch

from tests.models.toys.games.made import game, linear, samples


def test_dragan_penalises_around_the_real_samples() -> None:
    g = linear("dragan", [0.6, 0.8], penalty=3.0)
    extra = torch.rand(1, 3, 32)
    assert g.penalised(samples(), samples(seed=1), extra)[0].item() == pytest.approx(0, abs=1e-6)
    deep = game("dragan", runs=1, penalty=3.0, d_activation="tanh")
    x = samples()
    extra[:, -1] = 0  # α = 0: at the samples themselves
    norm = deep.gradient_norm2(deep.D, x).sqrt()
    expected = 3 * (norm - 1).square().mean()
    assert deep.penalised(x, samples(seed=1), extra)[0].item() == pytest.approx(expected.item(), rel=1e-4)


def test_dragan_with_r1_is_the_sum_of_both() -> None:
    g = linear("dragan", [3.0, 4.0], penalty=0.5, r1=0.2)
    penalty, _ = g.penalised(samples(), samples(seed=1), torch.rand(1, 3, 32))
    assert penalty.item() == pytest.approx(0.5 * 16 + 0.1 * 25)
    g = linear("dragan", [3.0, 4.0], penalty=0.0, r1=0.2)
    assert g.penalised(samples(), samples(seed=1), None)[0].item() == pytest.approx(0.1 * 25)
