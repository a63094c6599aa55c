"""Settings that experiments share are knobs of both networks."""

from models.toys.gallery.settings import adam, network
from models.toys.games import VARIANTS


def test_a_network_has_the_same_size_on_both_sides() -> None:
    assert network(3, 64) == {"g_layers": 3, "g_width": 64, "d_layers": 3, "d_width": 64}


def test_adam_has_the_same_rates_on_both_sides() -> None:
    knobs = VARIANTS["gan"].Knobs.model_validate(adam(0.002, 0.5, 0.9))
    assert (knobs.optimiser_g, knobs.lr_g, knobs.beta1_g, knobs.beta2_g) == ("adam", 0.002, 0.5, 0.9)
    assert (knobs.optimiser_d, knobs.lr_d, knobs.beta1_d, knobs.beta2_d) == ("adam", 0.002, 0.5, 0.9)
