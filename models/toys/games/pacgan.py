r"""PacGAN (Lin et al. 2018, arXiv:1712.04086).

GAN, changed in what D sees: m samples at once, all real or all fake. A collapsed generator gives itself away by packs
of look-alikes, so losing modes costs it more; losses and everything else stay.

    D: (x₁, …, x_m) ↦ probability that all are real;  here m = 2, the paper's PacGAN2

Watch for: fakes more evenly spread over the modes (reverse KL) than the GAN's at the same settings, on the ring and
the grid of Gaussians.
Try: m = 1, which is the GAN, and m = 4.

The field shows what D says of a place in the company of m − 1 others, half of the packs with real and half with fake
companions: alone in its pack a place cannot be judged, and with its own copies it would look collapsed.
Deviations: `batch` counts packs, so D sees m · batch samples of each kind; the paper's networks are larger.
"""

from typing import Any, ClassVar

import torch
from torch import Tensor

from models.knobs import knob
from models.toys.games.gan import GAN
from models.toys.slow_motion.algorithm import Line, Lines, Shown, before, changed

COMPANIES = 4  # in which the picture's places are judged


class PacGAN(GAN):
    title: ClassVar[str] = "PacGAN"
    paper: ClassVar[dict[str, Any]] = {
        "authors": "Lin et al.",
        "year": 2018,
        "title": "PacGAN: The Power of Two Samples in Generative Adversarial Networks",
        "arxiv": "1712.04086",
    }

    class Knobs(GAN.Knobs):
        pack: int = knob(2, 1, 8, "Samples that D judges together", symbol="m", group="Discriminator", rebuild=True)

    @classmethod
    def packed(cls, knobs: Any) -> int:
        return int(knobs.pack)

    def pack(self, x: Tensor) -> Tensor:
        """`(runs, dims, m n)` → `(runs, m dims, n)`: the first n samples are the first of each pack."""
        runs, dims, n = x.shape
        return x.view(runs, dims, self.k.pack, n // self.k.pack).transpose(1, 2).reshape(runs, -1, n // self.k.pack)

    def unpack(self, x: Tensor) -> Tensor:
        runs, features, n = x.shape
        dims = features // self.k.pack
        return x.view(runs, self.k.pack, dims, n).transpose(1, 2).reshape(runs, dims, -1)

    def judge(self, x: Tensor, real: Tensor, fake: Tensor) -> Tensor:
        """The mean logit of each place over COMPANIES packs, every other one among real samples."""
        m, n = self.k.pack, x.shape[-1]
        total = x.new_zeros(len(x), n)
        for company in range(COMPANIES):
            others = real if company % 2 == 0 else fake
            packs = [x]
            for member in range(1, m):
                start = company * m + member
                packs.append(others[..., (torch.arange(n, device=x.device) * 7 + start) % others.shape[-1]])
            total += self.discriminator()(torch.cat(packs, 1))[:, 0]
        return total / COMPANIES

    @classmethod
    def algorithm(cls, knobs: Any) -> tuple[Lines, Lines]:
        """D is shown packs."""
        of_d, of_g = super().algorithm(knobs)
        real, fake = Shown("pack_real", "a pack of real", "x_1,…,x_m"), Shown("pack_fake", "of fakes", "g_1,…,g_m")
        packs = r"(x_1,\dots,x_m),\quad(g_1,\dots,g_m)"
        both = Line("pack", ("real", "fake"), "Pack m samples of a kind", packs, (real, fake))
        fakes = Line("pack", ("fake",), "Pack m fakes", r"(g_1,\dots,g_m)", (fake,))
        judge_d, judge_g = r"D(x_1,\dots,x_m),\quad D(g_1,\dots,g_m)", r"D(g_1,\dots,g_m)"
        of_d = changed("judge", before("judge", of_d, both), title="D judges packs", tex=judge_d)
        return of_d, changed("judge", before("judge", of_g, fakes), title="D judges packs of fakes", tex=judge_g)
