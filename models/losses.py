"""The losses of GANs as the page reads them, one entry a loss: formulas in TeX, and equilibria (p = q, D at its best).

Toys and image GANs have the same losses and take them from here. A game that changes a loss changes its entry:
`WASSERSTEIN._replace(d=…)`. How a loss is computed is written where it is trained.
"""

import math
from typing import NamedTuple

from models.column import Column, gradient_norm

LOG2 = math.log(2)


class Formulas(NamedTuple):
    """Of L_D, of L_G, and of the value of the game; "" for a game that has no value. `at_…` are the equilibria."""

    d: str
    g: str
    value: str
    at_d: float | None
    at_g: float | None
    at_value: float | None
    at_reading: float | None  # what D says of a sample; None for critics
    value_label: str = "V(D, G)"

    def columns(self) -> list[Column]:
        """The seven columns of a curve, in their order."""
        return [
            Column("loss_d", "Loss of D", self.d, self.at_d),
            Column("loss_g", "Loss of G", self.g, self.at_g),
            Column("d_real", "D(x)", r"\mathbb{E}_x[D(x)]", self.at_reading),
            Column("d_fake", "D(G(z))", r"\mathbb{E}_z[D(G(z))]", self.at_reading),
            gradient_norm("d"),
            gradient_norm("g"),
            Column("value", self.value_label, self.value, self.at_value),
        ]


NON_SATURATING = Formulas(
    d=r"-\mathbb{E}_x[\log D(x)]-\mathbb{E}_z[\log(1-D(G(z)))]",
    g=r"-\mathbb{E}_z[\log D(G(z))]",
    value=r"\mathbb{E}_x[\log D(x)]+\mathbb{E}_z[\log(1-D(G(z)))]",
    at_d=2 * LOG2,
    at_g=LOG2,
    at_value=-2 * LOG2,
    at_reading=0.5,
)
MINIMAX = NON_SATURATING._replace(g=r"\mathbb{E}_z[\log(1-D(G(z)))]", at_g=-LOG2)
LEAST_SQUARES = Formulas(
    d=r"\tfrac12\mathbb{E}_x[(D(x)-1)^2]+\tfrac12\mathbb{E}_z[D(G(z))^2]",
    g=r"\tfrac12\mathbb{E}_z[(D(G(z))-1)^2]",
    value="",
    at_d=0.25,
    at_g=0.125,
    at_value=None,
    at_reading=0.5,
)
# The gap says how much more a critic likes the data: nothing where p = q, whatever the critic is.
WASSERSTEIN = Formulas(
    d=r"\mathbb{E}_z[D(G(z))]-\mathbb{E}_x[D(x)]",
    g=r"-\mathbb{E}_z[D(G(z))]",
    value=r"\mathbb{E}_x[D(x)]-\mathbb{E}_z[D(G(z))]",
    at_d=0.0,
    at_g=None,
    at_value=0.0,
    at_reading=None,
    value_label="Critic’s gap",
)
GRADIENT_PENALTY = r"+\lambda\,\mathbb{E}_{\hat x}[(\lVert\nabla D(\hat x)\rVert-1)^2]"
WGAN_GP = WASSERSTEIN._replace(d=WASSERSTEIN.d + GRADIENT_PENALTY, at_d=None)
HINGE = WASSERSTEIN._replace(d=r"\mathbb{E}_x[\max(0,1-D(x))]+\mathbb{E}_z[\max(0,1+D(G(z)))]", at_d=2.0, at_g=0.0)
RELATIVISTIC = WASSERSTEIN._replace(
    d=r"-\mathbb{E}[\log\sigma(D(x)-D(G(z)))]",
    g=r"-\mathbb{E}[\log\sigma(D(G(z))-D(x))]",
    at_d=LOG2,
    at_g=LOG2,
)
