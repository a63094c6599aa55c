"""What an image GAN is to everybody else: its networks, how they learn, what it shows, and what can be asked of it.

A paper is a subclass (games/). Run, checkpoint, saved files, evaluation, diagnosis, snippet and server read what a
system declares here and never ask which one they hold. A system knows nothing of clocks, files or browsers.

Networks that grow have all their layers from the start; `phase` says which of them are in use.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from threading import Lock
from typing import Any, ClassVar, NamedTuple

import torch
from torch import Tensor, nn

from models.column import Column
from models.experiment import Rejected
from models.images.compute import Compute
from models.images.datasets import Images
from models.images.diagram import ARROWS, PARTS, Arrow, Part
from models.images.feed import Feed
from models.images.judging.measures import COMMON
from models.images.knobs import ImageKnobs
from models.images.networks import initialise
from models.images.tools.tool import Answer, Tool
from models.measure import Measure
from models.question import Question
from models.seeds import generator

Networks = dict[str, nn.Module]


class Optimiser(NamedTuple):
    """An Adam of a system: whose weights it changes, and how fast."""

    nets: tuple[str, ...]
    rate: str  # the knob that is its learning rate
    learner: str  # who learns by it, "d" or "g" in most papers: it can be frozen, or be the only one to learn
    share: float = 1.0  # of that rate


class Sheet(NamedTuple):
    """The names of the rows and of the columns of the images that a run shows; "" where one needs no name."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]


class Picture(NamedTuple):
    """The images of a sheet, bytes `(n, C, s, s)`, row after row; scores: what D's average says of each, NaN where
    it is not asked, float32 `(n,)`. Both are on the CPU.
    """

    images: Tensor
    scores: Tensor


class Samples(NamedTuple):
    """Images to be measured, bytes `(n, C, s, s)` on the CPU."""

    images: Tensor
    labels: Tensor | None = None  # the classes that they were made for, int64 (n,)
    scores: Tensor | None = None  # what D itself says of each, float32 (n,); None where D judges no images


class Sampler(NamedTuple):
    """How a script samples from a saved run: one network, and what it is given."""

    average: str  # the name of the average whose weights it has
    net: nn.Sequential  # its layers
    inputs: str  # lines of Python that make its input z of the saved tensors `weights`


class Milestone(NamedTuple):
    """Steps that a system needs until there is something to see."""

    steps: int
    until: str


