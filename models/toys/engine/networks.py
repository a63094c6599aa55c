"""Multilayer perceptrons, many at once: the parameters of each are one row of a `(runs, P)` tensor.

Activations are `(runs, features, batch)`: with the batch innermost every layer is one product (products.py) with the
same bits for one run and for many. For that, P and all batches of samples are padded: matrix kernels treat matrices
that begin inside a cache line differently, and elementwise kernels what is left over after the last full register, so
a run's last bits would depend on its place among the others.
"""

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any, Literal

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable

from models.toys.engine.products import affine_of_one, pull_back_to_one, weigh_one

SLOPE = 0.2  # of LeakyReLU, as DCGAN has it
ROW = 64  # parameters a row is padded to a multiple of
LINE = 32  # samples a batch is padded to a multiple of: two of the widest registers, which is what loops take at once

Activation = Literal["leaky_relu", "relu", "tanh"]

aten = torch.ops.aten

Function = tuple[Callable[[Tensor], Tensor], Callable[[Tensor, Tensor], Tensor]]

# name → (the function, in place, its derivative times d from the function's own output h)
ACTIVATIONS: dict[Activation, Function] = {
    "leaky_relu": (
        lambda x: torch.nn.functional.leaky_relu_(x, SLOPE),
        lambda d, h: aten.leaky_relu_backward(d, h, SLOPE, True),
    ),
    "relu": (torch.relu_, lambda d, h: aten.threshold_backward(d, h, 0)),
    "tanh": (torch.tanh_, lambda d, h: d - d * h * h),
}


