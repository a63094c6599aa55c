"""Which cell of the confusion matrix teaches whom: what each paper's loss says."""

from typing import Any

import pytest
import torch

from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.measures.teaching import measure_teaching
from models.toys.pictures.snapshot import stack_as_shown


def taught(variant: str, real: list[float], fake: list[float], **knobs: Any) -> dict[str, float]:
    """What these outputs of D teach; it says real where they are above 0."""
    stack = stack_as_shown([Run(Experiment.parse(variant, "gaussians", knobs))])
    outputs = [torch.tensor([real]), torch.tensor([fake])]
    (scores,) = measure_teaching(stack, outputs, outputs)
    return {name.removeprefix("lesson_"): score for name, score in scores.items()}


def test_a_d_that_cannot_tell_is_taught_half_by_every_sample() -> None:
    scores = taught("gan", [0.0, 1e-6], [-1e-6, 0.0])
    assert scores.pop("g_fake_as_fake") == pytest.approx(0.5, abs=1e-5)
    assert all(score == pytest.approx(0.5, abs=1e-5) for score in scores.values())
    assert set(scores) == {"d_real_as_real", "d_fake_as_real", "d_fake_as_fake", "g_fake_as_real"}


def test_d_learns_from_its_mistakes_and_g_from_the_fakes_that_were_seen_through() -> None:
    scores = taught("gan", [4.0, -4.0], [4.0, -4.0])
    sure, mistaken = torch.sigmoid(torch.tensor([-4.0, 4.0])).tolist()
    assert scores["d_real_as_real"] == pytest.approx(sure, abs=1e-5)
    assert scores["d_real_as_fake"] == pytest.approx(mistaken, abs=1e-5)
    assert scores["d_fake_as_real"] == pytest.approx(mistaken, abs=1e-5)
    assert scores["d_fake_as_fake"] == pytest.approx(sure, abs=1e-5)
    assert scores["g_fake_as_fake"] == pytest.approx(mistaken, abs=1e-5)
    assert scores["g_fake_as_real"] == pytest.approx(sure, abs=1e-5)


def test_the_minimax_loss_teaches_g_nothing_where_d_is_sure() -> None:
    scores = taught("gan", [4.0], [4.0, -12.0], loss="minimax")
    assert scores["g_fake_as_fake"] < 1e-5
    assert scores["g_fake_as_real"] > 0.98


def test_every_sample_teaches_a_critic_of_wgan_alike() -> None:
    scores = taught("wgan", [3.0, -0.1], [5.0, -9.0])
    assert set(scores.values()) == {1.0}


def test_inside_the_margin_hinge_teaches_d_and_outside_nothing() -> None:
    scores = taught("hinge", [2.0, 0.5, -3.0], [-2.0, -4.0, 0.5])
    assert scores["d_real_as_real"] == 0.5
    assert scores["d_real_as_fake"] == 1
    assert scores["d_fake_as_fake"] == 0
    assert scores["g_fake_as_fake"] == scores["g_fake_as_real"] == 1


def test_real_samples_teach_a_relativistic_g_too() -> None:
    scores = taught("r3gan", [4.0, -4.0], [-4.0, 4.0])
    assert scores["g_real_as_real"] > 0.99, "a pair that D gets right"
    assert scores["g_real_as_fake"] < 0.01
    assert scores["d_real_as_real"] < 0.01
