"""Compares programs on a machine that others use too: in turns and by medians. Says which machine it is."""

import os
import platform
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

import torch


def interleaved(contestants: Mapping[str, Callable[[], float]], cycles: int) -> list[dict[str, float]]:
    """Let each contestant do its work once a cycle, each cycle beginning with another one; returns their results.

    Whatever slows the machine for a while slows neighbours alike: compare within a cycle, then take medians.
    """
    names = list(contestants)
    results = []
    for i in range(cycles):
        order = names[i % len(names) :] + names[: i % len(names)]
        results.append({name: contestants[name]() for name in order})
    return results


def median_of(results: list[dict[str, float]], name: str) -> float:
    """The median result of one contestant."""
    return median(result[name] for result in results)


def median_ratio(results: list[dict[str, float]], name: str, to: str) -> float:
    """The median over the cycles of name's result divided by that of `to` in the same cycle."""
    return median(result[name] / result[to] for result in results)


def machine() -> str:
    """The machine in words: processor, cores that this process may use, Python and PyTorch."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{processor()}, {cores} cores, Python {platform.python_version()}, PyTorch {torch.__version__}"


def processor() -> str:
    """The processor's name as Linux knows it, or what Python knows elsewhere."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
