"""What is said of image GANs, of evidence made by hand: each finding from its numbers, with a cure that they have."""

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from models.diagnosis.finding import Diagnosis, first
from models.images.diagnosis.cures import CURES, cure
from models.images.diagnosis.findings import CHECKS, learning
from models.images.diagnosis.symptoms import ImageEvidence
from models.images.experiment import Experiment

Change = Callable[[int], dict[str, float]]
HALF_WAY = {"clear": 0.6, "classes": 10, "frechet": 8.0, "diversity": 0.95, "d_right": 0.6, "d_level": 0.5}
HALF_WAY |= {"d_range": 0.4}
CURVES = {"d_real": 0.55, "d_fake": 0.45, "grad_g": 1.0, "grad_d": 5.0}


def made(change: Change = lambda _: {}, step: int = 1200, knobs: Any = None, **more: Any) -> ImageEvidence:
    """Measured every 50 steps; change gives what is unlike a run half way, which comes closer, after each."""
    curves = CURVES | more.pop("curves", {})
    measures = []
    for s in range(50, step + 1, 50):
        near = {"frechet": 8000.0 / s, "clear": min(0.7, s / 2000)}
        measures.append({"step": float(s)} | HALF_WAY | near | change(s))
    steps = {name: np.full(step, value) for name, value in curves.items()}
    experiment = Experiment.parse("dcgan", "digits", knobs or {})
    facts: dict[str, Any] = {"modes": 10, "peak_grad_g": 1.0, "floors": {"clear": 0.98}} | more
    return ImageEvidence(step, steps, measures, experiment.knobs.model_dump(), **facts)


def still(**values: float) -> Change:
    """It stands still with these values."""
    return lambda _: HALF_WAY | values


def found(e: ImageEvidence) -> Diagnosis:
    told = first(e, CHECKS, learning)
    experiment = Experiment.parse("dcgan", "digits")
    experiment.with_changes(told.cure.tune, {})  # refuses knobs that there are not, and values out of range
    shown = told.json()
    assert shown["number"]["text"] in shown["sentence"]
    json.dumps(shown, allow_nan=False)
    return told


def test_a_run_that_comes_closer_learns_and_one_near_real_images_is_well() -> None:
    told = found(made())
    assert (told.state, told.level) == ("learning", "info")
    assert "60 % of the samples are clear and look like 10 of 10 classes; 42 % were, 350 steps ago" in told.sentence
    assert found(made(still(clear=0.9, frechet=1.0))).state == "well"
    assert found(made(still(clear=0.9, classes=9))).state != "well"
    assert found(made(still(clear=0.9, diversity=0.6))).state != "well"


def test_what_has_just_begun_stopped_or_diverged_is_told_first() -> None:
    assert "Just begun" in found(made(step=150)).sentence
    assert "D is frozen" in found(made(knobs={"freeze_d": True})).sentence
    thawed = found(made(knobs={"lr_d": 0.0}))
    assert "D is frozen" in thawed.sentence
    assert thawed.cure.tune == {"lr_d": 0.002}
    told = found(made(diverged_at=700))
    assert (told.state, told.level) == ("diverged", "bad")


def test_sentences_say_the_number_that_the_page_shows_and_the_median_decides() -> None:
    told = found(made(lambda s: HALF_WAY | {"clear": 0.684 if s == 1200 else 0.7}))
    assert (told.value, told.text) == (0.684, "68 %")
    told = found(made(lambda s: HALF_WAY | {"clear": 0.9, "diversity": 0.1 if s == 1200 else 0.95}))
    assert told.state == "well"


def test_samples_that_are_all_alike_have_collapsed_with_or_without_labels() -> None:
    told = found(made(still(diversity=0.1)))
    assert (told.state, told.level, told.name) == ("collapse", "bad", "diversity")
    assert "10 %" in told.sentence
    bare = made(lambda _: {"diversity": 0.1})
    for measured in bare.measures:
        for name in ("clear", "classes", "frechet"):
            del measured[name]
    assert found(bare).state == "collapse"
    assert found(made(still(diversity=0.5))).state != "collapse"
    for broken in ("tanh", "convolutional", "batchnorm"):
        assert found(made(still(diversity=0.1), knobs={broken: False})).cure.tune == {broken: True}


