"""The experiments that work: in their order of the gallery, with nothing to cure."""

from models.toys.gallery.good import GOOD


def test_gan_labs_four_come_first() -> None:
    assert [preset.name for preset in GOOD[:4]] == [
        "gan_lab_gaussians",
        "gan_lab_line",
        "gan_lab_ring",
        "gan_lab_disjoint",
    ]


def test_none_has_anything_to_cure() -> None:
    assert [preset.name for preset in GOOD if preset.kind != "good" or preset.cure] == []


def test_wgan_gp_is_set_as_its_authors_set_it_on_toys() -> None:
    (preset,) = [preset for preset in GOOD if preset.name == "ring_wgan_gp"]
    assert preset.knobs["penalty"] == 0.1
    assert preset.knobs["n_critic"] == 5
    assert (preset.knobs["beta1_d"], preset.knobs["beta2_d"]) == (0.5, 0.9)
