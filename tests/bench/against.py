"""Compares this checkout with another one: the same benchmark in both, in turns, each in a process of its own.

Whatever slows the machine for a while slows neighbours alike, so ratios are taken within a cycle, and of them the
median. The order changes with each cycle.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).parent.parent.parent
Figures = dict[str, float]
Say = Callable[[str], None]


def measure(there: Path, arguments: Sequence[str], cycles: int, say: Say) -> dict[str, Any]:
    """Run the benchmark that the arguments name in both checkouts, so many times each; what they say, compared."""
    contestants = {"here": partial(run, HERE, arguments), "there": partial(run, there, arguments)}
    return compared(in_turns(contestants, cycles, say), say)


def in_turns(contestants: Mapping[str, Callable[[], Figures]], cycles: int, say: Say) -> list[dict[str, Figures]]:
    """The figures of each contestant in each cycle."""
    names, found = list(contestants), []
    for cycle in range(cycles):
        order = names if cycle % 2 == 0 else names[::-1]
        say(f"cycle {cycle + 1} of {cycles}: {', then '.join(order)}")
        found.append({name: contestants[name]() for name in order})
    return found


def compared(found: Sequence[Mapping[str, Figures]], say: Say) -> dict[str, Any]:
    """For each figure that both have: the medians here and there, and the median ratio of here to there."""
    figures: dict[str, Any] = {}
    for name in found[0]["here"]:
        if all(name in cycle[who] for cycle in found for who in ("here", "there")):
            here, there = ([cycle[who][name] for cycle in found] for who in ("here", "there"))
            ratios = [a / b for a, b in zip(here, there, strict=True) if b]
            ratio = round(median(ratios), 3) if ratios else None
            figures[name] = {"here": median(here), "there": median(there), "ratio": ratio}
            say(f"{name:28} here {median(here):10.4g}   there {median(there):10.4g}   ratio {ratio}")
    return figures


def run(checkout: Path, arguments: Sequence[str]) -> Figures:
    """The figures of one run of the benchmark in this checkout, by its own Python where it has one."""
    own = checkout / ".venv" / "bin" / "python"
    command = [str(own if own.exists() else sys.executable), "-m", "tests.bench", *arguments, "--json"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=checkout, env=environment, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return flat(json.loads(done.stdout.splitlines()[-1]))


def flat(figures: Mapping[str, Any], before: str = "") -> Figures:
    """Numbers by name, those of a table within as `table.name`. What is no number is left out."""
    found: Figures = {}
    for name, value in figures.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{before}{name}.")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            found[before + name] = float(value)
    return found
