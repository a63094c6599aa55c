"""What a diagnosis looks at in an image GAN, in numbers that are known."""

import math
from typing import Any

import numpy as np
import pytest

from models.diagnosis.evidence import WINDOW
from models.images.diagnosis.symptoms import ImageEvidence
from models.images.experiment import Experiment

KNOBS = Experiment.parse("dcgan", "digits").knobs.model_dump()


def made(measures: list[dict[str, float]], **more: Any) -> ImageEvidence:
    """Evidence with these measures, and a curve on which D says 0.6 of real images and 0.4 of fakes."""
    curve = {"d_real": np.full(800, 0.6), "d_fake": np.full(800, 0.4)}
    facts: dict[str, Any] = {"modes": 10, "floors": {"clear": 0.98}} | more
    return ImageEvidence(int(measures[-1]["step"]), curve, measures, KNOBS, **facts)


def over_time(frechet: Any, clear: Any = lambda s: 0.5, last: int = 1200) -> list[dict[str, float]]:
    return [
        {"step": float(s), "frechet": frechet(s), "clear": clear(s), "d_right": 0.7} for s in range(300, last + 1, 25)
    ]


def test_the_edge_of_d_is_the_difference_of_its_scores() -> None:
    assert made(over_time(lambda s: 8.0)).edge == pytest.approx(0.2)
    assert made(over_time(lambda s: 8.0), critic=True).edge == pytest.approx(2 * 0.7 - 1)


def test_what_is_wrong_is_what_is_less_clear_than_real_images() -> None:
    assert made(over_time(lambda s: 8.0, lambda s: 0.6)).wrong == pytest.approx(0.38)
    assert made(over_time(lambda s: 8.0, lambda s: 0.99)).wrong == 0
    assert math.isnan(made([{"step": 100.0}]).wrong)
    assert not made([{"step": 100.0}]).labelled


def test_a_window_is_half_as_long_as_that_of_toys() -> None:
    window = made(over_time(lambda s: 8.0)).window()
    assert window[0]["step"] == 1200 - WINDOW // 2 + 25
    assert window[-1]["step"] == 1200


def test_a_steady_trend_is_no_swing() -> None:
    assert made(over_time(lambda s: math.exp(-s / 300))).swing == pytest.approx(0, abs=1e-9)
    assert made(over_time(lambda s: 8.0 if s // 25 % 2 else 4.0)).swing > 0.3


def test_nobody_can_tell_of_a_swing_too_early_or_without_a_distance() -> None:
    assert made(over_time(lambda s: 8.0, last=350)).swing == 0
    assert made(over_time(lambda s: 0.0)).swing == 0


@pytest.mark.parametrize(
    ("frechet", "clear", "stalled"),
    [
        (lambda s: 8.0, lambda s: 0.5, True),
        (lambda s: 8.0, lambda s: s / 2400, False),  # more become clear
        (lambda s: 8000 / s, lambda s: 0.5, False),  # they come closer
    ],
)
def test_no_headway_is_neither_clearer_nor_closer(frechet: Any, clear: Any, stalled: bool) -> None:
    assert made(over_time(frechet, clear)).stalled() is stalled