def test_clear_samples_of_one_class_have_collapsed_and_of_nearly_all_have_lost_some() -> None:
    told = found(made(still(classes=1, diversity=0.6)))
    assert (told.state, told.name) == ("collapse", "classes")
    told = found(made(still(classes=6), knobs={"noise_dim": 1}))
    assert (told.state, told.text) == ("lost_modes", "4 of 10 classes")
    assert told.cure.tune == {"noise_dim": 100}
    assert found(made(lambda s: {"classes": 6 if s < 1100 else 8, "clear": 0.6})).state != "lost_modes"  # they come
    assert found(made(still(classes=6, clear=0.3))).state != "lost_modes"  # nobody knows yet


def test_copies_of_training_images_are_told_where_real_images_are_none() -> None:
    told = found(made(still(memorised=0.4)))
    assert (told.state, told.level, told.text) == ("memorised", "warn", "40 %")
    assert found(made(still(memorised=0.4, clear=0.95))).state == "memorised"  # which is not well
    assert found(made(still(memorised=0.1))).state != "memorised"
    assert found(made(still(memorised=0.4), floors={"clear": 0.98, "memorised": 0.3})).state != "memorised"


def test_a_d_that_says_the_same_of_everything_is_dead() -> None:
    told = found(made(still(d_range=1e-6, d_level=0.5)))
    assert (told.state, told.level) == ("dead_d", "bad")
    assert found(made(still(d_range=1e-6), knobs={"leaky": False})).cure.tune == {"leaky": True}
    critic = {"loss": "wgan_gp"}
    assert found(made(still(d_range=1e-6, d_level=30.0), knobs=critic, critic=True)).state == "dead_d"
    assert found(made(still(d_range=1e-4, d_level=0.0), knobs=critic, critic=True)).state != "dead_d"


def test_samples_that_become_better_and_worse_again_swing() -> None:
    told = found(made(lambda s: {"frechet": 20.0 if s % 100 else 40.0, "clear": 0.3}, knobs={"lr_d": 0.1}))
    assert (told.state, told.level, told.text) == ("oscillation", "warn", "between 20.0 and 40.0")
    assert told.value == pytest.approx(np.log(2) / 2, rel=0.3)
    assert told.cure.tune == {"lr_d": 0.002}
    by_chance: list[Change] = [
        lambda s: {"frechet": 20.0 if s % 100 else 23.0, "clear": s / 4000},
        lambda s: {"frechet": 60.0 * 0.5 ** (s / 400), "clear": s / 4000},
        lambda s: {"frechet": 2.0 if s % 100 else 3.5},  # most samples are clear
    ]
    for steady in by_chance:
        assert found(made(steady)).state == "learning"
    assert found(made(lambda s: {"frechet": 1.0 if s % 100 else 2.0, "clear": 0.95})).state == "well"


def test_a_d_that_wins_is_told_only_where_g_makes_no_headway() -> None:
    sure = {"d_real": 0.97, "d_fake": 0.03}
    told = found(made(still(clear=0.1, d_right=0.99), curves=sure))
    assert told.state == "strong_d"
    assert found(made(still(clear=0.1), curves=sure)).name == "edge"  # the average lies elsewhere
    assert found(made(curves=sure)).state == "learning"
    gone = found(made(still(clear=0.1, d_right=0.99), curves=sure | {"grad_g": 1e-3}))
    assert gone.state == "vanished"
    assert found(made(still(clear=0.1, d_right=0.99), knobs={"lr_g": 2e-5}, curves=sure)).cure.tune == {"lr_g": 0.002}


def test_a_d_that_sees_nothing_wrong_with_poor_samples_is_weak() -> None:
    blind = {"d_real": 0.5, "d_fake": 0.48}
    told = found(made(still(clear=0.2), knobs={"lr_d": 2e-5}, curves=blind))
    assert (told.state, told.text) == ("weak_d", "0.02")
    assert "80 % of the samples are not clear" in told.sentence
    assert told.cure.tune == {"lr_d": 0.002}
    assert found(made(curves=blind)).state == "learning"


def test_no_headway_is_said_after_long_only() -> None:
    assert found(made(still(clear=0.5), step=500)).state == "learning"
    assert found(made(still(clear=0.5), step=1200)).state == "stuck"


