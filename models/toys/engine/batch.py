"""What goes into an update, and what a step leaves behind to be read."""

from dataclasses import dataclass
from typing import NamedTuple

from torch import Tensor


@dataclass
class Batch:
    """One update's samples; z_g is the noise of all of the step's updates of G."""

    x: Tensor  # real, (runs, dims, n)
    z_d: Tensor  # (runs, noise_dim, n)
    z_g: list[Tensor]  # (runs, noise_dim, n) each
    extra: Tensor | None  # uniform in [0, 1], (runs, extra, n)
    blur: Tensor | None  # standard normal, (runs, 2 dims, n)

    @staticmethod
    def of(streams: dict[str, Tensor], i: int, j: int) -> "Batch":
        """Of step i, update j; streams as models.toys.engine.ahead lays them out."""
        return Batch(
            streams["real"][i, j],
            streams["noise_d"][i, j],
            list(streams["noise_g"][i]),
            streams["extra"][i, j] if "extra" in streams else None,
            streams["blur"][i, j] if "blur" in streams else None,
        )


class Outputs(NamedTuple):
    """What the last update of each network has left behind; D's outputs are `(runs, padded)`."""

    d: tuple[Tensor, Tensor]  # D on real and on fake samples, in D's update
    g: tuple[Tensor, Tensor]  # the same in G's; only relativistic games look at the real ones
    penalty: Tensor | None  # in D's loss, (runs,)
    norms: tuple[Tensor, Tensor]  # of the gradients of D and G, (runs,) float64
