"""What is advised to an image GAN: the nearest cause first, and knobs that the game has."""

from typing import Any

import pytest

from models.images.diagnosis.cures import CURES, cure, rates_as_usual
from models.images.experiment import Experiment


def knobs(**changes: Any) -> dict[str, Any]:
    """Those of DCGAN on digits, with some turned."""
    return Experiment.parse("dcgan", "digits").knobs.model_dump() | changes


def test_rates_far_from_the_usual_are_named_first() -> None:
    assert rates_as_usual(knobs()) is None
    assert rates_as_usual(knobs(lr_d=2e-3 * 5)) is None
    found = rates_as_usual(knobs(lr_d=0.1, lr_g=1e-5))
    assert found is not None
    assert found.tune == {"lr_g": 2e-3, "lr_d": 2e-3}
    assert found.advice == "Let G and D learn at the usual rate."
    for why in ("collapse", "strong_d", "oscillation", "weak_d", "dead_d", "stuck"):
        assert cure(why, knobs(lr_d=0.1)).tune == {"lr_d": 2e-3}, why


@pytest.mark.parametrize(
    ("why", "changes", "tune"),
    [
        ("collapse", {"noise_dim": 2}, {"noise_dim": 100}),
        ("collapse", {"tanh": False}, {"tanh": True}),
        ("collapse", {"convolutional": False}, {"convolutional": True}),
        ("collapse", {"batchnorm": False}, {"batchnorm": True}),
        ("lost_modes", {}, {"lr_g": 5e-4}),
        ("strong_d", {"n_critic": 3}, {"n_critic": 1}),
        ("vanished", {"g_width": 8}, {"g_width": 32}),
        ("strong_d", {}, {"lr_d": 5e-4}),
        ("weak_d", {"d_width": 8}, {"d_width": 32}),
        ("weak_d", {"lr_d": 1e-3}, {"lr_d": 2e-3}),
        ("weak_d", {}, {"lr_g": 5e-4}),
        ("oscillation", {}, {"lr_d": 5e-4}),
        ("dead_d", {"leaky": False}, {"leaky": True}),
        ("dead_d", {}, {"lr_d": 5e-4}),
        ("dead_g", {}, {}),
        ("diverged", {}, {"lr_g": 2e-4, "lr_d": 2e-4}),
        ("stuck", {"g_width": 8}, {"g_width": 32}),
        ("frozen", {"freeze_g": True}, {"freeze_g": False}),
        ("wait", {}, {}),
    ],
)
def test_the_knob_that_stands_wrong_is_turned(why: str, changes: dict[str, Any], tune: dict[str, Any]) -> None:
    assert cure(why, knobs(**{"noise_dim": 16} | changes)).tune == tune


def test_there_is_no_cure_for_what_nobody_knows() -> None:
    assert cure("unheard_of", knobs()).advice == ""


@pytest.mark.parametrize("variant", ["dcgan", "cgan", "sgan"])
@pytest.mark.parametrize("why", CURES)
def test_each_cure_is_a_sentence_and_an_allowed_change(variant: str, why: str) -> None:
    experiment = Experiment.parse(variant, "digits")
    found = cure(why, experiment.knobs.model_dump())
    assert found.advice.endswith((".", "?"))
    experiment.with_changes(found.tune, {})  # refuses knobs that there are not, and values out of range
