"""The layers of an image run's picture, and the arrays that they bring."""

from models.images.layers import LAYERS


def test_the_sheet_comes_with_what_d_says_of_it() -> None:
    assert LAYERS["samples"] == ("samples", "d_fake")


def test_scores_are_of_real_images_and_of_the_sheet() -> None:
    assert LAYERS["scores"] == ("d_real", "d_fake")
