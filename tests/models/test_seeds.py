"""Draws follow from the seed and their purpose alone, and noise has the distribution that it names."""

import pytest
import torch

from models.seeds import generator, noise


def drawn(seed: int, *path: int | str) -> torch.Tensor:
    return torch.rand(8, generator=generator(seed, *path))


def test_the_same_purpose_draws_the_same() -> None:
    assert torch.equal(drawn(7, "noise", 3), drawn(7, "noise", 3))


@pytest.mark.parametrize("other", [(8, "noise", 3), (7, "real", 3), (7, "noise", 4), (7, "noise"), (7, "noise", "3")])
def test_another_seed_or_purpose_draws_something_else(other: tuple[int, int | str]) -> None:
    assert not torch.equal(drawn(7, "noise", 3), drawn(*other))


def test_draws_are_the_same_for_ever() -> None:
    """Links and checkpoints name a seed: what it stands for must not change with a version."""
    assert generator(1, "real", 0).initial_seed() == 3948604565
    assert generator(2**31 - 1).initial_seed() == 3487403186


def test_gaussian_noise_is_standard_normal() -> None:
    z = noise("gaussian", (2, 20_000), generator(1))
    assert z.shape == (2, 20_000)
    assert z.mean().item() == pytest.approx(0, abs=0.02)
    assert z.std().item() == pytest.approx(1, abs=0.02)


def test_uniform_noise_fills_minus_one_to_one() -> None:
    z = noise("uniform", (20_000,), generator(1))
    assert -1 <= z.min().item() < -0.999
    assert 0.999 < z.max().item() <= 1
    assert z.std().item() == pytest.approx(3**-0.5, abs=0.01)
