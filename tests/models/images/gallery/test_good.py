"""The image GANs that work: one of every sort, with nothing to cure."""

from models.images.gallery.good import GOOD


def test_each_of_the_lectures_image_gans_is_shown_at_work() -> None:
    assert {preset.variant for preset in GOOD} == {"dcgan", "cgan", "sgan"}


def test_none_has_anything_to_cure() -> None:
    assert [preset.name for preset in GOOD if preset.kind != "good" or preset.cure] == []


def test_real_digits_and_coloured_shapes_are_learnt() -> None:
    assert {"digits", "shapes"} <= {preset.data for preset in GOOD}
