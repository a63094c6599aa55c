"""`python -m tests.tools.readme` writes the README's tables: games from the code, figures from recorded.json."""

import json
import re
from inspect import get_annotations
from pathlib import Path
from typing import Any

from models.toys.games import VARIANTS
from models.toys.games.gan import GAN
from models.toys.knobs import ToyKnobs

README = Path(__file__).parent.parent.parent / "README.md"
RECORDED = Path(__file__).parent.parent / "bench" / "recorded.json"
TABLE = r"(<!-- {name}: [^\n]* -->\n)(.*?)(<!-- end -->)"

# Benchmark, path to the figure, what it is, what is aimed at.
FIGURES = [
    ("toys", "ratio_1", "GAN steps a second of one run, in plain PyTorch loops", "≥ 2"),
    ("toys", "ratio_64", "the same of 64 runs together", "≥ 20"),
    ("toys", "ratio_256", "the same of 256 runs together", "≥ 20"),
    ("live", "tune_ms_p50", "From turning a knob to holding the first picture made with it, median (ms)", ""),
    ("live", "tune_ms_p95", "the same, 95th percentile (ms)", "≤ 50"),
    ("live", "fps", "Pictures a second to one browser", "≥ 60"),
    ("live", "watchers_ratio_50", "Training speed with 50 watchers, of that with none", "≥ 0.9"),
    (
        "class",
        "gan_lab.steps_min",
        "300 students, GAN Lab's network, 2 cores: steps a second of the slowest run",
        "≥ 30",
    ),
    ("class", "gan_lab.fps_min", "the same: pictures a second of the slowest browser", "≥ 8"),
    ("class", "gan_lab.rss_mb", "the same: memory of the server with its workers (MB)", "≤ 1500"),
    ("class", "steps_min", "300 students, the page's own default network: steps a second of the slowest run", "≥ 30"),
    ("class", "fps_min", "the same: pictures a second of the slowest browser", "≥ 8"),
    ("class", "rss_mb", "the same: memory of the server with its workers (MB)", "≤ 1500"),
    ("page", "first_picture_s", "Cold start of the page to a picture of a GAN that trains (s)", "≤ 1.7"),
    ("page", "js_kb", "JavaScript before that picture, compressed (kB)", "≤ 150"),
    ("page", "fps", "Frames a second of the stage, every layer on, charts and stamps moving, 1280 × 720", "≥ 50"),
    ("page", "fps_large", "the same at 1920 × 1080", ""),
    ("page", "fps_usual", "Frames a second of the stage as the page opens", "≥ 50"),
    ("learn", "js_max", "Largest JS divergence on GAN Lab's four data sets, 8 seeds, 2,000 steps (bits)", "≤ 0.30"),
    (
        "learn",
        "gallery.js_max",
        "The same over every preset that claims to learn, after its own steps (bits)",
        "≤ 0.30",
    ),
    ("learn", "ring.modes", "Ring of 8, mean of 10 seeds: modes", "8"),
    ("learn", "ring.hq", "the same: samples of high quality (%)", "≥ 95.6"),
    ("learn", "ring.reverse_kl", "the same: reverse KL (nats)", ""),
    ("learn", "ring.seconds", "the same: seconds of one core a run", ""),
    ("learn", "grid.modes", "Grid of 25, mean of 10 seeds: modes", "≥ 24.8"),
    ("learn", "grid.hq", "the same: samples of high quality (%)", "≥ 93.6"),
    ("learn", "grid.reverse_kl", "the same: reverse KL (nats)", ""),
    ("learn", "grid.seconds", "the same: seconds of one core a run", ""),
    ("diagnosis", "right_min", "Diagnosis: share of right findings where it is least, 8 states, new seeds", "≥ 0.9"),
    ("diagnosis", "false_alarms", "Diagnosis: share of healthy runs that raise an alarm at any moment", "≤ 0.1"),
    ("images", "speed_ratio", "DCGAN, 32 pixels, on the server: steps a second, in plain PyTorch loops", "≥ 1.5"),
    ("images", "loop_ratio", "the same without a server", ""),
    ("images", "toys_kept", "Steps a second of a toy with an image run beside it, in those without", "≥ 0.6"),
    ("images", "plane_ms_p95", "An image at a place of a plane of z, asked while it trains: 95 % within (ms)", "≤ 100"),
    ("images", "path_ms_p95", "the same of ten images between two", "≤ 100"),
    ("images", "dcgan_s", "DCGAN, real digits: seconds until 4 of 5 samples are clear and all ten occur", "≤ 90"),
    ("images", "cgan_acc", "Conditional GAN: share of samples classified as their label", "≥ 0.98"),
    ("images", "cgan_train", "the same: accuracy on real digits of who learned from samples alone", "≥ 0.90"),
    ("images", "frechet", "DCGAN after 60 s: Fréchet distance in the features of a fixed digit classifier", ""),
    ("images", "frechet_test", "the same of real test images", ""),
    *[
        ("images", f"sgan.{labels}.{who}", f"MNIST, {labels} labels, mean of 5 seeds: accuracy of {words}", aim)
        for labels, least in ((25, 0.802), (50, 0.883), (100, 0.928), (1000, 0.964))
        for who, words, aim in (("sgan", "SGAN", f"≥ {least}"), ("cnn", "the CNN beside it", ""))
    ],
]


