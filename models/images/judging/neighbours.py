"""The nearest of many images, found without looking at each: what is too far in outline is too far as a whole.

Of each of 8 × 8 blocks a sketch keeps the mean m and the length r of what is left of it. Two blocks of N values are at
least √(N (m₁ − m₂)² + (r₁ − r₂)²) apart, by Pythagoras and the triangle inequality: their sketches' distance.
"""

import torch
from torch import Tensor

from models.images.judging import measures

BLOCKS = 8  # a side
FIRST = 256  # images that are compared first
AT_ONCE = 4096  # that are sketched together
SLACK = 1e-5  # of the largest square: rounding must not rule out an image that is nearer


class Neighbours:
    """Images `(n, C, s, s)` bytes, s a multiple of 8, and their sketches, an eighth of 32 pixels' bytes in float32."""

    def __init__(self, images: Tensor):
        self.images = images
        self.sketches = torch.cat([sketch(part) for part in torch.split(images, AT_ONCE)])
        self.squares = self.sketches.square().sum(1)

    def nearest(self, sample: Tensor, k: int = 1) -> tuple[Tensor, Tensor]:
        """The k images nearest to a sample `(C, s, s)`, pixel by pixel; all of them where there are fewer.

        Returns root mean squared differences `(k,)` of values in [0, 1], ascending, and the images' places `(k,)`.
        """
        own = sketch(sample[None])[0]
        square = own.square().sum()
        least = self.squares - 2 * self.sketches @ own + square
        near = least.topk(min(max(FIRST, k), len(least)), largest=False).indices
        distances, places = self._among(near, sample, k)
        limit = (255 * distances[-1]).square() * sample.numel() + SLACK * (square + self.squares.max())
        least[near] = torch.inf
        far = (least <= limit).nonzero()[:, 0]
        if not len(far):
            return distances, places
        more, others = self._among(far, sample, k)
        found, at = torch.cat([distances, more]).topk(min(k, len(distances) + len(more)), largest=False)
        return found, torch.cat([places, others])[at]

    def _among(self, rows: Tensor, sample: Tensor, k: int) -> tuple[Tensor, Tensor]:
        distances, places = measures.nearest(sample[None], self.images[rows], min(k, len(rows)))
        return distances[0], rows[places[0]]


def sketch(images: Tensor) -> Tensor:
    """`(n, C, s, s)` bytes → `(n, 2 · C · 64)` float32, whose distances are never above those of the images."""
    n, channels, size, _ = images.shape
    side = size // BLOCKS
    blocks = images.float().view(n, channels, BLOCKS, side, BLOCKS, side).transpose(3, 4).reshape(n, -1, side**2)
    means = blocks.mean(2, keepdim=True)
    rest = (blocks - means).square().sum(2).sqrt()
    return torch.cat([side * means[:, :, 0], rest], 1)
