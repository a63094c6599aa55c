"""The numbered lines of an algorithm, and how a variant changes them."""

import pytest

from models.toys.games import VARIANTS
from models.toys.slow_motion.algorithm import (
    FAKE,
    JUDGE,
    NOISE,
    REAL,
    Line,
    Lines,
    after,
    before,
    changed,
    of_d,
    of_g,
    slopes,
    spots,
    step,
)

EXTRA = Line("extra", ("d",), "More", "x", ())


def parts(lines: Lines) -> list[str]:
    return [line.part for line in lines]


def test_the_gans_lines_are_those_of_algorithm_1() -> None:
    knobs = VARIANTS["gan"].Knobs()
    assert parts(of_d(knobs, "F", [])) == ["real", "fake", "judge", "loss", "update"]
    assert parts(of_g(knobs, "F", False)) == ["noise", "generate", "judge", "loss", "update"]
    (loss,) = [line for line in of_d(knobs, "F", []) if line.part == "loss"]
    assert loss.tex == "L_D=F"
    assert "penalty" not in [shown.name for shown in loss.shown]


def test_instance_noise_and_penalties_add_lines() -> None:
    knobs = VARIANTS["gan"].Knobs.model_validate({"instance_noise": 0.1})
    lines = of_d(knobs, "F", [slopes("x")])
    assert parts(lines) == ["real", "fake", "blur", "judge", "slopes", "loss", "update"]
    assert "penalty" in [shown.name for shown in lines[-2].shown]


def test_a_relativistic_g_judges_pairs() -> None:
    (judge,) = [line for line in of_g(VARIANTS["gan"].Knobs(), "F", True) if line.part == "judge"]
    assert judge.title == "D judges pairs of real and fake"


def test_lines_are_put_before_after_and_changed() -> None:
    lines = [REAL, FAKE, JUDGE]
    assert parts(before("fake", lines, EXTRA)) == ["real", "extra", "fake", "judge"]
    assert parts(after("fake", lines, EXTRA, NOISE)) == ["real", "fake", "extra", "noise", "judge"]
    assert changed("fake", lines, title="Other")[1].title == "Other"
    assert changed("nothing", lines, title="Other") == lines


@pytest.mark.parametrize(
    ("optimiser", "tex"),
    [("sgd", r"\nabla_{\theta_D}L_D"), ("adam", r"\mathrm{Adam}(\nabla_{\theta_D}L_D)")],
)
def test_an_update_names_its_optimiser(optimiser: str, tex: str) -> None:
    assert step("D", optimiser) == r"\theta_D\leftarrow\theta_D-\eta_D\," + tex


def test_a_penalty_at_places_of_its_own_draws_them_first() -> None:
    drawn, slope = spots("h", "h=x", "Draw", call=1)
    assert (drawn.part, drawn.shown[0].name) == ("spots", "spots.1")
    assert (slope.part, slope.shown[0].name) == ("slopes", "slopes.1")
    assert slopes("g").nodes == ("fake", "d")


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_ends_with_what_learns(variant: str) -> None:
    for lines in VARIANTS[variant].algorithm(VARIANTS[variant].Knobs()):
        assert lines[-1].learns
        assert all(line.nodes and line.title and line.tex for line in lines)
