"""DCGAN's networks, with each of its guidelines to be followed or broken (hyperparameters.Guidelines).

Both halve or double the image from layer to layer, between 4×4 and the whole; widths double as the image halves.
At 4×4 z is projected and reshaped, and D's features are flattened: these two layers are matrices, as in the paper.
"""

import math
from itertools import pairwise
from typing import Any

import torch
from torch import Tensor, nn

SLOPE = 0.2  # of LeakyReLU
SMALLEST = 4  # pixels a side, where the convolutions begin or end
Parts = tuple[nn.Sequential, nn.Sequential]
SPREAD = 0.02  # standard deviation of the first weights


def generator(k: Any, channels: int, labels: int = 0) -> nn.Sequential:
    """Noise `(n, noise_dim + labels)`, a label's vector behind z, → images `(n, channels, size, size)`."""
    inputs = k.noise_dim + labels
    end = nn.Tanh() if k.tanh else nn.Sigmoid()
    if not k.convolutional:
        a, b = 8 * k.g_width, 16 * k.g_width
        image = nn.Unflatten(1, (channels, k.size, k.size))
        hidden = [*dense(k.batchnorm, inputs, a), nn.ReLU(True), *dense(k.batchnorm, a, b), nn.ReLU(True)]
        return nn.Sequential(*hidden, nn.Linear(b, channels * k.size**2), image, end)
    first, *more = widths(k.g_width, k.size)[::-1]
    project = nn.Linear(inputs, first * SMALLEST**2, bias=not k.batchnorm)
    layers = [project, nn.Unflatten(1, (first, SMALLEST, SMALLEST)), *norm2d(k.batchnorm, first), nn.ReLU(True)]
    for a, b in pairwise([first, *more]):
        layers += [*larger(k, a, b, not k.batchnorm), *norm2d(k.batchnorm, b), nn.ReLU(True)]
    return nn.Sequential(*layers, *larger(k, [first, *more][-1], channels, True), end)


class Discriminator(nn.Module):
    """Images `(n, channels, size, size)` → `(n, outputs)`; a label joins behind the first layer, as maps of its own.

    normed: whether it has BatchNorm. Perarnau et al. (2016, arXiv:1611.06355) found labels to do most there.
    """

    def __init__(self, k: Any, channels: int, normed: bool, outputs: int = 1, labels: int = 0):
        super().__init__()
        build = convolutions if k.convolutional else perceptron
        self.first, self.rest = build(k, channels, normed, outputs, labels)

    def forward(self, x: Tensor, y: Tensor | None = None) -> Tensor:
        """Y: labels `(n, labels)` as feed.encoded has them, for a network made with them."""
        x = self.first(x)
        if y is not None:
            maps = y.to(x.dtype).view(*y.shape, *[1] * (x.dim() - 2)).expand(-1, -1, *x.shape[2:])
            x = torch.cat([x, maps], 1)
        out: Tensor = self.rest(x)
        return out


def convolutions(k: Any, channels: int, normed: bool, outputs: int, labels: int) -> Parts:
    """D's first layer, and all others."""
    first, *more = widths(k.d_width, k.size)
    layers: list[nn.Module] = []
    for a, b in pairwise([first + labels, *more]):
        layers += [*smaller(k, a, b, not normed), *norm2d(normed, b), unit(k)]
    last = nn.Linear([first + labels, *more][-1] * SMALLEST**2, outputs)
    return nn.Sequential(*smaller(k, channels, first, True), unit(k)), nn.Sequential(*layers, nn.Flatten(), last)


def perceptron(k: Any, channels: int, normed: bool, outputs: int, labels: int) -> Parts:
    """The same with hidden layers that are fully connected."""
    a, b = 16 * k.d_width, 8 * k.d_width
    first = nn.Sequential(nn.Flatten(), nn.Linear(channels * k.size**2, a), unit(k))
    return first, nn.Sequential(*dense(normed, a + labels, b), unit(k), nn.Linear(b, outputs))


def widths(width: int, size: int) -> list[int]:
    """Channels of the hidden layers, nearest the image first: w, 2w, … where the image is 4×4."""
    return [width * 2**i for i in range(int(math.log2(size // SMALLEST)))]


def unit(k: Any) -> nn.Module:
    return nn.LeakyReLU(SLOPE, True) if k.leaky else nn.ReLU(True)


def larger(k: Any, a: int, b: int, bias: bool) -> list[nn.Module]:
    """Twice as many pixels a side: by fractional strides, or by repeating pixels."""
    if k.strided:
        return [nn.ConvTranspose2d(a, b, 4, 2, 1, bias=bias)]
    return [nn.Upsample(scale_factor=2), nn.Conv2d(a, b, 3, 1, 1, bias=bias)]


def smaller(k: Any, a: int, b: int, bias: bool) -> list[nn.Module]:
    """Half as many: by strides, or by pooling."""
    if k.strided:
        return [nn.Conv2d(a, b, 4, 2, 1, bias=bias)]
    return [nn.Conv2d(a, b, 3, 1, 1, bias=bias), nn.MaxPool2d(2)]


def dense(normed: bool, a: int, b: int) -> list[nn.Module]:
    return [nn.Linear(a, b, bias=not normed), *([nn.BatchNorm1d(b, momentum=0.0)] if normed else [])]


def norm2d(normed: bool, channels: int) -> list[nn.Module]:
    """BatchNorm by the batch at hand; its running statistics change only in `settle`."""
    return [nn.BatchNorm2d(channels, momentum=0.0)] if normed else []


@torch.no_grad()
def initialise(net: nn.Module, generator: torch.Generator) -> None:
    """Weights N(0, 0.02), those of BatchNorm N(1, 0.02), biases 0, all drawn from the given generator."""
    for module in net.modules():
        if isinstance(module, nn.Conv2d | nn.ConvTranspose2d | nn.Linear):
            module.weight.normal_(0, SPREAD, generator=generator)
        elif isinstance(module, nn.BatchNorm2d | nn.BatchNorm1d):
            module.weight.normal_(1, SPREAD, generator=generator)
        if getattr(module, "bias", None) is not None:
            module.bias.zero_()  # type: ignore[operator]


@torch.no_grad()
def settle(net: nn.Module, *inputs: Tensor) -> None:
    """Make `net` ready to be shown: BatchNorm's statistics are from now on those of these inputs.

    What a network makes of one input then no longer depends on the others in the batch.
    """
    norms = [m for m in net.modules() if isinstance(m, nn.BatchNorm2d | nn.BatchNorm1d)]
    for norm in norms:
        norm.momentum = 1.0
    net.train()(*inputs)
    for norm in norms:
        norm.momentum = 0.0
    net.eval()
