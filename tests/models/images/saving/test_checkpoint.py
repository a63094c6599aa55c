"""Saved runs are safetensors, and tell what they are."""

import safetensors.torch
import torch

from models.images.datasets import Images
from models.images.experiment import Experiment
from models.images.run import ImageRun
from models.images.saving.checkpoint import metadata
from tests.models.images.games.made import fixed_z, run


def test_a_saved_run_tells_its_recipe(bars: Images) -> None:
    one = run(bars, "sgan", seed=5, labels=12)
    one.advance(2)
    told = metadata(one.save())
    assert told["step"] == 2
    assert told["diverged_at"] is None
    again = Experiment.parse(**told["experiment"])
    assert again == one.experiment
    assert ImageRun(again, bars, state=one.save()).step == 2


def test_its_tensors_are_named_as_modules_name_them(bars: Images) -> None:
    one = run(bars)
    one.advance(1)
    tensors = safetensors.torch.load(one.save())
    for name, value in one.system.nets["d"].state_dict().items():
        assert torch.equal(tensors[f"d.{name}"], value)
    assert torch.equal(tensors["z"], fixed_z(one))
    assert tensors["g.adam.0.exp_avg"].shape == next(one.system.nets["g"].parameters()).shape
