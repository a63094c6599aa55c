"""Toys train on the CPU unless a GPU is named, and a GPU that is not there is refused with what to do."""

import subprocess
import sys

import pytest
import torch

from server.workers.device import DeviceError, resolve


@pytest.mark.parametrize("device", ["auto", "cpu"])
def test_unasked_it_is_the_cpu(device: str) -> None:
    assert resolve(device) == "cpu"


def test_the_cpu_is_found_without_pytorch() -> None:
    code = "import sys; from server.workers.device import resolve; resolve('auto'); print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(("device", "module"), [("cuda", torch.cuda), ("mps", torch.backends.mps)])
def test_a_gpu_is_asked_for(device: str, module: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "is_available", lambda: True)
    assert resolve(device) == device
    monkeypatch.setattr(module, "is_available", lambda: False)
    with pytest.raises(DeviceError, match=f"finds no {device} device; try --device cpu"):
        resolve(device)