class System(ABC):
    """One image GAN: the classmethods need no images, an instance trains on those of its feed."""

    title: ClassVar[str]
    paper: ClassVar[dict[str, Any]]
    Knobs: ClassVar[type[ImageKnobs]]
    optimised: ClassVar[Mapping[str, Optimiser]]  # by name
    averages: ClassVar[Mapping[str, str]] = {}  # name of each average → network whose weights are averaged
    labelled: ClassVar[bool] = False  # whether the data must have labels
    conditional: ClassVar[bool] = False  # whether images can be asked for by their class
    critics: ClassVar[tuple[str, ...]] = ()  # values of the knob `loss` with which D says no probability
    measures: ClassVar[Mapping[str, Measure]] = COMMON  # those that apply, and the system's own
    tools: ClassVar[tuple[Tool[Any], ...]] = ()  # what the page offers to look at it with
    parts: ClassVar[tuple[Part, ...]] = PARTS  # of its diagram
    arrows: ClassVar[tuple[Arrow, ...]] = ARROWS
    milestones: ClassVar[Mapping[tuple[str, int], Milestone]] = {}  # by data and size, for the knobs' defaults

    # Without images.

    @classmethod
    @abstractmethod
    def networks(cls, k: Any, channels: int, classes: int) -> Networks:
        """All that is trained, by name."""

    @classmethod
    @abstractmethod
    def columns(cls, k: Any) -> list[Column]:
        """The columns of the curve, as `step` returns them. No knob that can be turned live changes names."""

    @classmethod
    @abstractmethod
    def sheet(cls, k: Any, classes: Sequence[str]) -> Sheet:
        """The rows and columns of what `show` returns, for images of these classes."""

    @classmethod
    def extras(cls, k: Any, channels: int, classes: int, seed: int) -> dict[str, Tensor]:
        """What belongs to the state beside networks, optimisers and averages, as it is before the first step.

        For example the noise of the sheet, a pool of earlier images, or how far a phase has come.
        """
        return {}

    @classmethod
    def sampler(cls, k: Any, channels: int, classes: Sequence[str]) -> Sampler | None:
        """How a script samples from a saved run; None where that needs more than one network."""
        return None

    @classmethod
    def renewing(cls, k: Any, changed: Any) -> list[str]:
        """The knobs whose change needs other networks, beyond those that always do."""
        return []

    @classmethod
    def critic(cls, k: Any) -> bool:
        """Whether D's output is no probability."""
        return getattr(k, "loss", None) in cls.critics

    @classmethod
    def learners(cls) -> list[str]:
        """Who can be frozen, or be the only one to learn."""
        return list(dict.fromkeys(optimiser.learner for optimiser in cls.optimised.values()))

    @classmethod
    def question_types(cls) -> list[type[Question]]:
        return [kind for tool in cls.tools for kind in tool.questions]

    # In training.

    def __init__(self, knobs: Any, feed: Feed, compute: Compute):
        """Raises Rejected for data that lack what the system needs."""
        self.check(feed.images)
        self.k, self.feed, self.compute = knobs, feed, compute
        channels, classes, seed = feed.images.channels, len(feed.images.classes), feed.seed
        self.nets = self.networks(knobs, channels, classes)
        for name, net in self.nets.items():
            initialise(net, generator(seed, "init", name))
            compute.place(net)
        self.optimisers = {name: compute.adam(self.weights(o.nets)) for name, o in self.optimised.items()}
        self.shown = {name: deepcopy(self.nets[of]).requires_grad_(False) for name, of in self.averages.items()}
        self.extra = {name: t.to(feed.device) for name, t in self.extras(knobs, channels, classes, seed).items()}
        self._lock = Lock()  # held while averages and extra tensors are changed or used
        self._settled = False
        self.tune(knobs)

    @classmethod
    def check(cls, images: Images) -> None:
        """Raises Rejected for data that lack what the system needs."""
        if cls.labelled and (images.train_labels is None or len(images.classes) < 2):
            raise Rejected("data", f"{cls.title} learns from labels, and these data have none.")

    def weights(self, nets: Sequence[str]) -> list[nn.Parameter]:
        return [p for net in nets for p in self.nets[net].parameters()]

    def tune(self, knobs: Any) -> None:
        """Go on with other knobs for the same networks."""
        with self._lock:
            self.k, self._settled = knobs, False
            for name, (_, rate, _, share) in self.optimised.items():
                lr = share * getattr(knobs, rate)
                self.optimisers[name].param_groups[0].update(lr=lr, betas=(knobs.beta1, knobs.beta2))

    @abstractmethod
    def step(self, i: int, learn: Collection[str]) -> Tensor:
        """One step, the i-th from 0, in which the named learners learn. It draws its batches from the feed.

        Returns the step's row of the curve, float32 `(columns,)`. Randomness must come from `feed.stream(i, …)` alone,
        so that a run that was saved goes on with the same bits.
        """

    def descend(self, name: str, loss: Tensor, learn: Collection[str]) -> Tensor:
        """One update by an optimiser, or what it would be; returns the norm of the gradient."""
        optimiser, declared = self.optimisers[name], self.optimised[name]
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        if declared.learner in learn:
            optimiser.step()
        return nn.utils.get_total_norm([p.grad for p in self.weights(declared.nets) if p.grad is not None])

    def average(self, i: int, learn: Collection[str]) -> None:
        """After step i: let the averages follow the networks that have learned."""
        # Averages warm up, so that the first samples shown are not those of the untrained network.
        weight = 1 - min(self.k.ema, (1 + i) / (10 + i))
        learned = {net for o in self.optimised.values() if o.learner in learn for net in o.nets}
        for name, of in self.averages.items():
            if of in learned:
                with self._lock:
                    average, net = self.shown[name].parameters(), self.nets[of].parameters()
                    torch._foreach_lerp_(list(average), list(net), weight)
                    self._settled = False

    @property
    def phase(self) -> str | None:
        """Of networks that grow: which of their layers are in use, in a word. None for all others."""
        return None

    # What is shown. Any thread may ask, also in the midst of a step.

    @contextmanager
    def showing(self) -> Iterator[None]:
        """Keep the averages as they are, and settled, while they are used."""
        with self._lock, torch.inference_mode():
            if not self._settled:
                with self.compute.autocast():
                    self.settle()
                self._settled = True
            yield

    def settle(self) -> None:
        """Make the averages ready to be shown. Those that have BatchNorm need statistics of what they are shown on."""
        for average in self.shown.values():
            average.eval()

    @abstractmethod
    def show(self) -> Picture:
        """The images of the sheet as they are now."""

    @abstractmethod
    def samples(self, n: int, *stream: int | str) -> Samples:
        """N images that can be measured, of randomness from this stream of the feed."""

    def image_at(self, place: int) -> Tensor:
        """One image of the sheet, bytes `(C, s, s)`, on the CPU."""
        return self.show().images[place]

    def score(self, images: Tensor, labels: Tensor | None, averaged: bool = False) -> Tensor | None:
        """What D says of images, bytes `(n, C, s, s)`, on the curves' scale: float32 `(n,)`; None where D judges none.

        averaged: by the average of D's weights; D itself may change its mind about all images from step to step.
        """
        return None

    def score_real(self, n: int) -> Tensor:
        """What D's average says of n training images, the same ones each time; empty where it judges no images."""
        feed = self.feed
        rows = torch.randint(len(feed.train), (n,), generator=feed.stream("judged")).to(feed.device)
        labels = None if feed.labels is None else feed.labels[rows]
        scores = self.score(feed.train[rows], labels, averaged=True)
        return torch.empty(0) if scores is None else scores

    def measure(self, most: int | None = None) -> dict[str, float]:
        """What only this system can say of itself, by name. most: test images that it looks at."""
        return {}

    def answer(self, question: Question) -> Answer:
        """By the tool that the question belongs to. Raises Rejected."""
        for tool in self.tools:
            if isinstance(question, tool.questions):
                return tool.answer(self, question)
        allowed = ", ".join(kind.model_fields["type"].default for kind in self.question_types())
        raise Rejected("what", f"{self.title} cannot be asked for this.", allowed)
