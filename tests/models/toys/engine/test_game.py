"""The tools that games are made of: means without padding, outputs apart, derivatives, penalties."""

from typing import Any

import pytest
import torch

from models.toys.engine.game import Game
from models.toys.games import VARIANTS
from tests.models.toys.games.made import game, logits


def test_padding_counts_for_nothing_in_a_mean() -> None:
    stack = game("gan", batch=37)
    x = torch.full((2, 64), 2.0)
    x[:, 37:] = 1e6
    assert stack.mean(x).tolist() == pytest.approx([2.0, 2.0])


def test_outputs_on_several_batches_are_told_apart() -> None:
    stack = game("gan", batch=32)
    real, fake = stack.split_outputs(torch.arange(2 * 64.0).view(2, 1, 64))
    assert real[0].tolist() == list(range(32))
    assert fake[1].tolist() == list(range(96, 128))


@pytest.mark.parametrize("variant", ["gan", "lsgan"])
def test_what_each_sample_adds_is_the_derivative_without_the_mean(variant: str) -> None:
    stack = game(variant, batch=32)
    for loss in ("loss_d", "loss_g"):
        pairs = zip(stack.derive_each(loss, *logits()), stack.derivative(loss, *logits()), strict=True)
        for alone, in_batch in pairs:
            torch.testing.assert_close(alone / 32, in_batch)


@pytest.mark.parametrize("variant", VARIANTS)
def test_knobs_switch_penalties_on_and_off(variant: str) -> None:
    off: dict[str, Any] = {name: 0.0 for name in Game.penalties if name in VARIANTS[variant].Knobs.model_fields}
    assert not game(variant, **off).has_penalty
    for name in off:
        assert game(variant, **(off | {name: 0.5})).has_penalty


def test_the_best_d_is_known_where_d_is_a_probability_of_one_sample() -> None:
    known = {name for name in VARIANTS if game(name).has_optimum}
    assert known == {"gan", "lsgan", "dragan"}
    assert game("pacgan", pack=1).has_optimum
