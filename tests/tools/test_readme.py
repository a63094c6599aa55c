"""The README tells the truth: its tables are current, its example works, and what it names exists."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from models.toys.distributions import DISTRIBUTIONS
from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.games import VARIANTS
from models.toys.games.gan import GAN
from models.toys.measures import samples
from models.toys.measures.evaluation import evaluate
from models.toys.pictures import layers
from models.toys.pictures.shown import real_samples
from models.toys.pictures.snapshot import snapshot
from models.toys.slow_motion.trace import trace
from server.__main__ import parser
from server.rest.catalogue import catalogue
from server.settings import Settings
from tests.tools import readme
from tests.tools.examples import TEXT, code, row, write_module

# Files of the examples: who follows the README writes them.
TO_WRITE = {
    "models/toys/games/hellinger.py",
    "models/images/games/bigan.py",
    "web/src/views/plane/means.ts",
}
ROOT = readme.README.parent


def test_its_tables_are_current() -> None:
    assert readme.written(TEXT) == TEXT, "run `python -m tests.tools.readme`"


def test_every_variant_has_a_row() -> None:
    assert [name for name in VARIANTS if f"| `{name}` |" in TEXT] == list(VARIANTS)


def test_every_recorded_figure_that_is_aimed_at_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = tmp_path / "recorded.json"
    figures = '{"ratio_1": 2.5, "ratio_64": 31.0, "ratio_256": 1234.5}'
    record.write_text(f'{{"toys": {{"date": "2001-02-03", "machine": "an abacus", "figures": {figures}}}}}')
    monkeypatch.setattr(readme, "RECORDED", record)
    table = readme.figures()
    assert "| ≥ 2 | 2.5 | toys |" in table
    assert "| ≥ 20 | 1,234.5 | toys |" in table
    assert "an abacus, 2001-02-03 (toys)" in table
    assert "class" not in table


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[GAN]]:
    """The variant of the README, in a file and in VARIANTS as it says."""
    name, kind = row("Adding a GAN")
    variant: type[GAN] = getattr(write_module("Adding a GAN", "models.toys.games", tmp_path, monkeypatch), kind)
    monkeypatch.setitem(VARIANTS, name, variant)
    catalogue.cache_clear()
    yield variant
    catalogue.cache_clear()


def test_its_example_learns(example: type[GAN]) -> None:
    runs = [Run(Experiment.parse("hellinger", "ring", seed=seed)) for seed in (1, 2)]
    cohort = Cohort()
    cohort.advance(runs, 1)
    before = [score["js"] for score in evaluate(runs, 2000)]
    cohort.advance(runs, 600)
    after = [score["js"] for score in evaluate(runs, 2000)]
    assert [run.diverged_at for run in runs] == [None, None]
    assert len(trace(runs[0])) == 10
    assert max(after) < 0.5 * min(before)


def test_its_example_is_offered_with_its_paper(example: type[GAN]) -> None:
    (offered,) = [variant for variant in catalogue().kinds.toy.variants if variant.name == "hellinger"]
    assert offered.title == example.title
    assert offered.paper is not None
    assert offered.paper.arxiv is not None
    assert offered.paper.arxiv in offered.doc
    assert example.paper["title"] in readme.variants()


@pytest.fixture
def example_measure(monkeypatch: pytest.MonkeyPatch) -> str:
    """The measure of the README, in the module and in its table as it says; its name."""
    key, name = row("Adding a measure")
    scope = dict(vars(samples))
    exec(code("Adding a measure"), scope)
    monkeypatch.setitem(samples.SAMPLE_MEASURES, key, scope[name])
    monkeypatch.setitem(samples.MEASURES, key, scope[name].measure)
    catalogue.cache_clear()
    return key


def test_its_measure_is_right(example_measure: str) -> None:
    data = DISTRIBUTIONS["line"]()
    real = torch.tensor([[0.0, 0.0], [1.0, 0.0]])
    fake = torch.tensor([[0.0, 0.5], [1.0, 0.0], [3.0, 0.0]])
    assert samples.measure_samples(real, fake, data, data.box())[example_measure] == pytest.approx((0.5 + 0 + 2) / 3)


def test_its_measure_is_taken_and_offered(example_measure: str) -> None:
    (score,) = evaluate([Run(Experiment.parse("gan", "ring"))], 50)
    assert score[example_measure] > 0
    (offered,) = [measure for measure in catalogue().kinds.toy.measures if measure.name == example_measure]
    assert offered.title == "Distance to data"


def test_its_layer_is_drawn_for_a_stack(monkeypatch: pytest.MonkeyPatch) -> None:
    scope = dict(vars(layers))
    exec(code("Adding a layer"), scope)
    monkeypatch.setitem(layers.LAYERS, "means", scope["means"])
    runs = [Run(Experiment.parse("gan", data)) for data in ("ring", "gaussians", "gaussian_1d")]
    for run, arrays in zip(runs, snapshot(runs, [{"means", "fake"}] * 3), strict=True):
        assert arrays["means"].shape == (2, run.dims)
        real, fake = real_samples(run).mean(0), arrays["fake"].mean(0)
        np.testing.assert_allclose(arrays["means"], [real, fake], rtol=0.01, atol=0.01)


def test_what_it_names_exists() -> None:
    prose = re.sub(r"```python\n.*?```", "", TEXT, flags=re.S)
    named = set(re.findall(r"\]\(([^):]+)\)", prose)) | set(
        re.findall(r"`((?:models|server|web|tests)/[\w./]*)`", prose)
    )
    assert len(named) > 5
    assert [path for path in named - TO_WRITE if not (ROOT / path).exists()] == []
    modules = set(re.findall(r"python -m ([\w.]+)", TEXT))
    assert [name for name in modules if importlib.util.find_spec(name) is None] == []
    options = parser().format_help()
    commands = re.findall(r"^ {4}.*|`[^`\n]+`", TEXT, re.M)
    named_options = {option for line in commands if "saddle" in line for option in re.findall(r" (--\w[\w-]*)", line)}
    assert [option for option in named_options - {"--extra-index-url"} if option not in options] == []


def test_runs_sleep_when_it_says() -> None:
    (minutes,) = re.findall(r"nobody watches sleeps after (\d+) minutes", TEXT)
    assert Settings.model_fields["pause_after"].default == 60 * int(minutes)


def test_its_picture_is_small() -> None:
    assert 20_000 < (ROOT / "web" / "picture.png").stat().st_size <= 300_000
