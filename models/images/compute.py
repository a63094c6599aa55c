"""Where image GANs are computed and how: what was measured to be faster, and nothing else.

DCGAN, 32 pixels, 32 channels, batch 64, one thread of a CPU with AVX-512 and bfloat16, as shares of a plain float32
loop's steps a second (medians of runs that took turns):

    no gradients of D's weights while G learns, no .item() in the loop    1.1
    … and channels_last                                                   1.3
    … and bfloat16 autocast                                               1.8
    … and Adam fused                                                      2.0
    … and activations and their gradients laid out alike, everywhere      2.1

Matrices instead of convolutions of 4×4 pixels next to z and to the logit gain 8 % more.
A CPU without bfloat16 instructions emulates them, many times slower: it stays with float32.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import torch
from torch import Tensor, nn


@dataclass(frozen=True)
class Compute:
    """A device and the way to use it."""

    device: str
    low: torch.dtype | None  # what convolutions are computed in, where it is not float32
    channels_last: bool
    fused: bool

    def autocast(self) -> torch.autocast:
        kind = torch.device(self.device).type
        return torch.autocast(kind, self.low or torch.bfloat16, enabled=self.low is not None)

    def place(self, net: nn.Module) -> nn.Module:
        """Move a network to the device, laid out for it, in place."""
        placed: nn.Module = net.to(self.device)
        return lay_out(placed) if self.channels_last else placed

    def adam(self, parameters: Iterable[nn.Parameter]) -> torch.optim.Adam:
        return torch.optim.Adam(parameters, fused=self.fused)


def lay_out(net: nn.Module) -> nn.Module:
    """Make a network keep images channels_last from end to end, gradients included; what it computes is the same.

    Where an activation and its gradient lie in memory differently, ReLU's backward pass takes 30 times as long.
    """
    for p in net.parameters():
        if p.dim() == 4:  # by hand: `to` leaves weights of one channel, which are laid out either way, as they are
            p.data = torch.empty_like(p, memory_format=torch.channels_last).copy_(p)
    for module in net.modules():
        if isinstance(module, nn.Unflatten):
            module.register_forward_hook(lambda _, __, out: laid_out(out))
        elif isinstance(module, nn.Flatten):
            module.register_forward_pre_hook(lambda _, given: (laid_out(*given),))
    return net


class LaidOut(torch.autograd.Function):
    """Images, and on the way back their gradients, channels_last; matrices as they are."""

    @staticmethod
    def forward(_: Any, x: Tensor) -> Tensor:
        return channels_last(x)

    @staticmethod
    def backward(_: Any, gradient: Tensor) -> Tensor:
        return channels_last(gradient)


def laid_out(x: Tensor) -> Tensor:
    out: Tensor = LaidOut.apply(x)  # type: ignore[no-untyped-call]
    return out


def channels_last(x: Tensor) -> Tensor:
    return x.contiguous(memory_format=torch.channels_last) if x.dim() == 4 else x


@cache
def compute_on(device: str) -> Compute:
    """The fastest way on this device."""
    kind = torch.device(device).type
    if kind == "cuda":
        return Compute(device, torch.bfloat16 if torch.cuda.is_bf16_supported() else None, True, True)
    if kind == "cpu":
        return Compute(device, torch.bfloat16 if cpu_has_bfloat16() else None, True, True)
    return Compute(device, None, False, False)


def cpu_has_bfloat16() -> bool:
    """Whether this processor multiplies bfloat16 itself; False where this PyTorch cannot tell."""
    asked = (getattr(torch.cpu, name, None) for name in ("_is_avx512_bf16_supported", "_is_amx_tile_supported"))
    return any(ask is not None and ask() for ask in asked)


def best_device() -> str:
    """CUDA, else Apple's GPU, else the CPU."""
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"