def variants() -> str:
    """A row for each variant."""
    rows = ["| Name | Game | Paper | Knobs it adds |", "|---|---|---|---|"]
    for name, gan in VARIANTS.items():
        paper = gan.paper
        cited = f"{paper['authors']} {paper['year']}, [{paper['title']}](https://arxiv.org/abs/{paper['arxiv']})"
        rows.append(f"| `{name}` | {gan.title} | {cited} | {own_knobs(gan)} |")
    return "\n".join(rows) + "\n"


def own_knobs(gan: type[GAN]) -> str:
    """The knobs that this file declares and that not every toy has, with the paper's symbols."""
    words = []
    for name in get_annotations(gan.Knobs):
        if name not in ToyKnobs.model_fields:
            extra = gan.Knobs.model_fields[name].json_schema_extra
            symbol = extra.get("symbol") if isinstance(extra, dict) else ""
            words.append(f"`{name}` {symbol}".strip())
    return ", ".join(words)


def figures() -> str:
    """A row for each figure that was recorded, and the machines."""
    recorded: dict[str, Any] = json.loads(RECORDED.read_text(encoding="utf-8")) if RECORDED.exists() else {}
    rows = ["| | aim | measured | `NAME` |", "|---|---|---|---|"]
    for bench, path, words, aim in FIGURES:
        if bench in recorded and has(recorded[bench]["figures"], path):
            rows.append(f"| {words} | {aim} | {number(at(recorded[bench]['figures'], path))} | {bench} |")
    machines: dict[str, list[str]] = {}
    for bench, record in recorded.items():
        machines.setdefault(f"{record['machine']}, {record['date']}", []).append(bench)
    notes = [f"Measured on {machine} ({', '.join(benches)})." for machine, benches in machines.items()]
    return "\n".join(rows) + "\n" + "".join(f"\n{note}\n" for note in notes)


def has(figures: Any, path: str) -> bool:
    """Whether this figure was measured when the others were."""
    try:
        at(figures, path)
    except KeyError:
        return False
    return True


def at(figures: Any, path: str) -> Any:
    for key in path.split("."):
        figures = figures[key]
    return figures


def number(value: float) -> str:
    return f"{value:,}"


def written(text: str) -> str:
    """The README with both tables as they should be."""
    for name, table in (("variants", variants()), ("figures", figures())):
        pattern = re.compile(TABLE.format(name=name), re.S)
        text, found = pattern.subn(lambda match, table=table: f"{match[1]}{table}{match[3]}", text)  # type: ignore[misc]
        if found != 1:
            raise ValueError(f"README.md has {found} places for the table of {name}")
    return text


def write() -> None:
    """Renew both tables."""
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write()
