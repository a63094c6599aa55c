"""One image GAN in training. It holds no thread and no clock: somebody advances it.

Another thread may ask questions meanwhile, in the midst of a step: the system keeps its averages as they are for it.
"""

from concurrent.futures import Future

import torch
from torch import Tensor

from models.images.compute import compute_on
from models.images.datasets import Images
from models.images.experiment import Experiment
from models.images.feed import Feed
from models.images.judging.neighbours import Neighbours
from models.images.saving import checkpoint
from models.images.system import Picture, Sheet
from models.images.tools.tool import Answer
from models.question import Question


class ImageRun:
    """A system on images, from its seed or from a saved state."""

    def __init__(
        self,
        experiment: Experiment,
        images: Images,
        device: str = "cpu",
        state: bytes | None = None,
        neighbours: "Future[Neighbours] | None" = None,
    ):
        """state: what `save` returned; the run goes on from there. neighbours: of the training images, where another
        thread prepares them. Raises Rejected for data that lack what the system needs.
        """
        self.experiment, self.device = experiment, device
        self.feed = Feed(images, experiment.seed, device, neighbours)
        self.system = experiment.gan(experiment.knobs, self.feed, compute_on(device))
        self.sheet: Sheet = experiment.gan.sheet(experiment.knobs, images.classes)
        self.columns = experiment.columns()
        self.step = 0
        self.diverged_at: int | None = None
        if state is not None:
            self.step, self.diverged_at = checkpoint.restore(self.system, state)

    def advance(self, steps: int, only: str | None = None) -> Tensor:
        """Train; only holds all learners but this one. Returns the curve, float32 `(steps, columns)`.

        A run that diverges stops by itself: diverged_at is its step with the first value that is not finite, and
        rows end before that.
        """
        if self.diverged_at is not None or steps < 1:
            return torch.empty(0, len(self.columns))
        learn = self._learners(only)
        rows = []
        for i in range(self.step, self.step + steps):
            rows.append(self.system.step(i, learn))
            self.system.average(i, learn)
        curve = torch.stack(rows).cpu()
        finite = torch.isfinite(curve).all(1)
        finite[-1] &= self._alive()  # what the last update has broken is in no curve yet
        good = steps if finite.all() else int(finite.int().argmin())
        self.step += min(good + 1, steps)
        self.diverged_at = None if good == steps else self.step
        return curve[:good]

    def _learners(self, only: str | None) -> list[str]:
        knobs = self.experiment.knobs
        chosen = [name for name in self.system.learners() if only in (None, name)]
        return [name for name in chosen if not getattr(knobs, f"freeze_{name}", False)]

    def _alive(self) -> bool:
        # NaN and infinity pass through sums, which take an eighth of the time that isfinite does.
        sums = [p.detach().sum() for net in self.system.nets.values() for p in net.parameters()]
        return bool(torch.stack(sums).isfinite().all())

    def tune(self, experiment: Experiment) -> None:
        """Go on with other knobs; raises ValueError for what needs other networks or other images."""
        if self.experiment.variant != experiment.variant or self.experiment.rebuilds(experiment):
            raise ValueError("These networks do not fit the experiment any more; build a new run.")
        self.experiment = experiment
        self.system.tune(experiment.knobs)

    # What is shown.

    @property
    def phase(self) -> str | None:
        """Of networks that grow: which of their layers are in use."""
        return self.system.phase

    def show(self) -> Picture:
        """The images of the sheet, and what D's average says of each."""
        return self.system.show()

    def score_real(self) -> Tensor:
        """What D's average says of training images, as many as the sheet has, always the same ones."""
        return self.system.score_real(len(self.sheet.rows) * len(self.sheet.columns))

    def answer(self, question: Question) -> Answer:
        """By the tool that the question belongs to; any thread may ask. Raises Rejected."""
        return self.system.answer(question)

    def save(self) -> bytes:
        """The whole state and the recipe as safetensors."""
        with self.system.showing():
            return checkpoint.save(self.system, self.experiment, self.step, self.diverged_at)
