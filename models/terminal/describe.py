"""Words for the terminal: what can be chosen, what each knob allows, and how a training ended."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

import numpy as np

from models.diagnosis.finding import Diagnosis
from models.experiment import allowed
from models.images.datasets import DATASETS
from models.images.games import SYSTEMS
from models.knobs import Group, Knobs
from models.presets import PRESETS
from models.toys.distributions import DISTRIBUTIONS
from models.toys.engine.run import Run
from models.toys.games import VARIANTS
from models.toys.measures import MEASURES, floors

OTHERS = {  # measures that have no floor: title, unit
    "accuracy": ("Accuracy of D", ""),
    "real_as_real": ("Real taken for real", ""),
    "fake_as_real": ("Fake taken for real", ""),
    "value": ("V(D, G)", "nats"),
    "js_bound": ("JS that V proves", "bits"),
    "d_star_distance": ("Distance of D from D*", ""),
}


def catalogue_text() -> str:
    """Variants, data and presets, with a line each."""
    lines = ["Variants"]
    for name, gan in VARIANTS.items():
        paper = gan.paper
        lines.append(f"  {name:22} {gan.title}: {paper['authors']} {paper['year']}")
    lines += ["", "Data"]
    lines += [f"  {name:22} {kind.dims}-D  {first_line(kind.__doc__)}" for name, kind in DISTRIBUTIONS.items()]
    lines += ["", "Image GANs"]
    lines += [f"  {name:22} {s.title}: {s.paper['authors']} {s.paper['year']}" for name, s in SYSTEMS.items()]
    lines += ["", "Images"]
    lines += [f"  {name:22} {first_line(images.__doc__)}" for name, images in DATASETS.items()]
    for kind, title in (("good", "Presets that work"), ("bad", "Presets that fail")):
        lines += ["", title]
        lines += [f"  {p.name:22} {p.title}: {p.variant} {p.data}" for p in PRESETS if p.kind == kind]
    return "\n".join(lines)


def knobs_text(variant: str, data: str) -> str:
    """The knobs of a variant and of data, in their groups, with ranges, defaults and meanings."""
    lines = []
    kinds: list[tuple[str, type[Knobs]]] = []
    if gan := VARIANTS.get(variant) or SYSTEMS.get(variant):
        kinds.append((gan.title, gan.Knobs))
    if source := DISTRIBUTIONS.get(data) or DATASETS.get(data):
        kinds.append((source.title, source))
    for title, kind in kinds:
        properties: dict[str, Any] = kind.model_json_schema()["properties"]
        for group in get_args(Group):
            chosen = {name: p for name, p in properties.items() if p.get("group") == group}
            if chosen:
                lines.append(f"{group} ({title})")
                lines += [knob_line(kind, name, p) for name, p in chosen.items()]
    return "\n".join(lines)


def knob_line(kind: type[Knobs], name: str, p: dict[str, Any]) -> str:
    """One knob: name, range, default, meaning."""
    default = p.get("default")
    shown = f"{len(default)} rows" if isinstance(default, (list, tuple)) else str(default)
    return f"  --{name:16} {allowed(kind, name) or '':28} ({shown})  {p.get('description', '')}"


def first_line(doc: str | None) -> str:
    """The first line of a docstring."""
    return (doc or "").strip().splitlines()[0]


def result_text(runs: Sequence[Run], scores: Sequence[dict[str, float]], n: int) -> str:
    """How the runs ended: what diverged, and of the others each score beside a perfect generator's."""
    lines = [
        f"seed {run.experiment.seed}: diverged at round {run.diverged_at:,}; try lower learning rates"
        for run in runs
        if run.diverged_at is not None
    ]
    good = [(run, s) for run, s in zip(runs, scores, strict=True) if s and run.diverged_at is None]
    if not good:
        return "\n".join(lines)
    run = good[0][0]
    perfect = floors(run.experiment.distribution, n, run.box)
    lines.append(f"After {run.step:,} rounds, {n:,} fakes against {n:,} held-out reals:")
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
