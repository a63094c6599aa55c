"""How good an image GAN is now: its averaged G by a classifier and by pixels, its D by what it tells apart.

The classifier is trained elsewhere and may come late or, where images have no labels, never: what needs it is left out
until then.
"""

from copy import copy
from dataclasses import replace

import torch
from torch import Tensor

from models.images.datasets import Images
from models.images.feed import Feed
from models.images.judging import measures
from models.images.judging.classifier import Classifier
from models.images.run import ImageRun
from models.measure import Measure
from models.seeds import generator, noise

MEASURED = 256  # samples, and images they are compared with one by one
KNOWN = 4096  # training images whose features are compared as a whole
TESTED = 1000  # test images that a system's own accuracies are told of
COMPARED = 64  # of the samples, each with all training images
AT_ONCE = 64  # samples: meanwhile nobody else can ask G
REPEATS = 4  # draws of real images, for floors
FEWEST = 30  # test images: what fewer score is left to chance

MEASURES: dict[str, Measure] = {
    "clear": Measure("Clear samples", "", "high", "Share of samples of whose class a classifier is 90 % sure"),
    "classes": Measure("Classes", "", "high", "Classes that occur among the clear samples"),
    "frechet": Measure(
        "Fréchet distance", "", "low", "Between samples and real images in that classifier’s features; it is not FID"
    ),
    "as_asked": Measure("As asked", "", "high", "Share of samples that are classified as what they were made for"),
    "accuracy": Measure("Accuracy of D", "", "high", "Share of test images whose class D names right"),
    "accuracy_cnn": Measure("Accuracy of the CNN", "", "high", "The same of the CNN beside it, without G"),
    "diversity": Measure("Diversity", "", "high", "Mean distance of two samples, that of two real images being 1"),
    "memorised": Measure(
        "Learned by heart",
        "",
        "low",
        "Share of samples that are copies: three times as near to one training image as to any other",
    ),
}


class Judge:
    """What the samples of one set are measured by; the classifier is None while, or where, there is none."""

    def __init__(self, images: Images, classifier: Classifier | None = None):
        self.images, self.classifier = images, classifier
        self.apart = mean_distance(drawn(images.train, MEASURED, 0))
        if classifier is not None:
            self.real = measures.gaussian(classifier.features(drawn(images.train, KNOWN, 0)))

    def of_images(self, images: Tensor) -> dict[str, float]:
        """`diversity` and `memorised` of bytes `(n, C, s, s)`; with a classifier `clear`, `classes` and `frechet`."""
        scores = {"diversity": mean_distance(images) / max(self.apart, 1e-6)}
        if len(self.images.train) > 1:
            distances, _ = measures.nearest(images[:COMPARED], self.images.train, 2)
            scores["memorised"] = measures.memorised(distances)
        if self.classifier is not None:
            probabilities, features = self.classifier.probabilities(images), self.classifier.features(images)
            scores |= {
                "clear": measures.clear_share(probabilities),
                "classes": len(measures.occurring(probabilities)),
                "frechet": measures.frechet(measures.gaussian(features), self.real),
            }
        return scores

    def floors(self) -> dict[str, float]:
        """What as many test images score, the mean over a few draws: nothing to be learnt scores better.

        Of too few test images only what holds by definition; training images would be judged by what they taught.
        """
        if len(self.images.test) < FEWEST:
            return {"diversity": 1.0}
        runs = [self.of_images(drawn(self.images.test, MEASURED, 1 + i)) for i in range(REPEATS)]
        means = {name: sum(run[name] for run in runs) / REPEATS for name in runs[0]} | {"diversity": 1.0}
        if self.classifier is not None and self.classifier.accuracy is not None:
            means["as_asked"] = self.classifier.accuracy
        return means


def evaluate(run: ImageRun, judge: Judge) -> dict[str, float]:
    """The scores of a run by their names in MEASURES, those that apply; and what diagnoses need of D.

    `d_right`: share of real and fake images that D tells right; `d_level` and `d_range`: the median, and the range of
    the middle 95 %, of what it says of them, on the curves' scale. `labels`: how many a system that learns from some
    is shown, fewer than its knob says where there are no more. The same seed and round always score the same.
    """
    e, classes = run.experiment, len(judge.images.classes)
    z = noise(e.knobs.noise, (MEASURED, e.knobs.noise_dim), generator(e.seed, "evaluate", run.step, "noise"))
    labels = torch.arange(MEASURED) % classes if e.gan.conditional else None
    parts = [slice(i, i + AT_ONCE) for i in range(0, MEASURED, AT_ONCE)]
    fakes = torch.cat([run.samples(z[part], None if labels is None else labels[part]) for part in parts])
    scores = judge.of_images(fakes) | of_d(run, fakes, labels)
    if labels is not None and judge.classifier is not None:
        scores["as_asked"] = measures.as_asked(judge.classifier.probabilities(fakes), labels)
    if len(run.feed.shown):
        scores["labels"] = len(run.feed.shown)
    return scores | run.gan.readings(shortened(run), run.shown)


def of_d(run: ImageRun, fakes: Tensor, labels: Tensor | None) -> dict[str, float]:
    """What D says of as many held-out images as fakes, each kind by itself, as in training."""
    images = run.feed.images
    of = "train" if len(images.test) < 2 else "test"
    rows = torch.randint(len(getattr(images, of)), (len(fakes),), generator=generator(run.experiment.seed, "judged"))
    real_labels = getattr(images, f"{of}_labels")
    real = run.scores(getattr(images, of)[rows], None if labels is None else real_labels[rows])
    fake = run.scores(fakes, labels)
    critic = run.gan.loss(run.experiment.knobs).critic
    border = (real.mean() + fake.mean()) / 2 if critic else torch.tensor(0.5)
    right = ((real > border).float().mean() + (fake < border).float().mean()) / 2
    low, level, high = torch.quantile(torch.cat([real, fake]).double(), torch.tensor([0.025, 0.5, 0.975]).double())
    return {"d_right": float(right), "d_level": float(level), "d_range": float(high - low)}


def shortened(run: ImageRun) -> Feed:
    """The run's feed with few enough test images for its training not to wait."""
    feed, images = copy(run.feed), run.feed.images
    rows = torch.randperm(len(images.test), generator=generator(0, "tested"))[:TESTED]
    labels = None if images.test_labels is None else images.test_labels[rows]
    feed.images = replace(images, test=images.test[rows], test_labels=labels)
    return feed


def drawn(images: Tensor, n: int, seed: int) -> Tensor:
    """Some of the images, the same ones each time."""
    return images[torch.randperm(len(images), generator=generator(seed, "drawn"))[:n]]


def mean_distance(images: Tensor) -> float:
    """Mean Euclidean distance of two different images of `(n, C, s, s)`, in grey levels; 0 where there is one."""
    return float(torch.pdist(images.flatten(1).float()).mean()) if len(images) > 1 else 0.0
