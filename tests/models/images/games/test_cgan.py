"""The conditional GAN: labels reach both networks, and are obeyed."""

import pytest
import torch

from models.images.datasets import Images
from tests.models.images.games.made import dcgan, fixed_labels, fixed_z, generated, run


def test_a_row_a_class_and_the_same_z_in_every_row(bars: Images) -> None:
    one = run(bars, "cgan")
    rows, columns = (len(names) for names in one.sheet)
    assert (rows, columns) == (2, 10)
    assert torch.equal(fixed_labels(one), torch.tensor([0] * 10 + [1] * 10))
    assert torch.equal(fixed_z(one)[:10], fixed_z(one)[10:])
    assert len(set(fixed_z(one)[:10, 0].tolist())) == 10
    assert torch.equal(one.show().images, generated(one, fixed_z(one), fixed_labels(one)))


def test_real_images_go_with_their_own_labels(bars: Images) -> None:
    one = run(bars, "cgan")
    batch = dcgan(one).batch(4, 0)
    assert batch.y is not None
    lying = (batch.x.mean(3).std(2) > batch.x.mean(2).std(2)).squeeze(1)
    assert torch.equal(batch.y.argmax(1), lying.long())
    assert batch.y.square().mean().item() == pytest.approx(1)


def test_it_paints_what_it_is_told(halves: Images) -> None:
    one = run(halves, "cgan", g_width=16, d_width=16, batch=32, lr_g=1e-3, lr_d=1e-3)
    one.advance(120)
    x = one.show().images.float()
    low = (x[:, 0, 8:].mean((1, 2)) > x[:, 0, :8].mean((1, 2))).long()
    assert (low == fixed_labels(one)).float().mean() > 0.95
