"""Devices and how they are used."""

import pytest
import torch
from torch import nn

from models.images import compute
from models.images.compute import best_device, compute_on, cpu_has_bfloat16


def test_the_cpu_computes_in_bfloat16_only_where_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (compute_on("cpu").low is torch.bfloat16) is cpu_has_bfloat16()
    monkeypatch.setattr(compute, "cpu_has_bfloat16", lambda: False)
    plain = compute_on.__wrapped__("cpu")
    with plain.autocast():
        assert nn.Linear(2, 2)(torch.ones(1, 2)).dtype == torch.float32


def test_a_processor_that_pytorch_cannot_ask_about_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_is_avx512_bf16_supported", "_is_amx_tile_supported"):
        monkeypatch.delattr(torch.cpu, name, raising=False)
    assert not cpu_has_bfloat16()


def test_what_is_placed_lies_as_it_is_computed_fastest() -> None:
    net = compute_on("cpu").place(nn.Conv2d(4, 8, 3))
    assert net.weight.is_contiguous(memory_format=torch.channels_last)  # type: ignore[operator]


@pytest.mark.parametrize(("cuda", "mps", "device"), [(True, True, "cuda"), (False, True, "mps"), (False, False, "cpu")])
def test_the_best_device(cuda: bool, mps: bool, device: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)
    assert best_device() == device


def test_apples_gpu_stays_with_float32() -> None:
    assert compute_on("mps").low is None
    assert not compute_on("mps").channels_last
