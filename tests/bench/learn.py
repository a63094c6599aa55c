"""How well the presets learn: each that claims to in its own steps, PacGAN's ring and grid with their modes.

The comparison: GAN Lab's own defaults end above 0.5 bit in half of the runs (24 runs of 5,000 steps of its code);
PacGAN's table (Lin et al. 2018) has 7.9 of 8 modes and 95.6 % high quality on the ring, 24.8 of 25 and 93.6 % on the
grid, for networks of 400 units that see each of their 100,000 points 400 times.
"""

import time
from collections.abc import Callable, Sequence
from statistics import fmean, median
from typing import Any

import torch

from models.memory import keep_freed_memory
from models.preset import Preset
from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.gallery.presets import PRESETS
from models.toys.measures import floors
from models.toys.measures.evaluation import evaluate

Say = Callable[[str], None]

GAN_LAB = ("gaussians", "line", "ring", "disjoint")
ROUNDS = 2000
JS_SAMPLES = 12_000  # on each side
MODE_SAMPLES = 2500
PORTIONS = 20  # in which a long training tells how far it is


def measure(quick: bool, say: Say) -> dict[str, Any]:
    """js_max in bits over GAN Lab's sets and all seeds, the same of the whole gallery; for ring and grid `modes_of`."""
    keep_freed_memory()
    torch.set_num_threads(1)
    divergences = js_of(range(1, 3 if quick else 9), 100 if quick else ROUNDS, say)
    seeds, steps = range(1, 3 if quick else 11), 30 if quick else None
    return {
        "js_max": max(max(js) for js in divergences.values()),
        "js": {name: {"max": max(js), "median": round(median(js), 4)} for name, js in divergences.items()},
        "gallery": gallery(range(1, 3 if quick else 9), 30 if quick else None, say),
        "ring": modes_of("ring_of_8", seeds, steps, say),
        "grid": modes_of("grid_of_25", seeds, steps, say),
    }


def gallery(seeds: Sequence[int], steps: int | None, say: Say) -> dict[str, Any]:
    """Largest and median JS divergence in bits of each preset that claims to learn, after its own steps; js_max.

    floor: what two sets of real samples score, as the page prints it.
    """
    rows = {}
    for p in PRESETS:
        if p.kind == "good":
            js = js_after(p, seeds, steps or p.steps, say)
            rows[p.name] = {"max": max(js), "median": round(median(js), 4), "floor": floor_of(p)}
    return {"js_max": max(row["max"] for row in rows.values()), "js": rows}


def floor_of(preset: Preset) -> float:
    """JS divergence in bits that a perfect generator scores."""
    data = runs_of(preset.name, [1])[0].experiment.distribution
    return round(floors(data, JS_SAMPLES, data.box())["js"], 4)


def js_after(preset: Preset, seeds: Sequence[int], steps: int, say: Say) -> list[float]:
    """JS divergence in bits of each seed; a run that diverged counts as 1 bit."""
    runs = runs_of(preset.name, seeds)
    Cohort().advance(runs, steps)
    js = [round(score.get("js", 1.0), 4) for score in evaluate(runs, JS_SAMPLES)]
    say(f"{preset.name:22} JS after {steps} steps: median {median(js):.3f}, largest {max(js):.3f} bit")
    return js


def runs_of(preset: str, seeds: Sequence[int]) -> list[Run]:
    """A preset's fresh runs, one a seed."""
    p = next(p for p in PRESETS if p.name == preset)
    return [Run(Experiment.parse(p.variant, p.data, p.knobs, p.data_knobs, seed)) for seed in seeds]


def js_of(seeds: Sequence[int], steps: int, say: Say) -> dict[str, list[float]]:
    """JS divergence in bits of each seed on each of GAN Lab's sets; a run that diverged counts as 1 bit."""
    runs = [run for name in GAN_LAB for run in runs_of(f"gan_lab_{name}", seeds)]
    Cohort().advance(runs, steps)
    js = [round(score.get("js", 1.0), 4) for score in evaluate(runs, JS_SAMPLES)]
    found = {name: js[i * len(seeds) : (i + 1) * len(seeds)] for i, name in enumerate(GAN_LAB)}
    for name, values in found.items():
        say(f"{name:10} JS after {steps} steps: median {median(values):.3f}, largest {max(values):.3f} bit")
    return found


def modes_of(preset: str, seeds: Sequence[int], steps: int | None, say: Say) -> dict[str, Any]:
    """Means over the seeds of modes, hq (%) and reverse_kl (nats), with the worst seeds; seconds of one core a run.

    steps: by default the preset's own.
    """
    runs, start = runs_of(preset, seeds), time.process_time()
    steps = steps or next(p.steps for p in PRESETS if p.name == preset)
    cohort = Cohort()
    for portion in range(PORTIONS):
        cohort.advance(runs, steps * (portion + 1) // PORTIONS - runs[0].step)
        say(f"{preset}: step {runs[0].step} of {steps}, {time.process_time() - start:.0f} s")
    seconds = (time.process_time() - start) / len(runs)
    scores = evaluate(runs, MODE_SAMPLES)
    # A run that diverged has no modes and no high quality; none of the others may hide that.
    modes, hq, kl = ([score.get(name, 0.0) for score in scores] for name in ("modes", "hq", "reverse_kl"))
    say(f"{preset}: modes {fmean(modes)} (fewest {min(modes)}), {fmean(hq):.2f} % high quality (least {min(hq):.2f})")
    return {
        "modes": round(fmean(modes), 3),
        "modes_min": int(min(modes)),
        "hq": round(fmean(hq), 2),
        "hq_min": round(min(hq), 2),
        "reverse_kl": round(fmean(kl), 5),
        "reverse_kl_max": round(max(kl), 5),
        "seconds": round(seconds, 1),
        "seeds": len(runs),
        "diverged": sum(run.diverged_at is not None for run in runs),
        "steps": steps,
    }
