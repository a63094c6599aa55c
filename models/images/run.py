"""One image GAN in training. It holds no thread and no clock: somebody advances it.

Another thread may ask for `samples` meanwhile, in the midst of a round: the averaged G is all they share.
"""

from copy import deepcopy
from threading import Lock
from typing import Literal

import torch
from torch import Tensor, nn

from models.images import checkpoint
from models.images.compute import compute_on
from models.images.datasets import Images
from models.images.experiment import FIXED, Experiment
from models.images.feed import Feed, as_bytes, encoded, scaled
from models.images.networks import settle
from models.seeds import generator, noise
from models.toys.engine.readings import CURVE


class ImageRun:
    """A system on images, from its seed or from a saved state."""

    def __init__(self, experiment: Experiment, images: Images, device: str = "cpu", state: bytes | None = None):
        """state: what `save` returned; the run goes on from there. Raises Rejected for data that lack labels."""
        self.experiment, self.device = experiment, device
        self.feed = Feed(experiment, images, device)
        k, classes = experiment.knobs, len(images.classes)
        self.gan = experiment.gan(k, images.train.shape[1], classes, experiment.seed, compute_on(device))
        averages = self.gan.averages.items()
        self.shown = {name: deepcopy(self.gan.nets[of]).requires_grad_(False) for name, of in averages}
        self.shown_g: nn.Module = self.shown["shown_g"]  # G averaged
        self.step = 0
        self.diverged_at: int | None = None
        self._showing = Lock()  # held while the averaged G, its statistics or the fixed z are changed or read
        self._settled = False
        self.grid = experiment.grid(classes)  # rows, columns
        self.fixed_z, self.fixed_labels = self._fixed()
        if state is not None:
            checkpoint.restore(self, state)

    def advance(self, rounds: int, only: Literal["d", "g"] | None = None) -> Tensor:
        """Train; only "d" or "g" holds the other network. Returns the curve `(rounds, 7)` float32, columns CURVE.

        A run that diverges stops by itself: diverged_at is its round with the first value that is not finite, and
        rows end before that.
        """
        if self.diverged_at is not None or rounds < 1:
            return torch.empty(0, len(CURVE))
        learn = self._learners(only)
        rows = []
        for step in range(self.step, self.step + rounds):
            rows.append(self._round(step, learn))
        curve = torch.stack(rows).cpu()
        finite = torch.isfinite(curve).all(1)
        finite[-1] &= self._alive()  # what the last update has broken is in no curve yet
        good = rounds if finite.all() else int(finite.int().argmin())
        self.step += min(good + 1, rounds)
        self.diverged_at = None if good == rounds else self.step
        return curve[:good]

    def _round(self, step: int, learn: str) -> Tensor:
        k = self.experiment.knobs
        row = self.gan.step([self.feed.batch(step, update) for update in range(k.n_critic)], learn)
        # Averages warm up, so that the first samples shown are not those of the untrained network.
        weight = 1 - min(k.ema, (1 + step) / (10 + step))
        for name, of in self.gan.averages.items():
            if of in learn or of not in "dg":  # what is held is not averaged either
                with self._showing:
                    average, net = self.shown[name].parameters(), self.gan.nets[of].parameters()
                    torch._foreach_lerp_(list(average), list(net), weight)
                    self._settled = False
        return row

    def _learners(self, only: str | None) -> str:
        return "".join(net for net in only or "dg" if not getattr(self.experiment.knobs, f"freeze_{net}"))

    def _alive(self) -> bool:
        # NaN and infinity pass through sums, which take an eighth of the time that isfinite does.
        sums = [p.detach().sum() for net in self.gan.nets.values() for p in net.parameters()]
        return bool(torch.stack(sums).isfinite().all())

    def tune(self, experiment: Experiment) -> None:
        """Go on with other knobs; raises ValueError for what needs other networks or other images."""
        if self.experiment.variant != experiment.variant or self.experiment.rebuilds(experiment):
            raise ValueError("These networks do not fit the experiment any more; build a new run.")
        self.experiment = self.feed.experiment = experiment
        self.gan.tune(experiment.knobs)
        with self._showing:
            self.fixed_z, self.fixed_labels = self._fixed()
            self._settled = False

    # What is shown.

    @torch.inference_mode()
    def samples(self, z: Tensor | None = None, labels: Tensor | None = None) -> Tensor:
        """Images of the averaged G, bytes `(n, C, size, size)`, on the CPU.

        z: `(n, noise_dim)`, by default the fixed ones, in rows and columns of `grid`. labels: int64 `(n,)`, for
        systems that are conditioned on them; by default those of `grid`, a row a class.
        """
        with self._showing:
            self._settle()
            z = self.fixed_z if z is None else z.to(self.device)
            return as_bytes(self._generate(z, self._encoded(labels, len(z)))).cpu()

    @torch.inference_mode()
    def scores(self, images: Tensor, labels: Tensor | None = None, averaged: bool = False) -> Tensor:
        """What D says of images, bytes `(n, C, size, size)`: float32 `(n,)` on the curves' scale.

        With BatchNorm D judges a batch as a whole, in training too: give it real ones or fakes, not both. averaged: by
        the average of D's weights; D itself may change its mind about all fakes from one step to the next.
        """
        judge = self.shown["shown_d"] if averaged else self.gan.D
        judge.train()
        with self.gan.compute.autocast():
            out = self.gan.judge(scaled(images.to(self.device)), self._encoded(labels, len(images)), judge)
        return self.gan.loss(self.experiment.knobs).reading(out).cpu()

    def real_scores(self) -> Tensor:
        """What D's average says of training images, as many as the grid has, always the same: float32 `(n,)`."""
        feed, seed = self.feed, self.experiment.seed
        rows = torch.randint(len(feed.train), (len(self.fixed_z),), generator=generator(seed, "judged")).to(self.device)
        labels = feed.labels_of(rows) if self.experiment.gan.conditional else None
        return self.scores(feed.train[rows], labels, averaged=True)

    def readings(self) -> dict[str, float]:
        """What only this system has to say of itself, by name: SGAN's accuracies on test images."""
        return self.gan.readings(self.feed, self.shown)

    def save(self) -> bytes:
        """Networks, average, optimisers and recipe as safetensors."""
        with self._showing:
            self._settle()
            return checkpoint.save(self)

    def _settle(self) -> None:
        """BatchNorm's statistics are those of the fixed z, so that any z gives one image, whatever is beside it."""
        if not self._settled:
            with torch.inference_mode(), self.gan.compute.autocast():
                settle(self.shown_g, self.gan.noise_and_label(self.fixed_z, self._encoded(None, len(self.fixed_z))))
            self._settled = True

    def _generate(self, z: Tensor, y: Tensor | None) -> Tensor:
        with self.gan.compute.autocast():
            g: Tensor = self.shown_g(self.gan.noise_and_label(z, y))
        return g

    def _encoded(self, labels: Tensor | None, n: int) -> Tensor | None:
        """Labels as G and D take them; the grid's, again and again, where none are given."""
        if not self.experiment.gan.conditional:
            return None
        if labels is None:
            labels = self.fixed_labels.repeat(-(-n // len(self.fixed_labels)))[:n]
        return encoded(labels.to(self.device), len(self.feed.images.classes))

    def fixed(self) -> tuple[Tensor, Tensor]:
        """The grid's z `(n, noise_dim)` and labels int64 `(n,)`, on the CPU."""
        with self._showing:
            return self.fixed_z.cpu(), self.fixed_labels.cpu()

    def _fixed(self) -> tuple[Tensor, Tensor]:
        """The grid's z and labels: conditioned on labels, every class has the same z."""
        e, (rows, columns) = self.experiment, self.grid
        n = columns if e.gan.conditional else FIXED
        z = noise(e.knobs.noise, (n, e.knobs.noise_dim), generator(e.seed, "fixed"))
        z = z.repeat(rows, 1) if e.gan.conditional else z
        return z.to(self.device), torch.arange(rows).repeat_interleave(columns).to(self.device)
