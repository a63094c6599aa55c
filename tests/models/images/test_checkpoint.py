"""Saved runs are safetensors, tell what they are, and can be sampled from without Saddle."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors.torch
import torch
from PIL import Image

from models.images.checkpoint import metadata, snippet
from models.images.datasets import Images
from models.images.experiment import Experiment
from models.images.run import ImageRun
from tests.models.images.games import run

KNOBS = [
    ("dcgan", {}),
    ("dcgan", {"convolutional": False, "noise": "uniform"}),
    ("dcgan", {"strided": False, "tanh": False, "batchnorm": False}),
    ("cgan", {}),
    ("sgan", {"labels": 10}),
]


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
    for name, value in one.gan.D.state_dict().items():
        assert torch.equal(tensors[f"d.{name}"], value)
    assert tensors["g.adam.0.exp_avg"].shape == next(one.gan.G.parameters()).shape


@pytest.mark.parametrize(("system", "knobs"), KNOBS)
def test_the_script_samples_what_the_run_shows_without_saddle(
    system: str, knobs: dict[str, Any], bars: Images, tmp_path: Path
) -> None:
    one = run(bars, system, **knobs)
    one.advance(2)
    (tmp_path / "run.safetensors").write_bytes(one.save())
    script = snippet(one, "run.safetensors")
    assert "models" not in script
    z = tmp_path / "z.safetensors"
    columns = one.grid[1] if system == "cgan" else 64
    z.write_bytes(safetensors.torch.save({"z": one.fixed_z[:columns].contiguous()}))
    drawn = "torch.rand(" if knobs.get("noise") == "uniform" else "torch.randn("
    assert drawn in script
    given = f"torch.{drawn.split('.')[1][:-1]} = lambda *_: (load_file('z.safetensors')['z'] + {{}}) / {{}}\nG = nn.Seq"
    given = given.format(*((1, 2) if knobs.get("noise") == "uniform" else (0, 1)))
    (tmp_path / "sample.py").write_text(script.replace("G = nn.Seq", given), encoding="utf-8")
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-I", "sample.py"]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    rows, columns = one.grid
    with Image.open(tmp_path / "samples.png") as image:
        found = torch.from_numpy(np.array(image)).int().view(rows, 16, columns, 16)
    shown = one.samples().view(rows, columns, 16, 16).transpose(1, 2).int()
    assert (found - shown).abs().max() <= 4  # bfloat16 where the run computes in it
