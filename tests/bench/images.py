"""How fast image GANs train, how soon they are good, and how good they become, judged by a classifier of real digits.

Seconds are those of training alone, on one thread; `_cpu_s` beside them is the processor's time, which others on the
machine do not lengthen. Real digits are scikit-learn's, but for SGAN: its table is MNIST's, whose files are in --data.
Published (Odena 2016) of SGAN and CNN: 25 labels 0.802, 0.750; 50: 0.883, 0.859; 100: 0.928, 0.895; 1000: 0.964, 0.965.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import torch
from torch import Tensor

from models.images.compute import best_device
from models.images.datasets import DATA, Images
from models.images.experiment import Experiment
from models.images.from_noise import FromNoise
from models.images.games import VARIANTS
from models.images.judging import measures
from models.images.judging.classifier import Classifier, classifier, learned
from models.images.run import ImageRun
from models.memory import keep_freed_memory
from tests.bench import images_served
from tests.bench.measuring import interleaved, median_of, median_ratio
from tests.bench.plain_dcgan import SIZE, PlainDCGAN

Say = Callable[[str], None]

JUDGED = 500  # samples each time
SLICE = 5  # steps between two looks at the clock
CLEAR = 0.8  # share of clear samples at which the clock of dcgan_s stops
GIVE_UP = 400.0  # s
CGAN_S = 150.0  # s of training before cGAN is judged
FRECHET_S = 60.0
LABELS = (25, 50, 100, 1000)
SGAN_STEPS = 1600
SGAN_SIZE = VARIANTS["sgan"].Knobs().size
SEEDS = 5


def measure(quick: bool, say: Say, data: Path = DATA, only: Sequence[str] = ()) -> dict[str, Any]:
    """Figures of the chosen KEYS; without a choice all but sgan, which takes hours. data: the folder of the files."""
    keep_freed_memory()
    torch.set_num_threads(1)
    figures: dict[str, Any] = {"device": best_device()}
    for key in only or [key for key in KEYS if quick or key != "sgan"]:
        figures |= KEYS[key](quick, say, data)
    return figures


class Trained:
    """A run, and how long it has trained."""

    def __init__(self, variant: str, data: str, images: Images, knobs: dict[str, Any] | None = None, seed: int = 1):
        experiment = Experiment.parse(variant, data, knobs, seed=seed)
        self.run = ImageRun(experiment, images, best_device())
        self.seconds = self.cpu = 0.0

    def train(self, seconds: float) -> None:
        """Train for so many seconds more."""
        until = self.seconds + seconds
        while self.seconds < until and self.run.diverged_at is None:
            self.advance(SLICE)

    def advance(self, n: int) -> None:
        start, cpu = time.perf_counter(), time.process_time()
        self.run.advance(n)
        self.seconds += time.perf_counter() - start
        self.cpu += time.process_time() - cpu

    def samples(self, n: int, seed: int, labels: Tensor | None = None) -> Tensor:
        """Samples of z that were never shown before, bytes."""
        generator = torch.Generator().manual_seed(seed)
        assert isinstance(self.run.system, FromNoise)
        return self.run.system.generate(torch.randn(n, self.run.system.k.noise_dim, generator=generator), labels)


def digits() -> tuple[Images, Classifier]:
    images = Experiment.parse("dcgan", "digits").image_set.load(SIZE)
    return images, classifier(images)


def loop(quick: bool, say: Say, _: Path) -> dict[str, Any]:
    """Steps a second of ours and of the plain loop, and the median of their ratios."""
    images, steps = digits()[0], 3 if quick else 40
    ours = Trained("dcgan", "digits", images)

    def advance() -> float:
        start = ours.seconds
        ours.advance(steps)
        return steps / (ours.seconds - start)

    contestants: dict[str, Callable[[], float]] = {
        "ours": advance,
        "plain": PlainDCGAN(images.train, steps, best_device()),
    }
    for contestant in contestants.values():
        contestant()  # warm up
    results = interleaved(contestants, 2 if quick else 11)
    figures = {"loop_ratio": round(median_ratio(results, "ours", "plain"), 2)}
    figures |= {f"steps_per_s_{name}": round(median_of(results, name), 1) for name in contestants}
    say(f"Steps a second: {figures}")
    return figures


def dcgan(quick: bool, say: Say, _: Path) -> dict[str, Any]:
    """Seconds until four of five samples are clear digits, and all ten digits occur; None where that never came."""
    images, judge = digits()
    trained = Trained("dcgan", "digits", images)
    while trained.seconds < (1 if quick else GIVE_UP):
        trained.train(0.3 if quick else 3)
        seen = judge.probabilities(trained.samples(JUDGED, trained.run.step))
        share, kinds = measures.clear_share(seen), len(measures.occurring(seen))
        say(f"DCGAN {trained.seconds:5.0f} s, step {trained.run.step}: {share:.0%} clear, {kinds} of 10 digits")
        if share >= CLEAR and kinds == 10:
            found = {"dcgan_s": round(trained.seconds, 1), "dcgan_cpu_s": round(trained.cpu, 1)}
            return found | {"dcgan_steps": trained.run.step}
    return {"dcgan_s": None}


def cgan(quick: bool, say: Say, _: Path) -> dict[str, Any]:
    """Share of samples that show their label, and how well they teach: accuracy of who learned from them alone."""
    images, judge = digits()
    trained = Trained("cgan", "digits", images)
    trained.train(0.5 if quick else CGAN_S)
    labels = torch.arange(200 if quick else 5000) % 10
    samples = trained.samples(len(labels), 1, labels)
    taught = learned(Images(samples, labels, images.test, images.test_labels, images.classes))
    found: dict[str, Any] = {"cgan_acc": round(measures.as_asked(judge.probabilities(samples), labels), 4)}
    found |= {"cgan_train": round(taught.accuracy or 0.0, 4), "cgan_steps": trained.run.step}
    found |= {"cgan_s": round(trained.seconds, 1), "cgan_cpu_s": round(trained.cpu, 1)}
    say(f"cGAN: {found}")
    return found


def frechet(quick: bool, say: Say, _: Path) -> dict[str, Any]:
    """Fréchet distance of DCGAN's samples from the training images after a minute, and of test images from them."""
    images, judge = digits()
    trained = Trained("dcgan", "digits", images)
    trained.train(0.5 if quick else FRECHET_S)
    real, test = (measures.gaussian(judge.features(part)) for part in (images.train, images.test))
    fake = measures.gaussian(judge.features(trained.samples(len(images.train), 2)))
    found = {"frechet": round(measures.frechet(real, fake), 3), "frechet_test": round(measures.frechet(real, test), 3)}
    say(f"Fréchet distance in the classifier's features, after {trained.run.step} steps: {found}")
    return found | {"frechet_steps": trained.run.step}


