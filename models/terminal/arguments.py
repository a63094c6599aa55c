"""What the terminal trainers of toys and of images have in common: words into values, and errors in one sentence."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

from models.knobs import Knobs
from models.preset import Preset

NAMES = ("Loss_D", "Loss_G", "D(x)", "D(G(z))")  # the names everybody's training loop prints


class Parser(argparse.ArgumentParser):
    """Errors in one sentence, without the usage: the help is one option away."""

    def error(self, message: str) -> NoReturn:
        fail(f"{message}; see python -m models --help")


def fail(sentence: str) -> NoReturn:
    """Print what is wrong and end with exit code 2."""
    print(f"error: {sentence}", file=sys.stderr)
    raise SystemExit(2)


def underscored(word: str) -> str:
    """--lr-d as --lr_d; values stay as they are."""
    name, equals, value = word.partition("=")
    return name[:2] + name[2:].replace("-", "_") + equals + value if word.startswith("--") else word


def count(text: str) -> int:
    """A number of things, at least one."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a positive whole number")
    return int(text)


def knob_names(kinds: Iterable[type[Knobs]]) -> list[str]:
    """The knobs of any of these."""
    return sorted({name for kind in kinds for name in kind.model_fields})


def split(
    given: dict[str, Any], unknown: Sequence[str], of_gan: type[Knobs], of_data: type[Knobs], where: tuple[str, str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The knobs of the variant and those of the data, whose names never meet; ends the program for any other."""
    gan, data = of_gan.model_fields, of_data.model_fields
    strangers = [word.partition("=")[0].removeprefix("--") for word in unknown]
    for name in [*strangers, *given]:
        if name not in gan and name not in data:
            near = get_close_matches(name, [*gan, *data], 1)
            variant, on = where
            hint = f"did you mean --{near[0]}?" if near else f"see python -m models {variant} {on} --help"
            fail(f"there is no knob called {name!r} for {variant} on {on}; {hint}")
    return {k: v for k, v in given.items() if k in gan}, {k: v for k, v in given.items() if k in data}


def named_preset(name: str | None, presets: Iterable[Preset]) -> Preset | None:
    """The preset of this name, or None for no name; ends the program for one that there is not."""
    if name is None:
        return None
    known = {preset.name: preset for preset in presets}
    if name not in known:
        fail(f"there is no preset called {name!r}; allowed: {', '.join(known)}")
    return known[name]


def merge_preset(
    preset: Preset | None, variant: str, data: str, knobs: dict[str, Any], data_knobs: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Knobs that were given, before those of a preset where the game and the data are its own."""
    if preset is None:
        return knobs, data_knobs
    usual = preset.knobs if variant == preset.variant else {}
    return usual | knobs, (preset.data_knobs if data == preset.data else {}) | data_knobs
