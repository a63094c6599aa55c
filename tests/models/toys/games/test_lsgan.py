"""LSGAN: squares of the distance from the labels, a D that is no logit, and its opinion on a scale of labels."""

import pytest
import torch

from tests.models.toys.games.made import game


def test_losses_are_half_the_squared_distance_from_the_labels() -> None:
    g = game("lsgan")
    real, fake = torch.tensor([[1.0, 0.5] * 16] * 2), torch.tensor([[0.0, -1.0] * 16] * 2)
    assert g.loss_d(real, fake).tolist() == pytest.approx([0.5 * 0.125 + 0.5 * 0.5] * 2)
    assert g.loss_g(real, fake).tolist() == pytest.approx([0.5 * 2.5] * 2)


def test_d_is_shown_as_it_is() -> None:
    g = game("lsgan")
    out = torch.tensor([[0.0, 0.5, 1.0]])
    assert g.reading(out).tolist() == out.tolist()
    assert g.opinion(out, None, None)[0].tolist() == pytest.approx([-1, 0, 1])
    assert not g.logistic()
