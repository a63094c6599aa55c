"""Saved runs can be sampled from without Saddle: the script runs as it is printed, and paints what the run shows."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor

from models.images.datasets import Images
from models.images.run import ImageRun
from models.images.saving.snippet import snippet
from tests.models.images.games.made import run

KNOBS = [
    ("dcgan", {}),
    ("dcgan", {"convolutional": False, "noise": "uniform"}),
    ("dcgan", {"strided": False, "tanh": False, "batchnorm": False}),
    ("cgan", {}),
    ("sgan", {"labels": 10}),
]


def sampled(script: str, folder: Path) -> "np.ndarray[Any, Any]":
    """Its picture, made by a Python that does not know this checkout."""
    (folder / "sample.py").write_text(script, encoding="utf-8")
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-I", "sample.py"]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    with Image.open(folder / "samples.png") as image:
        return np.array(image)


def tiled(samples: Tensor, rows: int, columns: int) -> Tensor:
    """Grey samples as the picture has them."""
    size = samples.shape[-1]
    return samples.view(rows, columns, size, size).transpose(1, 2).reshape(rows * size, columns * size)


def of(one: ImageRun, images: Images) -> str:
    script = snippet(one.experiment, 1, images.classes, "run.safetensors")
    assert script is not None
    return script


@pytest.mark.parametrize(("system", "knobs"), KNOBS)
def test_the_script_paints_what_the_run_shows(system: str, knobs: dict[str, Any], bars: Images, tmp_path: Path) -> None:
    one = run(bars, system, **knobs)
    one.advance(2)
    (tmp_path / "run.safetensors").write_bytes(one.save())
    script = of(one, bars)
    assert "models" not in script
    found = torch.from_numpy(sampled(script, tmp_path)).int()
    shown = tiled(one.show().images, len(one.sheet.rows), len(one.sheet.columns)).int()
    assert found.shape == shown.shape
    assert (found - shown).abs().max() <= 4  # bfloat16 where the run computes in it
    if (system, knobs) in (KNOBS[1], KNOBS[3]):  # uniform and Gaussian
        others = torch.from_numpy(sampled(with_other_noise(script), tmp_path)).int()
        assert others.shape == found.shape
        assert (others != found).any()


def with_other_noise(script: str) -> str:
    """As its comment says how."""
    (line,) = [line for line in script.splitlines() if line.startswith("z = weights")]
    return script.replace(line, "z = " + line.partition("for others: ")[2])
