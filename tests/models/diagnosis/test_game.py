"""What is said of D against G, of evidence made by hand."""

from models.diagnosis.game import SURE
from models.toys.diagnosis.diagnose import diagnose
from tests.models.toys.diagnosis.made import KNOBS, always, evidence, state


def test_a_strong_d_is_right_and_g_makes_no_headway() -> None:
    found = diagnose(evidence(always(js=0.99, modes=0, hq=0, accuracy=0.97)))
    assert (found.state, found.text) == ("strong_d", "97 %")
    assert "50–75 %" in found.sentence
    assert state(evidence(always(js=0.99, modes=0, hq=0, accuracy=SURE - 0.01))) == "stuck"
    closer = evidence(lambda s: {"js": 0.99, "w1": 5 - s / 1000, "modes": 0, "hq": 0, "accuracy": 1})
    assert state(closer) == "learning"


def test_a_d_that_wins_against_the_newest_fakes_is_strong_whatever_their_average_scores() -> None:
    thrown = always(js=0.95, modes=0, hq=0, accuracy=0.85)
    found = diagnose(evidence(thrown, {"d_real": 0.9, "d_fake": 0.1}))
    assert (found.state, found.level, found.name) == ("strong_d", "warn", "edge")
    assert "D(x) − D(G(z)) is 0.80" in found.sentence
    assert state(evidence(thrown, {"d_real": 0.85, "d_fake": 0.16})) == "stuck"
    assert state(evidence(thrown, {"d_real": 9.0, "d_fake": 0.0}, critic=True)) == "stuck"  # no probabilities
    assert state(evidence(lambda s: {"js": 1 - s / 8000, "hq": 0}, {"d_real": 0.9, "d_fake": 0.1})) == "learning"


def test_the_gradient_has_vanished_where_d_is_sure() -> None:
    far = always(js=1, modes=0, hq=0, accuracy=1)
    found = diagnose(evidence(far, {"grad_g": 2e-3}))
    assert (found.state, found.level, found.name) == ("vanished", "bad", "grad_g")
    assert "a norm of 0.002, 0.2 % of what it was" in found.sentence
    assert "a norm of 3 × 10⁻⁸, less than 0.01 % of" in diagnose(evidence(far, {"grad_g": 3e-8})).sentence
    assert state(evidence(far, {"grad_g": 2e-2})) == "strong_d"
    assert state(evidence(always(js=1, hq=0, accuracy=0.6), {"grad_g": 1e-7})) == "vanished"  # nothing left of it
    assert state(evidence(always(js=0.1, hq=95), {"grad_g": 1e-9})) == "well"  # at rest where it should be


def test_the_minimax_loss_gives_nothing_where_d_gives_fakes_nothing() -> None:
    """Its gradient is D/(1 − D) of the non-saturating loss's, which may have been as small from the first."""
    far, minimax = always(js=1, modes=0, hq=0, accuracy=1), KNOBS | {"loss": "minimax"}
    found = diagnose(evidence(far, {"grad_g": 0.5, "d_fake": 1e-3}, knobs=minimax))
    assert found.state == "vanished"
    assert "0.1 % of what the non-saturating loss would give" in found.sentence
    assert state(evidence(far, {"grad_g": 0.5, "d_fake": 1e-3})) == "strong_d"
    assert state(evidence(far, {"grad_g": 0.5, "d_fake": 0.02}, knobs=minimax)) == "strong_d"
