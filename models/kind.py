"""What a kind of GANs is to those who know no kind: its experiments, its gallery, and how the terminal trains them."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from models.experiment import Experiment
from models.preset import Preset

# Takes a variant, data, the command's options, the knobs that were given and the words that nobody knew.
Train = Callable[[str, str, Namespace, dict[str, Any], Sequence[str]], None]


@dataclass(frozen=True)
class Kind:
    """`describe_data` takes a class of data and gives a line for the terminal's list."""

    experiment: type[Experiment]
    presets: list[Preset]
    variants_title: str
    data_title: str
    usual_data: str
    describe_data: Callable[[Any], str]
    train: Train


def first_line(of: Any) -> str:
    """The first line of a docstring."""
    return str(of.__doc__ or "").strip().splitlines()[0]
