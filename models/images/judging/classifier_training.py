"""How the classifier of a set learns: its network, its recipe, and what is done to the images.

Of noise and of shuffled pieces it learns to be unsure (outlier exposure, Hendrycks et al. 2019, arXiv:1812.04606):
without that, it is 90 % sure that any noise is some digit.
"""

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import affine_grid, avg_pool2d, cross_entropy, grid_sample, interpolate

from models.images.datasets.image_set import Images, Progress

PIXELS = 32  # a side, of what the network sees
FEATURES = 64
PIECE = 8  # px a side of the pieces that are shuffled
RECIPE: dict[str, Any] = {  # all that the weights depend on, beside the images: part of the name they are kept under
    "network": "conv 5/2 16, conv 3 32, pool, conv 3 64, pool, linear 64, linear",
    "epochs": 8,
    "steps": (900, 3000),  # at least, at most: few steps name digits right, and are unsure of them
    "batch": 32,
    "rate": 6e-3,  # at its highest; it rises and falls (Smith and Topin 2017, arXiv:1708.07120)
    "decay": 1e-2,
    "others": 8,  # of no class, in each batch
    "weight": 0.5,  # of their loss
    "moved": (0.18, 0.08, 0.1, 0.1),  # most: angle in radians, zoom, slant, way in half widths
    "seed": 0,
}


def build(channels: int, classes: int) -> nn.Sequential:
    """The network, for PIXELS × PIXELS images, with weights drawn from RECIPE's seed."""

    def conv(inputs: int, outputs: int, kernel: int, stride: int = 1) -> list[nn.Module]:
        convolution = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)
        return [convolution, nn.BatchNorm2d(outputs), nn.ReLU()]

    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(RECIPE["seed"])
        network = nn.Sequential(
            *conv(channels, 16, 5, stride=2),
            *conv(16, 32, 3),
            nn.MaxPool2d(2),
            *conv(32, 64, 3),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(64 * (PIXELS // 8) ** 2, FEATURES, bias=False),
            nn.BatchNorm1d(FEATURES),
            nn.ReLU(),
            nn.Linear(FEATURES, classes),
        )
    return network.to(memory_format=torch.channels_last)  # type: ignore[call-overload,no-any-return]


def train(images: Images, progress: Progress | None = None) -> nn.Sequential:
    """Learn a set's classes from its training part, on the CPU: the same images give the same weights.

    progress: steps done, steps in all. Raises ValueError for a set without labels.
    """
    if images.train_labels is None or not images.classes:
        raise ValueError("A set without labels has no classifier")
    network, n = build(images.channels, len(images.classes)), len(images.train)
    steps = min(max(RECIPE["epochs"] * n // RECIPE["batch"], RECIPE["steps"][0]), RECIPE["steps"][1])
    adam = torch.optim.AdamW(network.parameters(), RECIPE["rate"], weight_decay=RECIPE["decay"])
    rate = torch.optim.lr_scheduler.OneCycleLR(adam, RECIPE["rate"], total_steps=steps)
    generator = torch.Generator().manual_seed(RECIPE["seed"])
    order = torch.empty(0, dtype=torch.int64)
    for step in range(steps):
        while len(order) < RECIPE["batch"]:
            order = torch.cat([order, torch.randperm(n, generator=generator)])
        rows, order = order[: RECIPE["batch"]], order[RECIPE["batch"] :]
        x = moved(seen(images.train[rows]), generator)
        outputs = network(torch.cat([x, others(x[: RECIPE["others"]], generator)]))
        of_images, of_others = outputs[: len(x)], outputs[len(x) :].log_softmax(1)
        loss = cross_entropy(of_images, images.train_labels[rows]) - RECIPE["weight"] * of_others.mean()
        adam.zero_grad()
        loss.backward()
        adam.step()
        rate.step()
        if progress:
            progress(step + 1, steps)
    return network.eval()


def seen(images: Tensor) -> Tensor:
    """Bytes of any size as the network sees them: `(n, C, PIXELS, PIXELS)` in [0, 1]."""
    x = images.float() / 255
    if x.shape[-1] > PIXELS:
        return avg_pool2d(x, x.shape[-1] // PIXELS)
    return x if x.shape[-1] == PIXELS else interpolate(x, (PIXELS, PIXELS), mode="bilinear")


def moved(x: Tensor, generator: torch.Generator) -> Tensor:
    """Each image turned, zoomed, slanted and shifted a little, so that the network does not go by the place."""
    u = 2 * torch.rand(len(x), 5, generator=generator) - 1
    turn, zoom, slant, way = RECIPE["moved"]
    size = 1 + zoom * u[:, 1]
    c, s = (turn * u[:, 0]).cos() * size, (turn * u[:, 0]).sin() * size
    map = torch.stack([c, s + slant * u[:, 2], way * u[:, 3], -s, c, way * u[:, 4]], 1).view(-1, 2, 3)
    return grid_sample(x, affine_grid(map, list(x.shape), align_corners=False), "bilinear", "border", False)


def others(x: Tensor, generator: torch.Generator) -> Tensor:
    """What is of no class, as many as x: half of them noise, coarse to fine; half x itself, its pieces shuffled."""
    half = len(x) // 2
    noise = []
    for i in range(half):
        cells = int(torch.randint(2, 6, (), generator=generator))
        coarse = torch.randn(1, x.shape[1], 2**cells, 2**cells, generator=generator)
        contrast = 4 * torch.rand((), generator=generator)
        noise.append(torch.sigmoid(contrast * interpolate(coarse, (PIXELS, PIXELS), mode="bilinear") - i % 3))
    across = PIXELS // PIECE
    pieces = x[half:].unfold(2, PIECE, PIECE).unfold(3, PIECE, PIECE).flatten(2, 3)
    at = torch.rand(len(pieces), 1, across**2, 1, 1, generator=generator).argsort(2)
    shuffled = pieces.gather(2, at.expand_as(pieces)).view(-1, x.shape[1], across, across, PIECE, PIECE)
    return torch.cat([*noise, shuffled.transpose(3, 4).reshape(-1, *x.shape[1:])])
