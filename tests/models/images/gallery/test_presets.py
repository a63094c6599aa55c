"""The gallery of image GANs: those that work stand before those that fail, and all have images of their kind."""

from models.images.datasets import DATASETS
from models.images.experiment import Experiment
from models.images.gallery.bad import BAD
from models.images.gallery.good import GOOD
from models.images.gallery.presets import PRESETS


def test_those_that_work_come_first() -> None:
    assert [*GOOD, *BAD] == PRESETS


def test_each_is_an_experiment_on_images_that_nobody_must_fetch() -> None:
    for preset in PRESETS:
        experiment = Experiment.parse(preset.variant, preset.data, preset.knobs, preset.data_knobs)
        assert experiment.data in DATASETS
    assert {preset.data for preset in PRESETS} <= {"digits", "shapes", "glyphs"}
