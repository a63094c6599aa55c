"""What is said of image GANs that really train: nothing alarming of healthy ones, and what ails others."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models.diagnosis.finding import Diagnosis
from models.diagnosis.history import History
from models.images.datasets import Images
from models.images.diagnosis.diagnose import diagnosis_of_images
from models.images.experiment import Experiment
from models.images.judging.classifier import classifier
from models.images.judging.evaluation import Judge, evaluate
from models.images.run import ImageRun
from tests.models.images.games.made import run

EVERY = 25  # steps between two measurements


def said(one: ImageRun, judge: Judge, steps: int) -> list[Diagnosis]:
    """All that is said of a run while it trains."""
    history, floors, told = History(), judge.floors(), []
    rows = one.advance(0).numpy()
    while one.step < steps and one.diverged_at is None:
        rows = np.concatenate([rows, one.advance(EVERY).numpy()])
        if one.diverged_at is None:
            history.add(one.step, evaluate(one, judge))
        told.append(diagnosis_of_images(one, rows, history, floors))
    return told


def late(bars: Images, **knobs: Any) -> ImageRun:
    """As if it had trained for 200 steps, from which on anything is said."""
    one = run(bars, **knobs)
    one.step = 200
    return one


def test_frozen_networks_and_diverged_ones_are_told(bars: Images) -> None:
    assert "D is frozen" in said(late(bars, freeze_d=True), Judge(bars), 225)[-1].sentence
    assert "G is frozen" in said(late(bars, lr_g=0.0), Judge(bars), 225)[-1].sentence
    one = late(bars)
    next(iter(one.system.nets["d"].parameters())).data.fill_(float("nan"))
    assert said(one, Judge(bars), 225)[-1].state == "diverged"


def test_a_g_that_always_paints_the_same_has_collapsed(bars: Images) -> None:
    one = late(bars, lr_g=1e-7)  # its first weights paint one grey
    assert said(one, Judge(bars), 300)[-1].state == "collapse"


Trained = Callable[..., list[Diagnosis]]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """All that is said of a DCGAN of these data, with a classifier that is made once for each set and size."""
    folder: Path = tmp_path_factory.mktemp("data")

    @cache
    def judge_of(data: str, size: int) -> Judge:
        images = Experiment.parse("dcgan", data).image_set.load(size, folder)
        return Judge(images, classifier(images, folder))

    def of(data: str, steps: int, seed: int = 1, size: int = 32, **knobs: Any) -> list[Diagnosis]:
        judge, e = judge_of(data, size), Experiment.parse("dcgan", data, {"size": size} | knobs, {}, seed)
        return said(ImageRun(e, judge.images), judge, steps)

    return of


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_healthy_runs_raise_no_alarm(trained: Trained, seed: int) -> None:
    told = trained("digits", 600, seed)
    assert {each.level for each in told} <= {"info", "good"}
    assert told[-1].state in ("learning", "well")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("data", "knobs"), [("digits", {"loss": "wgan_gp"}), ("glyphs", {}), ("shapes", {"lr_g": 5e-4})]
)
def test_healthy_runs_of_other_sets_and_losses_raise_none(trained: Trained, data: str, knobs: dict[str, Any]) -> None:
    assert {each.level for each in trained(data, 600, size=16, **knobs)} <= {"info", "good"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("knobs", "steps", "state", "tune"),
    [
        ({"noise_dim": 1}, 600, "lost_modes", {"noise_dim": 100}),
        ({"tanh": False}, 300, "collapse", {"tanh": True}),
        ({"lr_d": 2e-5}, 300, "collapse", {"lr_d": 2e-3}),
        ({"lr_d": 0.1, "size": 16}, 600, "oscillation", {"lr_d": 2e-3}),
    ],
)
def test_what_is_the_matter_is_told_with_its_cure(
    trained: Trained, knobs: dict[str, Any], steps: int, state: str, tune: dict[str, Any]
) -> None:
    found = [each for each in trained("digits", steps, **knobs) if each.state == state]
    assert found
    assert found[-1].cure.tune == tune
