"""How good an image GAN is now: its averaged G by a classifier and by pixels, its D by what it tells apart.

The classifier is trained elsewhere and may come late or, where images have no labels, never: what needs it is left out
until then.
"""

import torch
from torch import Tensor

from models.images.datasets import Images
from models.images.games import VARIANTS
from models.images.judging import measures
from models.images.judging.classifier import Classifier
from models.images.judging.measures import BY_CLASSIFIER, BY_PIXELS
from models.images.run import ImageRun
from models.images.system import Samples
from models.measure import Measure
from models.seeds import generator

MEASURED = 256  # samples, and images they are compared with one by one
KNOWN = 4096  # training images whose features are compared as a whole
TESTED = 1000  # test images that a system's own accuracies are told of
COMPARED = 64  # of the samples, each with all training images
REPEATS = 4  # draws of real images, for floors
FEWEST = 30  # test images: what fewer score is left to chance

# Of all systems, in the order in which they are shown.
OF_SYSTEMS = {name: measure for system in VARIANTS.values() for name, measure in system.measures.items()}
MEASURES: dict[str, Measure] = BY_CLASSIFIER | {n: m for n, m in OF_SYSTEMS.items() if n not in BY_PIXELS} | BY_PIXELS


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
    """The measures of a run that apply, by name; and what diagnoses need to know of D.

    `d_right`: share of real and fake images that D tells right; `d_level` and `d_range`: the median, and the range of
    the middle 95 %, of what it says of them, on the curves' scale. The same seed and step always measure the same.
    """
    system = run.system
    samples = system.samples(MEASURED, "evaluate", run.step)
    found = {name: value for name, value in judge.of_images(samples.images).items() if name in system.measures}
    found |= of_d(run, samples)
    if samples.labels is not None and judge.classifier is not None:
        found["as_asked"] = measures.as_asked(judge.classifier.probabilities(samples.images), samples.labels)
    return found | system.measure(TESTED)


def of_d(run: ImageRun, samples: Samples) -> dict[str, float]:
    """What D says of as many held-out images as samples, each kind by itself, as in training; nothing where it judges
    no images.
    """
    images = run.feed.images
    of = "train" if len(images.test) < 2 else "test"
    part, labels = getattr(images, of), getattr(images, f"{of}_labels")
    rows = torch.randint(len(part), (len(samples.images),), generator=generator(run.experiment.seed, "judged"))
    real = run.system.score(part[rows], None if labels is None else labels[rows])
    fake = samples.scores
    if real is None or fake is None:
        return {}
    critic = run.experiment.gan.critic(run.experiment.knobs)
    border = (real.mean() + fake.mean()) / 2 if critic else torch.tensor(0.5)
    right = ((real > border).float().mean() + (fake < border).float().mean()) / 2
    low, level, high = torch.quantile(torch.cat([real, fake]).double(), torch.tensor([0.025, 0.5, 0.975]).double())
    return {"d_right": float(right), "d_level": float(level), "d_range": float(high - low)}


def drawn(images: Tensor, n: int, seed: int) -> Tensor:
    """Some of the images, the same ones each time."""
    return images[torch.randperm(len(images), generator=generator(seed, "drawn"))[:n]]


def mean_distance(images: Tensor) -> float:
    """Mean Euclidean distance of two different images of `(n, C, s, s)`, in grey levels; 0 where there is one."""
    return float(torch.pdist(images.flatten(1).float()).mean()) if len(images) > 1 else 0.0
