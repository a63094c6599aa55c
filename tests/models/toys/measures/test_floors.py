"""The floors and ceilings that are drawn beside the measures."""

import gc

import pytest
import torch

from models.toys.distributions import DISTRIBUTIONS
from models.toys.distributions.gaussians import Gaussians
from models.toys.distributions.points import Points1D
from models.toys.measures import MEASURES, floors, measure_samples


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_a_perfect_generator_scores_its_floors(name: str) -> None:
    data = DISTRIBUTIONS[name]()
    floor = floors(data, 2500, data.box())
    generator = torch.Generator().manual_seed(123)
    score = measure_samples(data.sample(2500, generator), data.sample(2500, generator), data, data.box())
    assert list(score) == list(floor) == [m for m in MEASURES if m in score]
    assert ("modes" in score) == (data.modes() is not None)
    assert score["js"] == pytest.approx(floor["js"], abs=0.25 * floor["js"])
    assert score["kl"] == pytest.approx(floor["kl"], abs=0.35 * floor["kl"])
    assert score["w1"] < 4 * floor["w1"]
    if "modes" in score:
        assert score["modes"] == floor["modes"]
        assert score["hq"] == pytest.approx(floor["hq"], abs=1)


@pytest.mark.parametrize("name", ["gaussians", "line", "ring", "disjoint"])
def test_gan_labs_data_have_a_floor_below_two_hundredths_of_a_bit(name: str) -> None:
    data = DISTRIBUTIONS[name]()
    assert 0 < floors(data, 12_000, data.box())["js"] <= 0.02


def test_the_floor_falls_with_more_samples_and_is_computed_once() -> None:
    data = Gaussians()
    assert floors(data, 500, data.box())["js"] > 2 * floors(data, 2500, data.box())["js"]
    assert floors(Gaussians(), 2500, data.box()) is floors(data, 2500, data.box())


def test_fakes_of_another_number_have_floors_of_their_own() -> None:
    data = Gaussians()
    fewer = floors(data, 500, data.box(), 12_000)["js"]
    assert floors(data, 12_000, data.box())["js"] < fewer < floors(data, 500, data.box())["js"]


def test_of_own_points_few_are_kept() -> None:
    """Thousands of points are megabytes each."""
    before = alive()
    for i in range(12):
        data = Points1D.model_validate({"points": [0.0, 1.0 + i], "jitter": 0.0123})
        assert floors(data, 50, data.box()) is floors(data, 50, data.box())
        del data
    assert alive() - before <= 2


def alive() -> int:
    gc.collect()
    # Some that a test has left half made have no jitter.
    return sum(type(thing) is Points1D and vars(thing).get("jitter") == 0.0123 for thing in gc.get_objects())
