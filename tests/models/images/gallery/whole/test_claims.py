"""Every claim of the gallery of images: what works, what fails, and that the cure cures what has failed.

A classifier of real images judges the samples. One seed each: a training takes most of a minute.
"""

from pathlib import Path
from typing import Any

import pytest
import torch

from models.images.compute import best_device
from models.images.datasets import Images
from models.images.experiment import Experiment
from models.images.gallery.presets import PRESETS
from models.images.judging import measures
from models.images.judging.classifier import Classifier, classifier
from models.images.run import ImageRun
from models.preset import Preset
from tests.models.claims import Claim
from tests.models.images.gallery.claims import BAD, GOOD
from tests.models.images.games.made import generated

SAMPLES = 250
WINDOW = 50  # steps over which what D says is averaged
GOOD_PRESETS = [preset for preset in PRESETS if preset.kind == "good"]
BAD_PRESETS = [preset for preset in PRESETS if preset.kind == "bad"]


class Trial:
    """A run of a preset, and the numbers that claims are made of."""

    def __init__(self, preset: Preset, folder: Path):
        torch.set_num_threads(1)
        experiment = Experiment.parse(preset.variant, preset.data, preset.knobs, preset.data_knobs, 1)
        self.images: Images = experiment.image_set.load(experiment.knobs.size, folder)
        self.judge: Classifier = classifier(self.images, folder)
        self.run = ImageRun(experiment, self.images, best_device())
        self.curve = self.run.advance(preset.steps)

    def change(self, knobs: dict[str, object], steps: int) -> None:
        """As the page does: tune the run, or build it anew where the networks are to change; then train."""
        changed, rebuild = self.run.experiment.with_changes(knobs, {})
        if rebuild:
            self.run = ImageRun(changed, self.images, best_device())
        else:
            self.run.tune(changed)
        self.curve = self.run.advance(steps)

    def numbers(self) -> dict[str, float]:
        k: Any = self.run.experiment.knobs
        classes = len(self.images.classes)
        z = torch.randn(SAMPLES, k.noise_dim, generator=torch.Generator().manual_seed(7))
        labels = torch.arange(SAMPLES) % classes
        samples = generated(self.run, z, labels)
        said, values = self.judge.probabilities(samples), samples.float() / 255
        right = self.run.system.measure()
        last = dict(zip((c.name for c in self.run.columns), self.curve[-WINDOW:].mean(0).tolist(), strict=True))
        return {
            "clear": measures.clear_share(said),
            "classes": len(measures.occurring(said)),
            "entropy": measures.class_entropy(said),
            "as_asked": measures.as_asked(said, labels),
            "darkest": values.amin((1, 2, 3)).mean().item(),
            "apart": values.std(0).mean().item(),
            "ahead": right.get("accuracy", 0.0) - right.get("accuracy_cnn", 0.0),
            **right,
            **last,
        }

    def check(self, claims: list[Claim]) -> None:
        numbers = self.numbers()
        print(self.run.experiment.variant, self.run.step, {claim.measure: numbers[claim.measure] for claim in claims})
        for claim in claims:
            assert claim.holds(numbers[claim.measure]), (claim, numbers)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("images")


def test_every_preset_has_its_claims() -> None:
    assert set(GOOD) == {preset.name for preset in GOOD_PRESETS}
    assert set(BAD) == {preset.name for preset in BAD_PRESETS}


@pytest.mark.slow
@pytest.mark.parametrize("preset", GOOD_PRESETS, ids=lambda preset: preset.name)
def test_what_works_works(preset: Preset, folder: Path) -> None:
    Trial(preset, folder).check(GOOD[preset.name])


@pytest.mark.slow
@pytest.mark.parametrize("preset", BAD_PRESETS, ids=lambda preset: preset.name)
def test_what_fails_fails_and_its_cure_cures_it(preset: Preset, folder: Path) -> None:
    failure = BAD[preset.name]
    trial = Trial(preset, folder)
    trial.check(failure.fails)
    assert preset.cure is not None
    trial.change(preset.cure.knobs, failure.steps)
    trial.check(failure.cured)
