"""A variant that notes what flows through it while it does a step, with the very code that trains it.

`recording(gan)` is the variant with a notebook; what it computes is what the variant computes, bit for bit. Notes take
longer than an update does, and of a hundred updates three are shown: the others are made by the variant itself.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar, cast

import torch
from torch import Tensor

from models.toys.engine.batch import Batch
from models.toys.engine.networks import Network, norm
from models.toys.engine.recipe import Recipe
from models.toys.engine.stack import State
from models.toys.games.gan import GAN

Notes = dict[str, Tensor]


class Recording(GAN):
    """Mixed in before a variant. `notes` are those of the updates it was told to note, "d" and "g" apart, by number.

    Names: z, x, g and x_seen, g_seen `(runs, dims, n)`; d_real, d_fake and pairs `(runs, padded)`; spots.i and
    slopes.i, where and how steep D is where the penalty asks for it the i-th time; pack_real and pack_fake
    `(runs, m dims, n)`; divisors `(layers,)`; arrows `(runs, dims, n)`, −∂L_G/∂g of each g by itself; and the
    numbers loss, penalty, gradient, update, largest and clipped.
    """

    variant: ClassVar[type[GAN]]
    note: Notes

    def __init__(self, recipes: Sequence[Recipe], state: State):
        super().__init__(recipes, state)
        self.silent = self.variant(recipes, state)  # it changes the same parameters in place

    def start(self, noted: Mapping[str, Collection[int]]) -> None:
        """Before a step, after `prepare`: the numbers, from 0, of each network's updates to note; the last among them.

        The last, because what a step leaves behind is taken from there.
        """
        self.noted = noted
        self.notes: dict[str, dict[int, Notes]] = {"d": {}, "g": {}}
        self.silent.schedules = self.schedules

    def update_d(self, batch: Batch, i: int, learn: bool) -> Any:
        if i not in self.noted["d"]:
            return self.silent.update_d(batch, i, learn)
        self._turn("d", i, z=batch.z_d, x=batch.x)
        outputs, penalty = super().update_d(batch, i, learn)
        loss = self.loss_d(*outputs)
        self.note["loss"] = loss if penalty is None else loss + penalty
        return outputs, penalty

    def update_g(self, batch: Batch, z: Tensor, i: int, learn: bool) -> Any:
        if i not in self.noted["g"]:
            return self.silent.update_g(batch, z, i, learn)
        self._turn("g", i, z=z, x=batch.x)
        outputs = super().update_g(batch, z, i, learn)
        self.note["loss"] = self.loss_g(*outputs)
        return outputs

    def _turn(self, net: str, i: int, **known: Tensor) -> None:
        self.note = self.notes[net][i] = dict(known)

    def blur(self, batch: Batch, g: Tensor) -> tuple[Tensor, Tensor]:
        x_seen, g_seen = super().blur(batch, g)
        self.note |= {"g": g, "x_seen": x_seen, "g_seen": g_seen}
        return x_seen, g_seen

    def pack(self, x: Tensor) -> Tensor:
        packed = super().pack(x)
        name = "pack_fake" if x is self.note.get("g_seen") else "pack_real"
        self.note.setdefault(name, packed)
        return packed

    def derivative(self, name: str, real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
        self.note |= {"d_real": self.reading(real), "d_fake": self.reading(fake), "pairs": real - fake}
        return super().derivative(name, real, fake)

    def penalised(self, x: Tensor, g: Tensor, extra: Tensor | None) -> tuple[Tensor, Tensor]:
        penalty, gradient = super().penalised(x, g, extra)
        self.note["penalty"] = penalty
        return penalty, gradient

    def gradient_norm2(self, D: Network, x: Tensor) -> Tensor:
        norm2 = super().gradient_norm2(D, x)
        call = sum(name.startswith("spots.") for name in self.note)
        self.note |= {f"spots.{call}": x.detach(), f"slopes.{call}": norm2.detach().sqrt()}
        return norm2

    def discriminator(self) -> Network:
        D = super().discriminator()
        if D is not self.D:  # its matrices are divided by something
            pairs = zip(self.D.weights, D.weights, strict=True)
            self.note["divisors"] = torch.stack([W.norm() / divided.norm() for (W, _), (divided, _) in pairs])
        return D

    def unpack(self, x: Tensor) -> Tensor:
        by_g = super().unpack(x)
        self.note["arrows"] = -by_g * self.k.batch
        return by_g

    def descend(self, net: str, gradient: Tensor, i: int, learn: bool = True) -> None:
        before = self.state[net].clone()
        super().descend(net, gradient, i, learn)
        self.note["gradient"] = norm(self.descended[net])[0]
        now = self.state[net][:, : self.mlp_d.parameters if net == "d" else self.mlp_g.parameters]
        largest = now.abs().max()
        self.note |= {"update": (self.state[net] - before).norm(), "largest": largest}
        self.note["clipped"] = (now.abs() == largest).float().mean()


_KINDS: dict[type[GAN], type[Recording]] = {}


def recording(gan: type[GAN]) -> type[Recording]:
    """The variant with a notebook; one class for each, because classes are kept by what is worked out of them."""
    if gan not in _KINDS:
        _KINDS[gan] = cast(type[Recording], type(f"Recording{gan.__name__}", (Recording, gan), {"variant": gan}))
    return _KINDS[gan]