def unlabelled(e: ImageEvidence, since: int = 0) -> ImageEvidence:
    """As if no classifier had judged the samples from this step on."""
    for measured in e.measures:
        if measured["step"] >= since:
            for name in ("clear", "classes", "frechet"):
                measured.pop(name)
    return e


def test_without_labels_nobody_claims_to_know() -> None:
    told = found(unlabelled(made(modes=0, floors={"diversity": 1.0})))
    assert (told.state, told.name) == ("learning", "diversity")
    assert "whether they look real, you see" in told.sentence


ILL: list[tuple[Change, dict[str, float]]] = [
    (still(), {}),
    (still(clear=0.95, frechet=1.0), {}),
    (still(diversity=0.1), {}),
    (still(memorised=0.4), {}),
    (still(d_range=1e-6), {}),
    (still(classes=1), {}),
    (still(classes=6), {}),
    (still(clear=0.1, d_right=0.99), {"d_real": 0.97, "d_fake": 0.03}),
    (still(clear=0.1, d_right=0.99), {"d_real": 0.97, "d_fake": 0.03, "grad_g": 1e-3}),
    (still(clear=0.1, d_right=0.99), {"grad_g": 0.0}),
    (still(clear=0.2), {"d_real": 0.5, "d_fake": 0.48}),
    (lambda s: {"frechet": 20.0 if s % 100 else 40.0}, {}),
]


@pytest.mark.parametrize("look", [*CHECKS, learning])
@pytest.mark.parametrize("since", [0, 1200])
def test_no_finding_says_what_only_a_classifier_knows(
    look: Callable[[ImageEvidence], Diagnosis | None], since: int
) -> None:
    """Neither where there never was one, nor where it is gone."""
    for modes in (0, 10):
        for change, curves in ILL:
            told = look(unlabelled(made(change, modes=modes, curves=curves), since))
            if told is not None:
                assert "nan" not in told.sentence
                assert np.isfinite(told.value)
                assert told.state != "well"
                assert told.name not in ("clear", "classes", "swing")


def test_nobody_is_praised_by_too_few_real_images() -> None:
    good = still(clear=0.95, frechet=1.0)
    assert found(made(good)).state == "well"
    assert found(made(good, floors={"diversity": 1.0})).state == "learning"


def test_a_g_without_any_gradient_is_lost() -> None:
    flat = {"grad_g": 0.0, "d_real": 1.0, "d_fake": 0.0}
    for ill in (still(diversity=0.1, clear=0.1), still(clear=0.1, d_right=0.99)):
        for e in (made(ill, curves=flat), unlabelled(made(ill, curves=flat))):
            told = found(e)
            assert (told.state, told.level, told.name, told.text) == ("vanished", "bad", "grad_g", "0")
            assert "for 100 steps" in told.sentence
            assert told.cure.advice == "No knob revives it: reset."
    told = found(made(still(diversity=0.1), knobs={"lr_g": 1.0, "lr_d": 1.0}, curves=flat))
    assert told.cure.tune == {"lr_g": 0.002, "lr_d": 0.002}
    assert "reset" in told.cure.advice
    assert found(made(still(clear=0.95), curves=flat)).state == "well"
    brief = made(still(diversity=0.1), curves=flat)
    assert isinstance(brief.curve, dict)
    brief.curve["grad_g"][-50] = 1.0
    assert found(brief).state == "collapse"


@pytest.mark.parametrize("variant", ["dcgan", "cgan", "sgan"])
@pytest.mark.parametrize("why", CURES)
def test_cures_turn_knobs_that_every_system_has(variant: str, why: str) -> None:
    """From anywhere: no cure names a knob or a value that there is not, or leaves things as they are."""
    far: list[dict[str, Any]] = [{}, {"lr_g": 1.0}, {"lr_d": 0.0, "lr_g": 0.0}, {"noise_dim": 2}, {"n_critic": 5}]
    far += [{"g_width": 8}, {"d_width": 4}, {"freeze_g": True}, {"batchnorm": False}, {"leaky": False}, {"lr_d": 1e-3}]
    for knobs in far:
        e = Experiment.parse(variant, "digits", knobs)
        tried = cure(why, e.knobs.model_dump())
        assert tried.advice
        changed, _ = e.with_changes(tried.tune, {})
        assert not tried.tune or changed.knobs != e.knobs
