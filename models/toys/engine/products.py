"""Products of matrices for each run of a stack, with the same bits for one run and for many.

The matrix library multiplies one pair of matrices with other code than several pairs. For most shapes both give the
same bits. They do not where one side has a single row or column in the sum or in the result: layers of one input, and
vectors. Those products are written out here; a layer of several inputs calls the library itself, because a function
around each call costs a lone run 5 %. Arrays are `(runs, rows, columns)`.
"""

import torch
from torch import Tensor


def affine_of_one(b: Tensor, W: Tensor, x: Tensor) -> Tensor:
    """W x + b of a layer of one input: x is `(runs, 1, batch)`."""
    return W * x + b


def pull_back_to_one(W: Tensor, d: Tensor) -> Tensor:
    """Wᵀ d of a layer of one input: from the derivative by W x the derivative by x."""
    return torch.bmm(W.reshape(len(W), 1, -1), d)


def weigh_one(d: Tensor, x: Tensor) -> Tensor:
    """D xᵀ of a layer of one input: from the derivative d by W x the derivative by W."""
    return (d * x).sum(-1, keepdim=True)


def times_vector(W: Tensor, v: Tensor) -> Tensor:
    """W v of a column v."""
    return (W * v.mT).sum(2, keepdim=True)


def transposed_times_vector(W: Tensor, u: Tensor) -> Tensor:
    """Wᵀ u of a column u."""
    return (W * u).sum(1, keepdim=True).mT
