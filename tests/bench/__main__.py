"""`python -m tests.bench NAME [--quick] [--json] [--record]`: the last line of output is one JSON object.

--quick runs the same code for a few steps and says so in the figures; --json prints that last line alone; --record
keeps the figures, with machine and date, in recorded.json, from which the README's table is made. --against DIR runs
the same benchmark in another checkout, too, in turns, and prints the ratios of its figures. Image GANs take two more:
--only KEY, any number of times, measures these keys alone (and keeps what was recorded of others); --data DIR has the
files of data sets.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from models.images.games import odena
from tests.bench import against
from tests.bench.measuring import machine
from tests.tools import readme

# Each module has `measure(quick, say)`, which returns its figures and tells `say` what it is doing.
BENCHES = {
    "toys": "tests.bench.toys",
    "live": "tests.bench.live",
    "class": "tests.bench.classroom",
    "page": "tests.bench.page",
    "learn": "tests.bench.learn",
    "diagnosis": "tests.bench.diagnosis",
    "waits": "tests.bench.waits",
    "images": "tests.bench.images",
}
RECORDED = Path(__file__).parent / "recorded.json"


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    options = parser().parse_args(arguments)
    if options.quick and options.record:
        parser().error("--quick figures are not worth recording")
    if options.against:
        compare(options)
        return
    bench = import_module(BENCHES[options.name])
    more = chosen(options, bench)
    figures = bench.measure(options.quick, silent if options.json else say, **more) | {"quick": options.quick}
    if options.record:
        record(options.name, figures, add="only" in more)
        if "sgan" in figures:
            odena.write(figures["sgan"], figures["sgan_conditions"])
        readme.write()
    print(json.dumps(figures), flush=True)


def compare(options: argparse.Namespace) -> None:
    """The same benchmark here and in another checkout."""
    if options.record or options.only or options.data:
        parser().error("--against takes no --record, --only or --data")
    if not (options.against / "tests" / "bench").is_dir():
        parser().error(f"--against {options.against}: there is no tests/bench")
    arguments = [options.name, *(["--quick"] if options.quick else [])]
    figures = against.measure(options.against, arguments, options.cycles, silent if options.json else say)
    print(json.dumps(figures | {"quick": options.quick}), flush=True)


def chosen(options: argparse.Namespace, bench: ModuleType) -> dict[str, Any]:
    """What only the image GANs' bench takes."""
    more = {name: value for name in ("only", "data") if (value := getattr(options, name))}
    keys = getattr(bench, "KEYS", {})
    if more and not keys:
        parser().error(f"--{next(iter(more))} is for images")
    unknown = [key for key in more.get("only", ()) if key not in keys]
    if unknown:
        parser().error(f"--only {unknown[0]}: there are {', '.join(keys)}")
    return more


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    p.add_argument("name", choices=BENCHES, help="what to measure")
    p.add_argument("--quick", action="store_true", help="a few steps of the same code")
    p.add_argument("--json", action="store_true", help="print nothing but the JSON object")
    p.add_argument("--record", action="store_true", help=f"keep the figures in {RECORDED.name} and the README")
    p.add_argument("--against", type=Path, metavar="DIR", help="compare with the checkout in this folder")
    p.add_argument("--cycles", type=int, default=3, metavar="N", help="with --against: how often each has its turn (3)")
    p.add_argument("--only", action="append", metavar="KEY", help="images: measure this alone")
    p.add_argument("--data", type=Path, metavar="DIR", help="images: a folder with data sets' files")
    return p


def say(text: str) -> None:
    print(text, flush=True)


def silent(text: str) -> None:
    """Nothing but the JSON object is wanted."""


def record(name: str, figures: dict[str, Any], path: Path = RECORDED, add: bool = False) -> None:
    """Keep the figures as the last ones of this bench, or add them to what it has of this machine."""
    known = json.loads(path.read_text()) if path.exists() else {}
    if add and known.get(name, {}).get("machine") == machine():
        figures = known[name]["figures"] | figures
    known[name] = {"date": datetime.now(UTC).strftime("%Y-%m-%d"), "machine": machine(), "figures": figures}
    path.write_text(json.dumps(known, indent=2, ensure_ascii=False, sort_keys=True) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
