"""The written-out forward and backward passes against autograd and torch.nn."""

import pytest
import torch
from torch import nn

from models.toys.engine.networks import ACTIVATIONS, LINE, MLP, SLOPE, padded, slope_norm2

MODULES = {"leaky_relu": nn.LeakyReLU(SLOPE), "relu": nn.ReLU(), "tanh": nn.Tanh()}


def stack(mlp: MLP, runs: int) -> torch.Tensor:
    return torch.cat([mlp.init(torch.Generator().manual_seed(seed)) for seed in range(runs)])


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_forward_is_that_of_torch_nn(activation: str) -> None:
    mlp = MLP((3, 5, 7, 2), activation)  # type: ignore[arg-type]
    params = stack(mlp, 4)
    network = mlp.bind(params)
    x = torch.randn(4, 3, 10)
    for run in range(4):
        layers: list[nn.Module] = []
        for W, b in network.weights:
            linear = nn.Linear(W.shape[2], W.shape[1])
            linear.weight.data, linear.bias.data = W[run], b[run, :, 0]
            layers += [linear, MODULES[activation]]
        expected = nn.Sequential(*layers[:-1])(x[run].T).T
        torch.testing.assert_close(network(x)[run], expected)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("sizes", [(2, 1), (1, 4, 1), (3, 5, 7, 2)])
def test_backward_is_that_of_autograd(activation: str, sizes: tuple[int, ...]) -> None:
    mlp = MLP(sizes, activation)  # type: ignore[arg-type]
    params = stack(mlp, 3).requires_grad_()
    x = torch.randn(3, sizes[0], 11, requires_grad=True)
    out = mlp.bind(params)(x)
    d = torch.randn_like(out)
    by_params, by_x = torch.autograd.grad(out, (params, x), d)
    network = mlp.bind(params.detach())
    layers = network.forward(x.detach())
    torch.testing.assert_close(network.gradient(layers, d), by_params)
    torch.testing.assert_close(network.pull_back(layers, d), by_x)


def test_padding_stays_zero_in_the_gradient() -> None:
    mlp = MLP((2, 3, 1), "relu")
    network = mlp.bind(stack(mlp, 2))
    gradient = network.gradient(network.forward(torch.randn(2, 2, 5)), torch.ones(2, 1, 5))
    assert gradient.shape == (2, mlp.width)
    assert mlp.width % 64 == 0
    assert not gradient[:, mlp.parameters :].any()


def test_an_update_in_place_is_seen() -> None:
    mlp = MLP((2, 3, 1), "relu")
    params = stack(mlp, 1)
    network = mlp.bind(params)
    x = torch.randn(1, 2, 5)
    before = network(x)
    params.mul_(2)
    assert not torch.equal(network(x), before)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("sizes", [(2, 1), (3, 5, 7, 1)])
def test_slope_and_its_derivative_are_those_of_autograd(activation: str, sizes: tuple[int, ...]) -> None:
    mlp = MLP(sizes, activation)  # type: ignore[arg-type]
    params = stack(mlp, 3)
    x, d = torch.randn(3, sizes[0], 32), torch.randn(3, 32)
    ours = params.clone().requires_grad_()
    norm2 = slope_norm2(mlp.bind(ours), x)
    theirs = params.clone().requires_grad_()
    x = x.requires_grad_()
    (slope,) = torch.autograd.grad(mlp.bind(theirs)(x).sum(), x, create_graph=True)
    expected = slope.square().sum(1)
    torch.testing.assert_close(norm2, expected)
    (by_ours,), (by_theirs,) = torch.autograd.grad(norm2, ours, d), torch.autograd.grad(expected, theirs, d)
    torch.testing.assert_close(by_ours, by_theirs, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("n", [1, 31, 32, 33, 150])
def test_batches_are_padded_to_whole_lines(n: int) -> None:
    assert padded(n) % LINE == 0
    assert n <= padded(n) < n + LINE
