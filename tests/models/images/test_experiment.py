"""A recipe of an image GAN: a system on images, and what of it needs other networks or other images."""

from pathlib import Path

import pytest

from models.experiment import Rejected
from models.images.experiment import Experiment
from models.images.games import VARIANTS
from models.images.games.cgan import CGAN


def test_the_variant_names_the_system() -> None:
    experiment = Experiment.parse("cgan", "digits")
    assert experiment.gan is CGAN
    assert experiment.kind == "image"
    assert [column.name for column in experiment.columns()] == [c.name for c in CGAN.columns(experiment.knobs)]


def test_it_knows_its_images_before_they_are_here(tmp_path: Path) -> None:
    found = Experiment.parse("dcgan", "shapes", {"size": 16}).images(tmp_path)
    assert (found["size"], found["channels"]) == (16, 3)
    assert len(found["classes"]) > 1


def test_the_sheet_of_a_conditional_gan_has_a_row_a_class() -> None:
    classes = ("cat", "dog")
    assert Experiment.parse("cgan", "digits").sheet(classes).rows == classes
    assert set(Experiment.parse("dcgan", "digits").sheet(classes).rows) == {""}


@pytest.mark.parametrize(
    ("knobs", "data_knobs", "rebuilds"),
    [
        ({"lr_d": 0.1}, {}, False),
        ({"g_width": 8}, {}, True),
        ({"loss": "wgan_gp"}, {}, True),
        ({"loss": "hinge"}, {}, False),
    ],
)
def test_what_needs_other_networks(knobs: dict[str, object], data_knobs: dict[str, object], rebuilds: bool) -> None:
    before = Experiment.parse("dcgan", "digits")
    assert before.with_changes(knobs, data_knobs)[1] is rebuilds


def test_points_are_no_images() -> None:
    with pytest.raises(Rejected) as refused:
        Experiment.parse("dcgan", "ring")
    assert refused.value.control == "data"
    with pytest.raises(Rejected) as refused:
        Experiment.parse("gan", "digits")
    assert refused.value.allowed == ", ".join(VARIANTS)
