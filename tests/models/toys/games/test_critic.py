"""What all critics share: any number for an output, an opinion relative to the samples, and no penalty of their own."""

import math

import pytest
import torch

from models.toys.games import VARIANTS
from tests.models.toys.games.made import game

CRITICS = [name for name, gan in VARIANTS.items() if gan.critic]


def test_the_critics_are_those_whose_papers_say_so() -> None:
    assert CRITICS == ["wgan", "wgan_gp", "hinge", "r3gan"]


@pytest.mark.parametrize("variant", CRITICS)
def test_a_critics_output_is_shown_as_it_is(variant: str) -> None:
    out = torch.tensor([[-3.0, 0.0, 40.0]])
    assert game(variant).reading(out).tolist() == out.tolist()


@pytest.mark.parametrize("variant", CRITICS)
def test_a_critics_opinion_is_relative_to_the_samples(variant: str) -> None:
    """0 midway between its means on real and on fake samples, ±tanh(1) one spread away."""
    g = game(variant)
    real, fake = torch.full((2, 8), 3.0), torch.full((2, 8), 1.0)
    for moved in (0.0, 7.0):
        opinion = g.opinion(torch.tensor([[1.0, 2.0, 3.0]] * 2) + moved, real + moved, fake + moved)
        assert opinion[0].tolist() == pytest.approx([-math.tanh(1), 0, math.tanh(1)], abs=1e-6)


def test_the_gap_says_how_much_more_a_critic_likes_the_data() -> None:
    g = game("wgan")
    assert g.value(torch.full((2, 32), 3.0), torch.full((2, 32), 1.0)).tolist() == pytest.approx([2, 2])
    assert g.loss_g(torch.zeros(2, 32), torch.full((2, 32), 1.5)).tolist() == pytest.approx([-1.5, -1.5])
