"""DCGAN as a user would write it in plain PyTorch, float32: what our loop is measured against.

The same layers, batch and optimiser as ours by default, and nothing that ours also does: no average of G, no curves.
"""

import time

import torch
from torch import Tensor, nn

SIZE, WIDTH, BATCH, NOISE = 32, 32, 64, 8


def generator(channels: int) -> nn.Sequential:
    """Noise `(n, NOISE, 1, 1)` → images `(n, channels, 32, 32)`."""
    w = WIDTH
    return nn.Sequential(
        *(nn.ConvTranspose2d(NOISE, 4 * w, 4, bias=False), nn.BatchNorm2d(4 * w), nn.ReLU(True)),
        *(nn.ConvTranspose2d(4 * w, 2 * w, 4, 2, 1, bias=False), nn.BatchNorm2d(2 * w), nn.ReLU(True)),
        *(nn.ConvTranspose2d(2 * w, w, 4, 2, 1, bias=False), nn.BatchNorm2d(w), nn.ReLU(True)),
        *(nn.ConvTranspose2d(w, channels, 4, 2, 1), nn.Tanh()),
    )


def discriminator(channels: int) -> nn.Sequential:
    """Images → logits `(n, 1, 1, 1)`."""
    w = WIDTH
    return nn.Sequential(
        *(nn.Conv2d(channels, w, 4, 2, 1), nn.LeakyReLU(0.2, True)),
        *(nn.Conv2d(w, 2 * w, 4, 2, 1, bias=False), nn.BatchNorm2d(2 * w), nn.LeakyReLU(0.2, True)),
        *(nn.Conv2d(2 * w, 4 * w, 4, 2, 1, bias=False), nn.BatchNorm2d(4 * w), nn.LeakyReLU(0.2, True)),
        nn.Conv2d(4 * w, 1, 4),
    )


class PlainDCGAN:
    """One GAN and its data; called, it trains so many steps and returns steps a second."""

    def __init__(self, images: Tensor, steps: int, device: str = "cpu"):
        """images: bytes `(n, C, 32, 32)`."""
        self.images, self.steps, self.device = images.to(device).float() / 127.5 - 1, steps, device
        channels = images.shape[1]
        self.G, self.D = generator(channels).to(device), discriminator(channels).to(device)
        self.adam_g, self.adam_d = (torch.optim.Adam(net.parameters(), 2e-4, (0.5, 0.999)) for net in (self.G, self.D))
        self.loss = nn.BCEWithLogitsLoss()
        self.ones, self.zeros = torch.ones(BATCH, device=device), torch.zeros(BATCH, device=device)

    def __call__(self) -> float:
        start = time.perf_counter()
        for _ in range(self.steps):
            self.step()
        if self.device == "cuda":
            torch.cuda.synchronize()
        return self.steps / (time.perf_counter() - start)

    def step(self) -> None:
        real = self.images[torch.randint(len(self.images), (BATCH,), device=self.device)]
        fake = self.G(torch.randn(BATCH, NOISE, 1, 1, device=self.device))
        loss_d = self.loss(self.D(real).flatten(), self.ones) + self.loss(self.D(fake.detach()).flatten(), self.zeros)
        self.adam_d.zero_grad()
        loss_d.backward()
        self.adam_d.step()

        loss_g = self.loss(self.D(fake).flatten(), self.ones)
        self.adam_g.zero_grad()
        loss_g.backward()
        self.adam_g.step()
