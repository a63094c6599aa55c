"""The rhythm of series made by hand."""

import numpy as np
import pytest

from models.diagnosis.rhythm import rhythm


@pytest.mark.parametrize("period", [20, 73, 200])
def test_the_rhythm_of_a_noisy_wave_on_a_slope(period: int) -> None:
    t = np.arange(800)
    noise = np.random.default_rng(1).standard_normal(800)
    regular, lag = rhythm(np.sin(2 * np.pi * t / period) + 0.3 * noise + t / 100)
    assert regular > 0.8
    assert lag == pytest.approx(period, rel=0.04)


def test_noise_has_no_rhythm() -> None:
    generator = np.random.default_rng(1)
    assert max(rhythm(generator.standard_normal(800))[0] for _ in range(50)) < 0.35
    assert max(rhythm(generator.standard_normal(800).cumsum())[0] for _ in range(50)) < 0.75  # chance can look regular
    assert rhythm(np.full(800, 0.3)) == (0, 0)
    assert rhythm(np.arange(800.0))[0] == 0
    assert rhythm(np.empty(0)) == (0, 0)
