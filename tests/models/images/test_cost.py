"""What a run costs: the device's name, and the steps that somebody has measured."""

from typing import Any

import pytest
import torch

from models.images.compute import Compute
from models.images.cost import device_name, milestone
from models.images.datasets import DATASETS
from models.images.experiment import Experiment
from models.images.games import VARIANTS
from models.images.system import Milestone


@pytest.mark.parametrize(
    ("device", "low", "name"),
    [
        ("cpu", None, "CPU"),
        ("cpu", torch.bfloat16, "CPU, bfloat16"),
        ("mps", None, "Apple GPU"),
        ("cuda", torch.bfloat16, "NVIDIA H200, bfloat16"),
    ],
)
def test_devices_have_the_names_people_give_them(
    device: str, low: Any, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda device: "NVIDIA H200")
    assert device_name(Compute(device, low, True, True)) == name


def test_steps_are_known_for_the_usual_knobs_only() -> None:
    e = Experiment.parse("dcgan", "digits", {}, seed=5)
    assert milestone(e) == Milestone(1200, "80 % clear digits")
    assert milestone(Experiment.parse("dcgan", "digits", {"ema": 0.5})) == milestone(e)
    for variant, knobs in (("dcgan", {"lr_g": 1e-3}), ("dcgan", {"size": 16}), ("cgan", {"g_width": 8})):
        assert milestone(Experiment.parse(variant, "digits", knobs)) is None


def test_what_is_known_is_of_systems_that_there_are() -> None:
    for variant, system in VARIANTS.items():
        for (data, size), (steps, until) in system.milestones.items():
            assert Experiment.parse(variant, data, {"size": size}).data in DATASETS
            assert steps > 0
            assert until
