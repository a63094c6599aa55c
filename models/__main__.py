"""Train a toy GAN in the terminal: `python -m models gan ring --lr_d 0.002 --rounds 2000`.

It prints what the page shows: the losses while it trains, then every measure beside a perfect generator's.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import torch
from tqdm import tqdm

from models import VARIANTS
from models.describe import catalogue_text, diagnosis_text, knobs_text, result_text
from models.diagnosis import Watch
from models.experiment import Rejected
from models.findings.game import PATIENCE
from models.knobs import Knobs
from models.memory import keep_freed_memory
from models.toys.cohort import Cohort, Run
from models.toys.distributions import DISTRIBUTIONS
from models.toys.distributions.table import TableError, read_table
from models.toys.evaluation import evaluate
from models.toys.experiment import Experiment
from models.toys.presets import PRESETS

NAMES = ("Loss_D", "Loss_G", "D(x)", "D(G(z))")  # the names everybody's training loop prints
SHOWN_EVERY = 50  # rounds
MEASURED_EVERY = 100  # rounds, at the end of the training


class Parser(argparse.ArgumentParser):
    """Errors in one sentence, without the usage: the help is one option away."""

    def error(self, message: str) -> NoReturn:
        fail(f"{message}; see python -m models --help")


def fail(sentence: str) -> NoReturn:
    """Print what is wrong and end with exit code 2."""
    print(f"error: {sentence}", file=sys.stderr)
    raise SystemExit(2)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line; exits with 2 where the arguments do not make an experiment."""
    words = [underscored(word) for word in (sys.argv[1:] if arguments is None else arguments)]
    options, unknown = parser().parse_known_args(words)
    if options.list:
        print(catalogue_text())
        return
    preset = named_preset(options.preset)
    variant = options.variant or (preset.variant if preset else "gan")
    data = options.data or (preset.data if preset else "gaussians")
    if options.help:
        print(f"{parser().format_help()}\n{knobs_text(variant, data)}")
        return
    given = {name: parse(text) for name, text in vars(options).items() if name in knob_names()}
    knobs, data_knobs = split(given, unknown, variant, data)
    if preset:
        knobs = (preset.knobs if variant == preset.variant else {}) | knobs
        data_knobs = (preset.data_knobs if data == preset.data else {}) | data_knobs
    try:
        seeds = range(options.seed, options.seed + options.runs)
        runs = [Run(Experiment.parse(variant, data, knobs, data_knobs, seed)) for seed in seeds]
    except Rejected as refusal:
        fail(refusal.message.rstrip(".") + (f"; allowed: {refusal.allowed}" if refusal.allowed else ""))
    keep_freed_memory()
    torch.set_num_threads(1)  # so small matrices are not shared out: two threads are slower than one
    watch = train(runs, options.rounds)
    print(result_text(runs, evaluate(runs, options.samples), options.samples))
    print(diagnosis_text(watch.diagnose()))


def parser() -> Parser:
    """All options; the knobs are those of any variant and any data, and are not in the help of this parser."""
    p = Parser(prog="python -m models", description=__doc__, add_help=False, allow_abbrev=False)
    p.add_argument("variant", nargs="?", metavar="VARIANT", help=", ".join(VARIANTS))
    p.add_argument("data", nargs="?", metavar="DATA", help=", ".join(DISTRIBUTIONS))
    p.add_argument("--rounds", "--steps", type=count, default=2000, metavar="N", help="rounds to train (2000)")
    p.add_argument("--seed", type=int, default=1, metavar="S", help="of everything random (1)")
    p.add_argument("--runs", type=count, default=1, metavar="R", help="seeds S, S + 1, … trained as one stack (1)")
    p.add_argument("--samples", type=count, default=12_000, metavar="N", help="fakes and reals measured (12000)")
    p.add_argument("--preset", metavar="NAME", help="start from a preset; see --list")
    p.add_argument("--list", action="store_true", help="list variants, data and presets")
    p.add_argument("--help", "-h", action="store_true", help="this, and the knobs of the variant and the data")
    for name in knob_names():
        p.add_argument(f"--{name}", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return p


def knob_names() -> list[str]:
    """The knobs of every variant and of all data."""
    kinds: list[type[Knobs]] = [*(gan.Knobs for gan in VARIANTS.values()), *DISTRIBUTIONS.values()]
    return sorted({name for kind in kinds for name in kind.model_fields})


def underscored(word: str) -> str:
    """--lr-d as --lr_d; values stay as they are."""
    name, equals, value = word.partition("=")
    return name[:2] + name[2:].replace("-", "_") + equals + value if word.startswith("--") else word


def count(text: str) -> int:
    """A number of things, at least one."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a positive whole number")
    return int(text)


def named_preset(name: str | None) -> Any:
    """The preset of this name, or None for no name."""
    if name is None:
        return None
    known = {preset.name: preset for preset in PRESETS}
    if name not in known:
        fail(f"there is no preset called {name!r}; allowed: {', '.join(known)}")
    return known[name]


def parse(text: str) -> Any:
    """A number, a JSON list, the rows of a .csv file, or a word."""
    if text.endswith(".csv"):
        try:
            return read_table(Path(text).read_bytes())
        except (OSError, TableError) as problem:
            fail(f"{text} cannot be read as rows of numbers: {problem}")
    try:
        return json.loads(text)
    except ValueError:
        return text


def split(
    given: dict[str, Any], unknown: Sequence[str], variant: str, data: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The knobs of the variant and those of the data, whose names never meet; ends the program for any other."""
    if variant not in VARIANTS or data not in DISTRIBUTIONS:
        return {}, {}  # refused by name when the experiment is made
    of_gan, of_data = VARIANTS[variant].Knobs.model_fields, DISTRIBUTIONS[data].model_fields
    strangers = [word.partition("=")[0].removeprefix("--") for word in unknown]
    for name in [*strangers, *given]:
        if name not in of_gan and name not in of_data:
            near = get_close_matches(name, [*of_gan, *of_data], 1)
            hint = f"did you mean --{near[0]}?" if near else f"see python -m models {variant} {data} --help"
            fail(f"there is no knob called {name!r} for {variant} on {data}; {hint}")
    return {k: v for k, v in given.items() if k in of_gan}, {k: v for k, v in given.items() if k in of_data}


def train(runs: list[Run], rounds: int) -> Watch:
    """Train all runs with a progress bar; what it shows is the mean over the runs that still train.

    Returns what the end of the training looked like, for the diagnosis.
    """
    cohort, watch = Cohort(), Watch(runs)
    with tqdm(total=rounds, unit="round", dynamic_ncols=True) as bar:
        for start in range(0, rounds, SHOWN_EVERY):
            n = min(SHOWN_EVERY, rounds - start)
            curves = cohort.advance(runs, n)
            watch.saw(curves)
            if start + n > rounds - PATIENCE and (start % MEASURED_EVERY == 0 or start + n == rounds):
                watch.measure()
            last = [rows[-1] for rows in curves.values() if len(rows)]
            if last:
                bar.set_postfix({k: f"{v:.3f}" for k, v in zip(NAMES, np.mean(last, 0), strict=False)})
            bar.update(n)
    return watch


if __name__ == "__main__":
    main()
