"""Words of a command line become values, and what is wrong is one sentence."""

from argparse import ArgumentTypeError

import pytest

from models.kinds import PRESETS
from models.terminal.arguments import Parser, count, fail, knob_names, named_preset, split, underscored
from models.toys.distributions import DISTRIBUTIONS
from models.toys.games import VARIANTS

GAN, RING = VARIANTS["gan"].Knobs, DISTRIBUTIONS["gaussian_ring"]
WHERE = ("gan", "ring")


@pytest.mark.parametrize(
    ("word", "same"),
    [("--lr-d", "--lr_d"), ("--lr-d=a-b", "--lr_d=a-b"), ("a-b", "a-b"), ("-n", "-n"), ("--seed", "--seed")],
)
def test_names_may_have_hyphens_and_values_keep_theirs(word: str, same: str) -> None:
    assert underscored(word) == same


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "many", ""])
def test_a_count_is_at_least_one(text: str) -> None:
    assert count("12") == 12
    with pytest.raises(ArgumentTypeError, match="positive whole number"):
        count(text)


def test_an_error_is_one_sentence_with_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        fail("it is wrong")
    assert ended.value.code == 2
    assert capsys.readouterr().err == "error: it is wrong\n"
    with pytest.raises(SystemExit):
        Parser().parse_args(["--nothing"])
    assert capsys.readouterr().err == "error: unrecognized arguments: --nothing; see python -m models --help\n"


def test_knobs_are_told_apart_from_those_of_the_data() -> None:
    given = {"lr_d": 0.1, "radius": 2.0}
    assert split(given, [], GAN, RING, WHERE) == ({"lr_d": 0.1}, {"radius": 2.0})
    assert {"lr_d", "radius"} <= set(knob_names([GAN, RING]))


@pytest.mark.parametrize(
    ("given", "unknown", "sentence"),
    [
        ({}, ["--lrd=1"], "there is no knob called 'lrd' for gan on ring; did you mean --lr_d?"),
        ({"penalty": 1}, [], "'penalty' for gan on ring; see python -m models gan ring --help"),
    ],
)
def test_an_unknown_knob_is_refused_with_one_like_it(
    given: dict[str, object], unknown: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        split(given, unknown, GAN, RING, WHERE)
    assert sentence in capsys.readouterr().err


def test_a_preset_is_found_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert named_preset(PRESETS[0].name, PRESETS) is PRESETS[0]
    assert named_preset(None, PRESETS) is None
    with pytest.raises(SystemExit):
        named_preset("nothing", PRESETS)
    assert "there is no preset called 'nothing'; allowed: " in capsys.readouterr().err
