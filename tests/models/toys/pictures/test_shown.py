"""What stays the same from picture to picture: noise and real samples of a seed, and the places of the cells."""

import numpy as np
import pytest
import torch

from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.pictures.shown import (
    CELLS,
    SAMPLES,
    cells,
    denormalise,
    evenly,
    from_uniform,
    real_samples,
    shown_density,
    shown_noise,
    shown_real,
    to_uniform,
)


def run(data: str = "gaussian_ring", seed: int = 1) -> Run:
    return Run(Experiment.parse("gan", data, {"noise_dim": 2}, seed=seed))


def test_a_seed_shows_the_same_samples_at_every_step() -> None:
    first, later = run(), run()
    later.step = 700
    assert torch.equal(shown_noise(first), shown_noise(later))
    np.testing.assert_array_equal(real_samples(first), real_samples(later))
    assert not torch.equal(shown_noise(first), shown_noise(run(seed=2)))


def test_noise_and_real_samples_have_their_shapes_and_are_made_once() -> None:
    member = run()
    assert shown_noise(member).shape == (2, SAMPLES)
    assert shown_real(member).shape == (2, SAMPLES)
    assert shown_noise(member) is shown_noise(member)
    assert shown_real(member) is shown_real(member)


def test_real_samples_come_back_from_the_networks_units() -> None:
    member = run()
    np.testing.assert_allclose(denormalise(shown_real(member), member).numpy(), real_samples(member), atol=1e-5)


def test_cells_are_centres_with_x_running_fastest() -> None:
    line, plane = cells(1), cells(2)
    n = CELLS[2]
    assert line.shape == (1, CELLS[1])
    assert line[0, 0].item() == pytest.approx(-1 + 1 / CELLS[1])
    assert plane.shape == (2, n * n)
    assert plane[:, 1].tolist() == pytest.approx([-1 + 3 / n, -1 + 1 / n])
    assert plane[:, n].tolist() == pytest.approx([-1 + 1 / n, -1 + 3 / n])


def test_the_density_shown_is_that_of_the_line() -> None:
    member = run("gaussian_1d")
    p = shown_density(member)
    assert p is not None
    width = (member.box[0][1] - member.box[0][0]) / CELLS[1]
    assert p.sum().item() * width == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("kind", ["gaussian", "uniform"])
def test_noise_and_its_share_are_inverse(kind: str) -> None:
    u = torch.tensor([0.02, 0.5, 0.98])
    torch.testing.assert_close(to_uniform(kind, from_uniform(kind, u)), u)
    assert from_uniform("uniform", u).tolist() == pytest.approx([-0.96, 0, 0.96])
    assert from_uniform("gaussian", u)[2].item() == pytest.approx(2.0537, abs=1e-3)


def test_even_noise_leaves_no_gap() -> None:
    u = to_uniform("gaussian", evenly("gaussian", 1, 256))
    counts = torch.histc(u, bins=32, min=0, max=1)
    assert counts.min() >= 6
    assert counts.max() <= 10