def sgan(quick: bool, say: Say, data: Path) -> dict[str, Any]:
    """Accuracy on test images of SGAN and of the CNN beside it, by labels: mean of the seeds, and each."""
    name = "digits" if quick else "mnist"
    images = Experiment.parse("sgan", name).image_set.load(SGAN_SIZE, data)
    table: dict[str, Any] = {}
    for labels in LABELS[:1] if quick else LABELS:
        each: dict[str, list[float]] = {"accuracy": [], "accuracy_cnn": []}
        for seed in range(1, 2 if quick else SEEDS + 1):
            trained = Trained("sgan", name, images, {"labels": labels}, seed)
            trained.advance(2 if quick else SGAN_STEPS)
            found = trained.run.system.measure()
            for reading, values in each.items():
                values.append(round(found[reading], 4))
            say(f"SGAN, {labels} labels, seed {seed}: {each} after {trained.seconds:.0f} s")
        means = {reading: round(fmean(values), 4) for reading, values in each.items()}
        table[str(labels)] = {"sgan": means["accuracy"], "cnn": means["accuracy_cnn"], "seeds": each}
    title, steps, n = trained.run.experiment.image_set.title, trained.run.step, len(each["accuracy"])
    conditions = f"{len(images.train):,} images of {title} at {SGAN_SIZE} pixels, {steps:,} steps, mean of {n} seeds"
    return {"sgan": table, "sgan_conditions": conditions}


KEYS: dict[str, Callable[[bool, Say, Path], dict[str, Any]]] = {
    "loop": loop,
    "speed_ratio": lambda quick, say, _: images_served.speed(quick, say, digits()[0]),
    "toys_kept": lambda quick, say, _: images_served.toys_kept(quick, say),
    "asked": lambda quick, say, _: images_served.asked(quick, say),
    "dcgan_s": dcgan,
    "cgan": cgan,
    "frechet": frechet,
    "sgan": sgan,
}
