"""Products against their sums written out, and the same bits for one run and for several."""

from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from models.toys.engine.products import (
    affine_of_one,
    pull_back_to_one,
    times_vector,
    transposed_times_vector,
    weigh_one,
)

SIZES = [(1, 1), (33, 1), (1, 33), (7, 2), (33, 33)]
RUNS, BATCH = 4, 160


def made(*shape: int) -> Tensor:
    return torch.randn(RUNS, *shape, generator=torch.Generator().manual_seed(sum(shape)))


def check(product: Callable[..., Tensor], expected: Tensor, *arrays: Tensor) -> None:
    together = product(*arrays)
    torch.testing.assert_close(together, expected)
    for run in range(RUNS):
        assert torch.equal(product(*(array[run : run + 1].clone() for array in arrays))[0], together[run])


@pytest.mark.parametrize("n_out", [1, 7, 33])
def test_products_of_a_layer_of_one_input(n_out: int) -> None:
    b, W, x, d = made(n_out, 1), made(n_out, 1), made(1, BATCH), made(n_out, BATCH)
    check(affine_of_one, torch.einsum("roi,rin->ron", W, x) + b, b, W, x)
    check(pull_back_to_one, torch.einsum("roi,ron->rin", W, d), W, d)
    check(weigh_one, torch.einsum("ron,rin->roi", d, x), d, x)


@pytest.mark.parametrize(("n_out", "n_in"), [(1, 33), (7, 2), (33, 33)])
def test_a_layer_of_several_inputs_may_ask_the_library(n_out: int, n_in: int) -> None:
    b, W, x, d = made(n_out, 1), made(n_out, n_in), made(n_in, BATCH), made(n_out, BATCH)
    check(torch.baddbmm, torch.einsum("roi,rin->ron", W, x) + b, b, W, x)
    check(lambda W, d: torch.bmm(W.mT, d), torch.einsum("roi,ron->rin", W, d), W, d)
    check(lambda d, x: torch.bmm(d, x.mT), torch.einsum("ron,rin->roi", d, x), d, x)


@pytest.mark.parametrize(("n_out", "n_in"), SIZES)
def test_products_with_a_vector(n_out: int, n_in: int) -> None:
    W, u, v = made(n_out, n_in), made(n_out, 1), made(n_in, 1)
    check(times_vector, torch.einsum("roi,ric->roc", W, v), W, v)
    check(transposed_times_vector, torch.einsum("roi,roc->ric", W, u), W, u)
