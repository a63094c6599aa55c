"""Words for the terminal: what can be chosen, and what each knob allows."""

from typing import Any, get_args

from models.experiment import allowed
from models.kinds import KINDS, PRESETS
from models.knobs import Group, Knobs


def catalogue_text() -> str:
    """Variants and data of each kind, and presets, with a line each."""
    lines: list[str] = []
    for kind in KINDS:
        lines += [kind.variants_title]
        for name, gan in kind.experiment.variants.items():
            paper = gan.paper
            lines.append(f"  {name:22} {gan.title}: {paper['authors']} {paper['year']}")
        lines += ["", kind.data_title]
        lines += [f"  {name:22} {kind.describe_data(data)}" for name, data in kind.experiment.datasets.items()]
        lines += [""]
    for quality, title in (("good", "Presets that work"), ("bad", "Presets that fail")):
        lines += [title]
        lines += [f"  {p.name:22} {p.title}: {p.variant} {p.data}" for p in PRESETS if p.kind == quality]
        lines += [""]
    return "\n".join(lines[:-1])


def knobs_text(variant: str, data: str) -> str:
    """The knobs of a variant and of data, in their groups, with ranges, defaults and meanings."""
    lines = []
    gans = [gan for kind in KINDS if (gan := kind.experiment.variants.get(variant))]
    sources: list[Any] = [source for kind in KINDS if (source := kind.experiment.datasets.get(data))]
    chosen = [(gan.title, gan.Knobs) for gan in gans] + [(source.title, source) for source in sources]
    for title, knobs in chosen:
        properties: dict[str, Any] = knobs.model_json_schema()["properties"]
        for group in get_args(Group):
            of_group = {name: p for name, p in properties.items() if p.get("group") == group}
            if of_group:
                lines.append(f"{group} ({title})")
                lines += [knob_line(knobs, name, p) for name, p in of_group.items()]
    return "\n".join(lines)


def knob_line(kind: type[Knobs], name: str, p: dict[str, Any]) -> str:
    """One knob: name, range, default, meaning."""
    default = p.get("default")
    shown = f"{len(default)} rows" if isinstance(default, (list, tuple)) else str(default)
    return f"  --{name:16} {allowed(kind, name) or '':28} ({shown})  {p.get('description', '')}"
