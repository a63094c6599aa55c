"""The hinge GAN: the margin, and spectral normalisation of D."""

import numpy as np
import pytest
import torch

from tests.models.toys.games.made import game, samples


def test_hinge_ignores_samples_beyond_the_margin() -> None:
    g = game("hinge")
    real, fake = torch.tensor([[2.0, 0.5] * 16] * 2), torch.tensor([[-3.0, 0.0] * 16] * 2)
    assert g.loss_d(real, fake).tolist() == pytest.approx([0.25 + 0.5] * 2)
    by_real, by_fake = g.slope_d(real, fake)
    assert by_real[0, :2].tolist() == [0, -1]
    assert by_fake[0, :2].tolist() == [0, 1]


def test_spectral_normalisation_gives_every_layer_the_norm_asked_for() -> None:
    g = game("hinge", lipschitz=2.5)
    for _ in range(200):
        g.discriminator()
        torch.cat([u[..., 0] for u, _, _ in g.vectors], 1, out=g.state["d_u"])  # type: ignore[attr-defined]
    for W, _ in g.discriminator().weights:
        assert torch.linalg.matrix_norm(W, 2).tolist() == pytest.approx([2.5, 2.5], rel=1e-3)


def test_gradient_through_spectral_normalisation_is_that_of_autograd() -> None:
    g = game("hinge", runs=1, optimiser_d="sgd", d_width=5, d_activation="tanh")
    x = samples()
    D = g.discriminator()
    layers = D.forward(x)
    ours = D.gradient(layers, torch.ones(1, 1, 32) / 32)
    raw = g.state["d"].clone().requires_grad_()
    parts = []
    for (W, b), (u, v, _) in zip(g.mlp_d.bind(raw).weights, g.vectors, strict=True):  # type: ignore[attr-defined]
        sigma = torch.bmm(u.mT, torch.bmm(W, v)) / 4.0
        parts += [(W / sigma).flatten(1), b.flatten(1)]
    padding = torch.zeros(1, g.mlp_d.width - g.mlp_d.parameters)
    out = g.mlp_d.bind(torch.cat([*parts, padding], 1))(x).mean()
    (expected,) = torch.autograd.grad(out, raw)
    before = g.state["d"].clone()
    g.prepare(np.array([0]), 1)
    g.descend("d", ours, 0)
    torch.testing.assert_close((before - g.state["d"]) / 1e-3, expected, atol=2e-3, rtol=1e-2)
