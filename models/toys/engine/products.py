"""Products of matrices for each run of a stack, with the same bits for one run and for many.

The matrix library multiplies one pair of matrices with other code than several pairs. For most shapes both give the
same bits. They do not where one side has a single row or column in the sum or in the result: layers of one input, and
vectors. Those products are written out here. Arrays are `(runs, rows, columns)`.
"""

import torch
from torch import Tensor


def affine(b: Tensor, W: Tensor, x: Tensor) -> Tensor:
    """W x + b."""
    return torch.baddbmm(b, W, x) if W.shape[2] > 1 else W * x + b


def pulled_back(W: Tensor, d: Tensor) -> Tensor:
    """Wᵀ d: from the derivative by W x the derivative by x."""
    return torch.bmm(W.mT, d) if W.shape[2] > 1 else torch.bmm(W.reshape(len(W), 1, -1), d)


def by_weights(d: Tensor, x: Tensor) -> Tensor:
    """D xᵀ: from the derivative d by W x the derivative by W."""
    return torch.bmm(d, x.mT) if x.shape[1] > 1 else (d * x).sum(-1, keepdim=True)


def times_vector(W: Tensor, v: Tensor) -> Tensor:
    """W v of a column v."""
    return (W * v.mT).sum(2, keepdim=True)


def transposed_times_vector(W: Tensor, u: Tensor) -> Tensor:
    """Wᵀ u of a column u."""
    return (W * u).sum(1, keepdim=True).mT
