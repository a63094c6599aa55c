"""The measures of a generator from its samples: which apply, and their values where they are known exactly."""

import math

import pytest
import torch

from models.measure import Measure
from models.toys.distributions.gaussians import GaussianRing
from models.toys.distributions.line import Uniform1D
from models.toys.measures.samples import MEASURES, SAMPLE_MEASURES, Comparison, measure, measure_samples


def test_everything_outside_the_box_is_as_wrong_as_can_be() -> None:
    data = GaussianRing()
    far = torch.full((100, 2), 1e30)
    score = measure_samples(data.sample(100, torch.Generator().manual_seed(1)), far, data, data.box())
    assert list(score) == list(MEASURES)
    assert score["js"] == pytest.approx(1, abs=1e-12)
    assert score["modes"] == 0
    assert score["w1"] > 1e29


def test_a_generator_of_one_mode_misses_the_others() -> None:
    data = GaussianRing()
    modes = data.modes()
    assert modes is not None
    one = torch.as_tensor(modes[0])[:1].repeat(100, 1)
    score = measure_samples(data.sample(100, torch.Generator().manual_seed(1)), one, data, data.box())
    assert score["modes"] == 1
    assert score["hq"] == 100
    assert score["reverse_kl"] == pytest.approx(math.log(len(modes[0])))


def test_data_without_modes_have_no_measures_of_modes() -> None:
    data = Uniform1D()
    real = data.sample(100, torch.Generator().manual_seed(1))
    assert measure_samples(real, real, data, data.box()) == {"js": 0, "kl": 0, "w1": 0}


def test_nothing_is_said_of_fakes_that_are_not_numbers() -> None:
    data = Uniform1D()
    real = data.sample(10, torch.Generator().manual_seed(1))
    assert measure_samples(real, torch.full((10, 1), torch.nan), data, data.box()) == {}


def test_a_declared_measure_takes_part(monkeypatch: pytest.MonkeyPatch) -> None:
    @measure("Fakes", "", "high", "How many there are")
    def fakes(c: Comparison) -> float:
        return len(c.fake)

    assert fakes.measure == Measure("Fakes", "", "high", "How many there are")
    monkeypatch.setitem(SAMPLE_MEASURES, "fakes", fakes)
    data = Uniform1D()
    real = data.sample(10, torch.Generator().manual_seed(1))
    assert measure_samples(real, real[:4], data, data.box())["fakes"] == 4
