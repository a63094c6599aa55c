"""How a training of toys has ended, in words for the terminal."""

from collections.abc import Mapping, Sequence

import numpy as np

from models.diagnosis.finding import Diagnosis
from models.toys.engine.run import Run
from models.toys.measures import MEASURES, floors

OTHERS = {  # measures that have no floor: title, unit
    "accuracy": ("Accuracy of D", ""),
    "real_as_real": ("Real taken for real", ""),
    "fake_as_real": ("Fake taken for real", ""),
    "value": ("V(D, G)", "nats"),
    "js_bound": ("JS that V proves", "bits"),
    "d_star_distance": ("Distance of D from D*", ""),
}


def result_text(runs: Sequence[Run], scores: Sequence[dict[str, float]], n: int) -> str:
    """How the runs ended: what diverged, and of the others each score beside a perfect generator's."""
    lines = [
        f"seed {run.experiment.seed}: diverged at step {run.diverged_at:,}; try lower learning rates"
        for run in runs
        if run.diverged_at is not None
    ]
    good = [(run, s) for run, s in zip(runs, scores, strict=True) if s and run.diverged_at is None]
    if not good:
        return "\n".join(lines)
    run = good[0][0]
    perfect = floors(run.experiment.distribution, n, run.box)
    lines.append(f"After {run.step:,} steps, {n:,} fakes against {n:,} held-out reals:")
    if len(runs) == 1:
        return "\n".join(lines + one_run(good[0][1], perfect))
    return "\n".join(lines + many_runs({str(r.experiment.seed): s for r, s in good}, perfect))


def diagnosis_text(diagnoses: Mapping[Run, Diagnosis]) -> str:
    """What is happening in each run and what to try; with many runs a line for each seed."""
    if len(diagnoses) == 1:
        (found,) = diagnoses.values()
        return f"{found.title}. {found.sentence} {found.cure.advice}"
    return "\n".join(f"seed {run.experiment.seed}: {found.title}. {found.sentence}" for run, found in diagnoses.items())


def one_run(scores: dict[str, float], perfect: dict[str, float]) -> list[str]:
    """A line for each score."""
    lines = [f"{'':30}{'here':>10}{'perfect':>10}"]
    for name in (*MEASURES, *OTHERS):
        if name in scores:
            best = number(perfect[name]) if name in perfect else ""
            lines.append(f"{label(name):30}{number(scores[name]):>10}{best:>10}".rstrip())
    return lines


def many_runs(scores: dict[str, dict[str, float]], perfect: dict[str, float]) -> list[str]:
    """A line for each seed, then mean, worst and perfect; a column for each score."""
    names = [name for name in (*MEASURES, *OTHERS) if name in next(iter(scores.values()))]
    columns = {name: [s[name] for s in scores.values()] for name in names}
    worst = {n: (max if MEASURES[n].best == "low" else min)(columns[n]) for n in names if n in MEASURES}
    mean = {name: float(np.mean(column)) for name, column in columns.items()}
    rows = scores | {"mean": mean, "worst": worst, "perfect": perfect}
    widths = {name: max(10, len(name) + 2) for name in names}
    lines = [f"{'seed':8}" + "".join(f"{name:>{w}}" for name, w in widths.items())]
    for title, row in rows.items():
        cells = (f"{number(row[name]) if name in row else '':>{w}}" for name, w in widths.items())
        lines.append((f"{title:8}" + "".join(cells)).rstrip())
    return lines


def label(name: str) -> str:
    """A score's title with its unit."""
    title, unit = MEASURES[name][:2] if name in MEASURES else OTHERS[name]
    return f"{title} ({unit})" if unit else title


def number(x: float) -> str:
    """Four significant digits; whole numbers as such."""
    return f"{x:.0f}" if float(x).is_integer() and abs(x) >= 1 else f"{x:.4g}"
