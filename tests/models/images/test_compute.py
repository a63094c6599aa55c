"""Devices and how they are used."""

from dataclasses import replace
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from models.images import compute
from models.images import run as runs
from models.images.compute import Compute, best_device, compute_on, cpu_has_bfloat16
from models.images.datasets import Images
from tests.models.images.games.made import run


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


def test_a_weight_of_one_channel_lies_so_as_well() -> None:
    conv = compute_on("cpu").place(nn.Conv2d(1, 8, 4))
    assert isinstance(conv, nn.Conv2d)
    assert conv.weight.stride() == (16, 1, 4, 1)
    assert conv(torch.randn(2, 1, 8, 8)).is_contiguous(memory_format=torch.channels_last)


@pytest.mark.parametrize("knobs", [{}, {"loss": "wgan_gp"}, {"strided": False}, {"batchnorm": False}])
@pytest.mark.parametrize("channels", [1, 3])
def test_activations_and_their_gradients_lie_alike(channels: int, knobs: dict[str, Any], bars: Images) -> None:
    one = run(replace(bars, train=bars.train.repeat(1, channels, 1, 1)), **knobs)
    crosswise, watched = [], 0

    def watch(module: nn.Module, gradients: tuple[Tensor, ...], outputs: tuple[Tensor, ...]) -> None:
        nonlocal watched
        for gradient in (*gradients, *outputs):
            if gradient is not None and gradient.dim() == 4:
                watched += 1
                if not gradient.is_contiguous(memory_format=torch.channels_last):
                    crosswise.append(module)

    for net in (one.system.nets["g"], one.system.nets["d"]):
        for module in net.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.register_full_backward_hook(watch)
            elif isinstance(module, nn.ReLU | nn.LeakyReLU):
                module.inplace = False  # hooks on the way back want it
                module.register_full_backward_hook(watch)
    one.advance(1)
    assert watched > 5
    assert not crosswise


@pytest.mark.parametrize("variant", ["dcgan", "cgan", "sgan"])
def test_how_images_lie_changes_no_number_but_by_rounding(
    variant: str, bars: Images, monkeypatch: pytest.MonkeyPatch
) -> None:
    knobs = {"labels": 10} if variant == "sgan" else {"loss": "wgan_gp"}
    curves = []
    for last in (True, False):
        monkeypatch.setattr(runs, "compute_on", lambda device, last=last: Compute(device, None, last, fused=True))
        curves.append(run(bars, variant, **knobs).advance(3))
    torch.testing.assert_close(curves[0], curves[1], rtol=1e-3, atol=1e-5)


@pytest.mark.parametrize(("cuda", "mps", "device"), [(True, True, "cuda"), (False, True, "mps"), (False, False, "cpu")])
def test_the_best_device(cuda: bool, mps: bool, device: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)
    assert best_device() == device


def test_apples_gpu_stays_with_float32() -> None:
    assert compute_on("mps").low is None
    assert not compute_on("mps").channels_last
