"""Systems whose G makes each image of noise z, and of a label where they are conditional.

They show a sheet of samples that keep their z while a run lives: a row a class where G is given one. What their losses
and networks are is their paper's affair (games/).
"""

from collections.abc import Sequence
from typing import Any, ClassVar

import torch
from torch import Tensor, nn

from models.images.feed import as_bytes, encoded
from models.images.networks import settle
from models.images.system import Picture, Sampler, Samples, Sheet, System
from models.seeds import generator, noise

FIXED = 64  # samples that keep their z while a run lives
MOST_COLUMNS = 10  # two classes in rows of 32 would be specks
AT_ONCE = 64  # samples to be measured: meanwhile no other thread can ask G
LABELS = """labels = torch.arange({classes}).repeat_interleave({columns})  # a row each: {names}
z = torch.cat([z, nn.functional.one_hot(labels, {classes}) * {classes}**0.5], 1)
"""


class FromNoise(System):
    """G is `nets["g"]`, averaged as `shown["shown_g"]`; its knobs have `noise_dim` and `noise`."""

    averages: ClassVar[dict[str, str]] = {"shown_g": "g"}

    @classmethod
    def sheet(cls, k: Any, classes: Sequence[str]) -> Sheet:
        if not cls.conditional:
            return Sheet(("",) * 8, ("",) * (FIXED // 8))
        return Sheet(tuple(classes), ("",) * columns_of(len(classes)))

    @classmethod
    def extras(cls, k: Any, channels: int, classes: int, seed: int) -> dict[str, Tensor]:
        """The sheet's z `(n, noise_dim)`; conditioned on labels, every class has the same."""
        n = columns_of(classes) if cls.conditional else FIXED
        z = noise(k.noise, (n, k.noise_dim), generator(seed, "fixed"))
        return {"z": z.repeat(classes, 1) if cls.conditional else z}

    @classmethod
    def sampler(cls, k: Any, channels: int, classes: Sequence[str]) -> Sampler | None:
        """Of a G that is one sequence of layers: the saved z, and the way to draw others."""
        with torch.device("meta"):  # layers without weights
            net = cls.networks(k, channels, len(classes))["g"]
        if not isinstance(net, nn.Sequential):
            return None
        columns = columns_of(len(classes)) if cls.conditional else 0
        draw = "torch.randn({0})" if k.noise == "gaussian" else "torch.rand({0}) * 2 - 1"
        drawn = draw.format(f"{columns or FIXED}, {k.noise_dim}")
        other = f"({drawn}).repeat({len(classes)}, 1)" if cls.conditional else drawn
        inputs = f'z = weights["z"]  # of the samples that the page shows; for others: {other}\n'
        if cls.conditional:
            inputs += LABELS.format(classes=len(classes), columns=columns, names=", ".join(classes))
        return Sampler("shown_g", net, inputs)

    def tune(self, knobs: Any) -> None:
        super().tune(knobs)
        images = self.feed.images
        fixed = self.extras(knobs, images.channels, len(images.classes), self.feed.seed)["z"]
        with self._lock:
            self.extra["z"].copy_(fixed)

    def given_g(self, z: Tensor, y: Tensor | None) -> Tensor:
        """What G takes: z `(n, noise_dim)`, and the label behind it where it is conditioned on one."""
        return z if y is None else torch.cat([z, y], 1)

    # What is shown.

    def settle(self) -> None:
        """BatchNorm's statistics are those of the fixed z, so that any z gives one image, whatever is beside it."""
        z = self.extra["z"]
        settle(self.shown["shown_g"], self.given_g(z, self.encoded(self.fixed_labels(), len(z))))

    def show(self) -> Picture:
        images, labels = self.generate(), self.fixed_labels()
        scores = self.score(images, labels, averaged=True)
        return Picture(images, torch.full((len(images),), torch.nan) if scores is None else scores)

    def samples(self, n: int, *stream: int | str) -> Samples:
        """As many of each class, where they are made for one."""
        z = noise(self.k.noise, (n, self.k.noise_dim), self.feed.stream(*stream, "noise"))
        labels = torch.arange(n) % len(self.feed.images.classes) if self.conditional else None
        parts = [slice(i, i + AT_ONCE) for i in range(0, n, AT_ONCE)]
        images = [self.generate(z[part], None if labels is None else labels[part]) for part in parts]
        made = torch.cat(images)
        return Samples(made, labels, self.score(made, labels))

    def generate(self, z: Tensor | None = None, labels: Tensor | None = None) -> Tensor:
        """Images of the averaged G, bytes `(n, C, s, s)`, on the CPU.

        z: `(n, noise_dim)`, by default the sheet's. labels: int64 `(n,)`, for systems that are conditioned on them; by
        default those of the sheet.
        """
        with self.showing(), self.compute.autocast():
            z = self.extra["z"] if z is None else z.to(self.feed.device)
            labels = self.fixed_labels() if labels is None else labels
            return as_bytes(self.shown["shown_g"](self.given_g(z, self.encoded(labels, len(z))))).cpu()

    def image_at(self, place: int) -> Tensor:
        z, labels = self.fixed()
        return self.generate(z[place : place + 1], None if labels is None else labels[place : place + 1])[0]

    def fixed(self) -> tuple[Tensor, Tensor | None]:
        """The sheet's z `(n, noise_dim)`, and labels int64 `(n,)` where G takes some, on the CPU."""
        with self.showing():
            return self.extra["z"].cpu(), self.fixed_labels()

    def fixed_labels(self) -> Tensor | None:
        """Of the sheet, on the CPU: a row a class."""
        if not self.conditional:
            return None
        classes = len(self.feed.images.classes)
        return torch.arange(classes).repeat_interleave(columns_of(classes))

    def encoded(self, labels: Tensor | None, n: int) -> Tensor | None:
        """Labels as G and D take them, for n images: again and again where they are fewer."""
        if labels is None or not self.conditional:
            return None
        labels = labels.repeat(-(-n // len(labels)))[:n]
        return encoded(labels.to(self.feed.device), len(self.feed.images.classes))


def columns_of(classes: int) -> int:
    """Columns of a sheet that has a row a class."""
    return max(1, min(MOST_COLUMNS, FIXED // classes))
