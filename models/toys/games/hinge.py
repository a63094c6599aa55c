r"""Hinge loss with spectral normalisation (Lim & Ye 2017, arXiv:1705.02894; Miyato et al. 2018, arXiv:1802.05957).

GAN, changed in the loss: D learns only from samples inside its margin, real ones below 1 and fake ones above −1. And
in D: every weight matrix is divided by its largest singular value σ(W), so that D is 1-Lipschitz by construction.

    L_D = E_x[max(0, 1 − D(x))] + E_z[max(0, 1 + D(G(z)))]        L_G = −E_z[D(G(z))]        Ŵ = W / σ(W)

σ is found by one step of power iteration an update, with u and v kept from the last; its gradient is taken with u and
v constant: ∂σ/∂W = u vᵀ.

Watch for: a loss of D of 2 where it can tell nothing; a gentle field without cliffs.
Try: switch the normalisation off and raise D's learning rate. The cliffs come back.

Deviations: every layer is normalised to norm c = 4, a knob, where the paper has 1. Data are normalised to [−1, 1] here,
and a 1-Lipschitz D cannot reach its margins on them.
"""

from typing import Any, ClassVar

import torch
from torch import Tensor
from torch.nn.functional import normalize, relu

from models.knobs import knob
from models.losses import HINGE, Formulas
from models.seeds import generator
from models.toys.engine.networks import Network
from models.toys.engine.products import times_vector, transposed_times_vector
from models.toys.engine.recipe import Recipe
from models.toys.engine.stack import State
from models.toys.games.critic import Critic
from models.toys.games.gan import Pair
from models.toys.knobs import ToyKnobs
from models.toys.slow_motion.algorithm import Line, Lines, Shown, before


class Hinge(Critic):
    title: ClassVar[str] = "Hinge GAN"
    paper: ClassVar[dict[str, Any]] = {
        "authors": "Miyato et al.",
        "year": 2018,
        "title": "Spectral Normalization for Generative Adversarial Networks",
        "arxiv": "1802.05957",
    }

    class Knobs(ToyKnobs):
        spectral: bool = knob(
            True,
            help="Spectral normalisation: every weight matrix of D is divided by its norm σ(W)",
            group="Discriminator",
        )
        lipschitz: float = knob(
            4.0,
            0.1,
            100,
            "Every layer of D is normalised to this norm; the paper has 1",
            symbol="σ",
            group="Discriminator",
            log=True,
        )

    def loss_d(self, real: Tensor, fake: Tensor) -> Tensor:
        return self.mean(relu(1 - real)) + self.mean(relu(1 + fake))

    def slope_d(self, real: Tensor, fake: Tensor) -> Pair:
        return -(real < 1).to(real.dtype), (fake > -1).to(fake.dtype)

    @classmethod
    def initial_state(cls, e: Recipe) -> State:
        """With the left singular vectors u of D's matrices, one after another."""
        state = super().initial_state(e)
        rows = sum(n_out for _, _, n_out, _ in cls.networks(e)[1].layers)
        return state | {"d_u": torch.randn(1, rows, generator=generator(e.seed, "init", "u"))}

    def discriminator(self) -> Network:
        if not self.k.spectral:
            return self.D
        self.normalised = self.state["d"].clone()
        self.vectors: list[tuple[Tensor, Tensor, Tensor]] = []  # u (runs, out, 1), v (runs, in, 1), σ (runs, 1, 1)
        end = 0
        for (W, _), (where, *_) in zip(self.D.weights, self.mlp_d.layers, strict=True):
            begin, end = end, end + W.shape[1]
            u = self.state["d_u"][:, begin:end, None]
            v = normalize(transposed_times_vector(W, u), dim=1)
            u = normalize(times_vector(W, v), dim=1)
            sigma = (u * times_vector(W, v)).sum(1, keepdim=True) / self.h.lipschitz[:, :, None]
            self.vectors.append((u, v, sigma))
            self.normalised[:, where] = (W / sigma).flatten(1)
        return self.mlp_d.bind(self.normalised)

    def descend(self, net: str, gradient: Tensor, i: int, learn: bool = True) -> None:
        """For D the gradient is by Ŵ; by W it is (∂L/∂Ŵ − ⟨∂L/∂Ŵ, Ŵ⟩ u vᵀ/c) / (σ/c), c the norm asked for."""
        if net == "d" and self.k.spectral:
            for (u, v, sigma), (where, *_) in zip(self.vectors, self.mlp_d.layers, strict=True):
                by_w = gradient[:, where]
                along = (by_w * self.normalised[:, where]).sum(1, keepdim=True) / self.h.lipschitz
                uv = (u * v.mT).flatten(1)
                gradient[:, where] = (by_w - along * uv) / sigma[:, 0]
            if learn:
                torch.cat([u[..., 0] for u, _, _ in self.vectors], 1, out=self.state["d_u"])
        super().descend(net, gradient, i, learn)

    @classmethod
    def formulas(cls, knobs: Any) -> Formulas:
        return HINGE

    @classmethod
    def algorithm(cls, knobs: Any) -> tuple[Lines, Lines]:
        """Before D judges, its matrices are divided by their norms."""
        of_d, of_g = super().algorithm(knobs)
        if not knobs.spectral:
            return of_d, of_g
        power = r"v=\tfrac{W^\top u}{\lVert W^\top u\rVert},\quad u=\tfrac{Wv}{\lVert Wv\rVert},\quad"
        norm = Shown("divisors", "what each layer is divided by", r"\sigma(W)/c")
        tex = power + r"\hat W=\tfrac{c\,W}{u^\top Wv}"
        line = Line("spectral", ("d",), "A step of power iteration finds the norm of each layer", tex, (norm,))
        return before("judge", of_d, line), of_g