def padded(n: int) -> int:
    """Samples laid out for a batch of n: the rest are drawn and carried along, but nothing is learnt from them."""
    return -(-n // LINE) * LINE


def pad(x: Tensor) -> Tensor:
    """Samples `(…, n)` filled up with zeros to `(…, padded(n))`: cut off what is not asked for only at the very end."""
    return torch.nn.functional.pad(x, (0, padded(x.shape[-1]) - x.shape[-1]))


class MLP:
    """A perceptron with the given layer sizes, a nonlinearity between them and none at the end."""

    def __init__(self, sizes: tuple[int, ...], activation: Activation):
        self.sizes = sizes
        self.activation, self.derivative = ACTIVATIONS[activation]
        self.piecewise_linear = activation != "tanh"
        self.layers: list[tuple[slice, slice, int, int]] = []  # where W and b of each layer stand in a row
        end = 0
        for n_in, n_out in pairwise(sizes):
            w, b = end, end + n_in * n_out
            end = b + n_out
            self.layers.append((slice(w, b), slice(b, end), n_out, n_in))
        self.parameters = end
        self.width = -(-end // ROW) * ROW  # P

    def init(self, generator: torch.Generator) -> Tensor:
        """One run's parameters `(1, P)`: uniform in ±1/√fan_in, as torch.nn.Linear starts."""
        row = torch.zeros(1, self.width)
        for w, b, _, n_in in self.layers:
            row[:, w.start : b.stop].uniform_(-1 / math.sqrt(n_in), 1 / math.sqrt(n_in), generator=generator)
        return row

    def bind(self, params: Tensor) -> "Network":
        """The perceptrons with these parameters `(runs, P)`."""
        return Network(self, params)


class Network:
    """Perceptrons with their parameters: weights are views, so an update of the parameters in place is seen.

    `forward`, `gradient` and `pull_back` are written out, because at this size autograd spends most of its time on
    itself. It works through `forward` as well: some penalties need it twice.
    """

    def __init__(self, mlp: MLP, params: Tensor):
        self.mlp, self.params = mlp, params
        runs = len(params)
        self.weights = [
            (params[:, w].view(runs, n_out, n_in), params[:, b].view(runs, n_out, 1))
            for w, b, n_out, n_in in mlp.layers
        ]
        self.padding = [params.new_zeros(runs, mlp.width - mlp.parameters)]

    def __call__(self, x: Tensor) -> Tensor:
        """X `(runs, in, batch)` → `(runs, out, batch)`."""
        return self.forward(x)[-1]

    def forward(self, x: Tensor) -> list[Tensor]:
        """The input of every layer, and the output last."""
        hidden, sizes = [x], self.mlp.sizes
        last = len(self.weights) - 1
        for i, (W, b) in enumerate(self.weights):
            x = torch.baddbmm(b, W, x) if sizes[i] > 1 else affine_of_one(b, W, x)
            if i < last:
                x = self.mlp.activation(x)
            hidden.append(x)
        return hidden

    def gradient(self, hidden: list[Tensor], d: Tensor) -> Tensor:
        """From the derivative d of a loss by the output, its gradient `(runs, P)` by the parameters."""
        parts, sizes = self.padding, self.mlp.sizes
        for i in reversed(range(len(self.weights))):
            W, x = self.weights[i][0], hidden[i]
            by_weights = torch.bmm(d, x.mT) if sizes[i] > 1 else weigh_one(d, x)
            parts = [by_weights.flatten(1), d.sum(-1), *parts]
            if i > 0:
                by_input = torch.bmm(W.mT, d) if sizes[i] > 1 else pull_back_to_one(W, d)
                d = self.mlp.derivative(by_input, x)
        return torch.cat(parts, 1)

    def pull_back(self, hidden: list[Tensor], d: Tensor) -> Tensor:
        """From the derivative d of a loss by the output, its derivative `(runs, in, batch)` by the input."""
        sizes = self.mlp.sizes
        for i in reversed(range(len(self.weights))):
            W = self.weights[i][0]
            d = torch.bmm(W.mT, d) if sizes[i] > 1 else pull_back_to_one(W, d)
            if i > 0:
                d = self.mlp.derivative(d, hidden[i])
        return d


def norm(gradient: Tensor) -> Tensor:
    """Euclidean norm of each row `(runs, P)`: `(runs,)` float64, where the square of a large float32 has room."""
    norms: Tensor = torch.linalg.vector_norm(gradient, dim=1, dtype=torch.float64)
    return norms


def slope_norm2(network: Network, x: Tensor) -> Tensor:
    """‖∂(output)/∂x‖² for each sample of x `(runs, in, batch)`: `(runs, batch)`, differentiable in the parameters."""
    if network.mlp.piecewise_linear:
        norm2: Tensor = _SlopeNorm2.apply(network.params, x, network.mlp)  # type: ignore[no-untyped-call]
        return norm2
    x = x.detach().requires_grad_()
    (slope,) = torch.autograd.grad(network(x).sum(), x, create_graph=True)
    return slope.square().sum(1)


class _SlopeNorm2(torch.autograd.Function):
    """The same for piecewise linear networks, written out: three passes in place of autograd's differentiated walk.

    The slope is s₁ with s_l = W_lᵀ a_l, a_l = m_l ⊙ s_{l+1}, m_l the nonlinearity's own slopes (1 or SLOPE), which do
    not change with the parameters almost everywhere. A derivative by s₁ therefore runs forward through the network:
    it gives W_l the product a_l ds_lᵀ and goes on as ds_{l+1} = m_l ⊙ W_l ds_l.
    """

    @staticmethod
    def forward(ctx: Any, params: Tensor, x: Tensor, mlp: MLP) -> Tensor:
        network = mlp.bind(params)
        hidden = network.forward(x)
        carried = []  # a_L … a_1
        s = torch.ones_like(hidden[-1])
        for i in reversed(range(len(network.weights))):
            carried.append(s)
            W = network.weights[i][0]
            s = torch.bmm(W.mT, s) if mlp.sizes[i] > 1 else pull_back_to_one(W, s)
            if i > 0:
                s = mlp.derivative(s, hidden[i])
        ctx.mlp = mlp
        ctx.save_for_backward(params, s, *hidden[1:-1], *carried[::-1])
        return s.square().sum(1)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, d: Tensor) -> tuple[Tensor, None, None]:
        params, slope, *saved = ctx.saved_tensors
        mlp: MLP = ctx.mlp
        network = mlp.bind(params)
        n = len(network.weights)
        hidden, carried = saved[: n - 1], saved[n - 1 :]
        ds = 2 * d.unsqueeze(1) * slope
        parts = []
        for i, (W, b) in enumerate(network.weights):
            by_weights = torch.bmm(carried[i], ds.mT) if mlp.sizes[i] > 1 else weigh_one(carried[i], ds)
            parts += [by_weights.flatten(1), torch.zeros_like(b).flatten(1)]
            if i < n - 1:
                ds = mlp.derivative(torch.bmm(W, ds), hidden[i])
        return torch.cat([*parts, *network.padding], 1), None, None
