"""What is the matter between D and G of an image GAN: each finding at the limit that it names."""

from typing import Any

import numpy as np

from models.diagnosis.evidence import LATELY
from models.images.diagnosis.game import LOW, dead_d, dead_g, weak_d
from models.images.diagnosis.symptoms import ImageEvidence
from models.images.experiment import Experiment

KNOBS = Experiment.parse("dcgan", "digits").knobs.model_dump()


def made(curve: dict[str, Any] | None = None, **values: float) -> ImageEvidence:
    """Far from the data for long, with these values in every measure."""
    usual = {"clear": 0.1, "frechet": 8.0, "d_right": 0.55, "d_level": 0.5, "d_range": 0.4} | values
    measures = [{"step": float(s)} | usual for s in range(50, 1251, 50)]
    curves = {"d_real": np.full(1250, 0.51), "d_fake": np.full(1250, 0.5), "grad_g": np.full(1250, 1.0)}
    return ImageEvidence(1250, curves | (curve or {}), measures, KNOBS, modes=10, floors={"clear": 0.98})


def test_a_d_that_says_the_same_of_every_image_is_dead() -> None:
    assert dead_d(made()) is None
    found = dead_d(made(d_range=0.0))
    assert found is not None
    assert (found.state, found.level) == ("dead_d", "bad")
    assert "D says 0.50 of every image" in found.sentence


def test_a_g_that_nothing_moves_has_no_gradient() -> None:
    assert dead_g(made()) is None
    assert dead_g(made({"grad_g": np.zeros(LATELY - 1)})) is None, "that is too short to say it"
    found = dead_g(made({"grad_g": np.zeros(LATELY)}))
    assert found is not None
    assert found.state == "vanished"
    assert f"for {LATELY} steps" in found.sentence


def test_a_d_that_sees_too_little_is_weak() -> None:
    assert weak_d(made({"d_real": np.full(1250, 0.5 + LOW), "d_fake": np.full(1250, 0.5)})) is None
    found = weak_d(made())
    assert found is not None
    assert found.state == "weak_d"
    assert "D(x) − D(G(z)) is 0.01" in found.sentence
    assert "90 % of the samples are not clear" in found.sentence
