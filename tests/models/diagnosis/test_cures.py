"""Cures that both kinds share."""

from models.diagnosis.cures import USUAL, calm, slower, thawed


def test_a_rate_has_two_digits() -> None:
    assert calm(0.00123456) == 0.0012


def test_slower_divides_the_rates_that_are_not_0() -> None:
    assert slower({"lr_g": 1e-3, "lr_d": 4e-3}).tune == {"lr_g": 1e-4, "lr_d": 4e-4}
    assert slower({"lr_g": 0.0, "lr_d": 4e-3}).tune == {"lr_d": 4e-4}


def test_what_was_stopped_is_thawed_at_the_others_rate() -> None:
    assert thawed({"freeze_d": True, "lr_d": 1e-3, "lr_g": 1e-3}).tune == {"freeze_d": False}
    assert thawed({"lr_d": 0.0, "lr_g": 2e-3}).tune == {"lr_d": 2e-3}
    assert thawed({"lr_d": 0.0, "lr_g": 0.0}).tune == {"lr_d": USUAL, "lr_g": USUAL}
