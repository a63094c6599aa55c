"""`python -m tests.bench NAME [--quick] [--json] [--record]`: the last line of output is one JSON object.

--quick runs the same code for a few rounds and says so in the figures; --json prints that last line alone; --record
keeps the figures, with machine and date, in recorded.json, from which the README's table is made.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

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
}
RECORDED = Path(__file__).parent / "recorded.json"


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    options = parser().parse_args(arguments)
    if options.quick and options.record:
        parser().error("--quick figures are not worth recording")
    bench = import_module(BENCHES[options.name])
    figures = bench.measure(options.quick, silent if options.json else say) | {"quick": options.quick}
    if options.record:
        record(options.name, figures)
        readme.write()
    print(json.dumps(figures), flush=True)


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    p.add_argument("name", choices=BENCHES, help="what to measure")
    p.add_argument("--quick", action="store_true", help="a few rounds of the same code")
    p.add_argument("--json", action="store_true", help="print nothing but the JSON object")
    p.add_argument("--record", action="store_true", help=f"keep the figures in {RECORDED.name} and the README")
    return p


def say(text: str) -> None:
    print(text, flush=True)


def silent(text: str) -> None:
    """Nothing but the JSON object is wanted."""


def record(name: str, figures: dict[str, Any], path: Path = RECORDED) -> None:
    """Keep the figures as the last ones of this bench."""
    known = json.loads(path.read_text()) if path.exists() else {}
    known[name] = {"date": datetime.now(UTC).strftime("%Y-%m-%d"), "machine": machine(), "figures": figures}
    path.write_text(json.dumps(known, indent=2, ensure_ascii=False, sort_keys=True) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
