"""Train a GAN in the terminal: `python -m models gan ring --lr_d 0.002 --steps 2000`, or `… dcgan digits`.

It prints what the page shows: the losses while it trains, then every measure of a toy beside a perfect generator's,
or writes the samples of an image GAN to a picture.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import torch

from models.experiment import Rejected
from models.kinds import KINDS, PRESETS, kind_of
from models.memory import keep_freed_memory
from models.terminal.arguments import Parser, count, fail, knob_names, named_preset, underscored
from models.terminal.describe import catalogue_text, knobs_text
from models.terminal.values import parse

VARIANTS = {name: gan for kind in KINDS for name, gan in kind.experiment.variants.items()}
DATA = {name: data for kind in KINDS for name, data in kind.experiment.datasets.items()}
KNOBS = knob_names([*(gan.Knobs for gan in VARIANTS.values()), *DATA.values()])


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line; exits with 2 where the arguments do not make an experiment."""
    words = [underscored(word) for word in (sys.argv[1:] if arguments is None else arguments)]
    options, unknown = parser().parse_known_args(words)
    if options.list:
        print(catalogue_text())
        return
    preset = options.preset = named_preset(options.preset, PRESETS)
    variant = options.variant or (preset.variant if preset else "gan")
    data = options.data or (preset.data if preset else usual_data(variant))
    if options.help:
        print(f"{parser().format_help()}\n{knobs_text(variant, data)}")
        return
    given = {name: parse(text) for name, text in vars(options).items() if name in KNOBS}
    keep_freed_memory()
    torch.set_num_threads(1)  # so small matrices are not shared out: two threads are slower than one
    try:
        kind_of(variant).train(variant, data, options, given, unknown)
    except Rejected as refusal:
        fail(refusal.message.rstrip(".") + (f"; allowed: {refusal.allowed}" if refusal.allowed else ""))


def usual_data(variant: str) -> str:
    """The data of a variant where none are named; "" where there is no such variant."""
    return next((kind.usual_data for kind in KINDS if variant in kind.experiment.variants), "")


def folder(text: str) -> Path:
    """Raises argparse's error where there is none."""
    if not (path := Path(text)).is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {text}")
    return path


def parser() -> Parser:
    """All options; the knobs are those of any variant and any data, and are not in the help of this parser."""
    p = Parser(prog="python -m models", description=__doc__, add_help=False, allow_abbrev=False)
    p.add_argument("variant", nargs="?", metavar="VARIANT", help=", ".join(VARIANTS))
    p.add_argument("data", nargs="?", metavar="DATA", help=", ".join(DATA))
    p.add_argument("--steps", type=count, default=2000, metavar="N", help="steps to train (2000)")
    p.add_argument("--rounds", dest="steps", type=count, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    p.add_argument("--seed", type=int, default=1, metavar="S", help="of everything random (1)")
    p.add_argument("--runs", type=count, default=1, metavar="R", help="seeds S, S + 1, … trained as one stack (1)")
    p.add_argument("--samples", type=count, default=12_000, metavar="N", help="fakes and reals measured (12000)")
    p.add_argument("--out", default="samples.png", metavar="FILE", help="an image GAN's samples (samples.png)")
    p.add_argument("--folder", metavar="DIR", help="where image files go, and are kept (data)")
    p.add_argument("--data", dest="given", type=folder, metavar="DIR", help="image files that are there; only read")
    p.add_argument("--preset", metavar="NAME", help="start from a preset; see --list")
    p.add_argument("--list", action="store_true", help="list variants, data and presets")
    p.add_argument("--help", "-h", action="store_true", help="this, and the knobs of the variant and the data")
    for name in KNOBS:
        p.add_argument(f"--{name}", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return p


if __name__ == "__main__":
    main()
