"""What a diagnosis says of evidence made by hand, and of runs that really do each thing."""

import json
from collections.abc import Callable
from time import perf_counter
from typing import Any, get_args

import numpy as np
import pytest
import torch

from models import VARIANTS
from models.diagnosis import Watch, diagnose, diagnosis_of
from models.findings import ONE_PLACE, SURE, SWINGS, State
from models.symptoms import Evidence, Floats, History
from models.toys.cohort import Cohort, Run
from models.toys.experiment import Experiment
from models.toys.readings import CURVE
from tests.bench.diagnosis import CASES, HEALTHY, TOLD, Case, alarms_of, ending, preset_runs, told_of

Change = Callable[[int], dict[str, float]]

KNOBS = Experiment.parse("gan", "gaussian_ring").knobs.model_dump()
# A run in the middle of nowhere: wrong, standing still, and none of D's or G's numbers stands out.
PLAIN = {"js": 0.6, "kl": 2.0, "w1": 0.5, "modes": 8, "hq": 60.0, "spread": 1.0, "offset_x": 0.0, "offset_y": 0.0}
PLAIN |= {"accuracy": 0.8, "d_level": 0.5, "d_range": 0.6}
CURVES = {"d_real": 0.8, "d_fake": 0.2, "grad_g": 1.0, "grad_d": 1.0}


def evidence(
    change: Change | None = None, curves: dict[str, Any] | None = None, step: int = 4000, **more: Any
) -> Evidence:
    """Measured every 100 rounds; change gives what is unlike PLAIN after each round."""
    steps = range(100, step + 1, 100)
    measures = [{"step": s} | PLAIN | (change(s) if change else {}) for s in steps]
    rounds = {name: np.full(min(step, 2000), 1.0) * value for name, value in (CURVES | (curves or {})).items()}
    facts: dict[str, Any] = {"modes": 8, "floor": 0.02, "peak_grad_g": 1.0, "knobs": KNOBS} | more
    return Evidence(step, rounds, measures, **facts)


def always(**values: float) -> Change:
    return lambda _: values


def state(e: Evidence) -> str:
    return diagnose(e).state


def wave(length: int, period: int, size: float) -> Floats:
    return size * np.sin(2 * np.pi * np.arange(length) / period)


def test_nothing_stands_out() -> None:
    assert state(evidence()) == "stuck"


def test_diverged_says_when() -> None:
    found = diagnose(evidence(diverged_at=1234))
    assert (found.state, found.level, found.value) == ("diverged", "bad", 1234)
    assert "round 1,234" in found.sentence
    assert found.cure.tune == {"lr_g": pytest.approx(KNOBS["lr_g"] / 10), "lr_d": pytest.approx(KNOBS["lr_d"] / 10)}


def test_a_run_that_diverges_before_it_is_measured_has_a_diagnosis() -> None:
    assert diagnose(Evidence(3, {}, [], KNOBS, diverged_at=3)).state == "diverged"


@pytest.mark.parametrize("step", [0, 1, 100, 199])
def test_the_beginning_is_no_failure(step: int) -> None:
    found = diagnose(evidence(always(js=1, modes=0, hq=0, spread=0.01, accuracy=1), step=step))
    assert (found.state, found.level) == ("learning", "info")
    assert "Just begun" in found.sentence


def test_well_is_near_the_floor_with_all_modes() -> None:
    found = diagnose(evidence(always(js=0.1, hq=95)))
    assert (found.state, found.level) == ("well", "good")
    assert "0.10 bits" in found.sentence
    assert "0.02 would be perfect" in found.sentence
    assert "all 8 modes" in found.sentence
    assert state(evidence(always(js=0.1, hq=95, modes=7))) == "lost_modes"
    assert state(evidence(always(js=0.1, hq=70))) == "stuck"
    assert state(evidence(always(js=0.1), modes=0)) == "well"


def test_fair_fakes_that_come_no_closer_are_not_praised() -> None:
    found = diagnose(evidence(always(js=0.25, hq=95)))
    assert (found.state, found.level) == ("stuck", "info")
    assert "fair and come no closer: JS is 0.25 bits" in found.sentence
    assert state(evidence(lambda s: {"js": 0.25 + (4000 - s) / 4000, "hq": 95})) == "learning"
    assert state(evidence(always(js=0.35, hq=95))) == "stuck"


@pytest.mark.parametrize("js", [0.05, 0.2])
def test_fakes_that_swing_are_not_well(js: float) -> None:
    def swinging(size: float) -> Evidence:
        return evidence(lambda s: {"js": js, "hq": 95, "offset_x": size * np.sin(2 * np.pi * s / 370)})

    assert swinging(1).swing > SWINGS
    assert state(swinging(1)) == "oscillation"
    assert state(swinging(SWINGS)) == ("well" if js == 0.05 else "stuck")


def test_collapse_onto_a_mode_and_into_a_place() -> None:
    found = diagnose(evidence(always(modes=1, hq=99, spread=0.3)))
    assert (found.state, found.level, found.text) == ("collapse", "bad", "1 of 8 modes")
    assert found.text in found.sentence
    found = diagnose(evidence(always(modes=0, hq=0, spread=0.04)))
    assert (found.state, found.name, found.text) == ("collapse", "spread", "4 %")
    assert state(evidence(always(spread=ONE_PLACE * 0.99), modes=0)) == "collapse"
    assert state(evidence(always(spread=ONE_PLACE * 1.01), modes=0)) == "stuck"
    # One Gaussian has but one mode to hold.
    assert state(evidence(always(modes=1, hq=99), modes=1)) == "stuck"


def test_lost_modes_are_counted_where_fakes_are_good_and_none_comes_back() -> None:
    found = diagnose(evidence(always(modes=5, hq=90)))
    assert (found.state, found.level, found.value) == ("lost_modes", "warn", 5)
    assert "3 of 8 modes are lost" in found.sentence
    assert state(evidence(always(modes=5, hq=40))) == "stuck"
    assert state(evidence(lambda s: {"modes": 3 + s // 800, "hq": 90})) == "stuck"  # the last has just been found
    assert state(evidence(lambda s: {"modes": 8 if s == 3900 else 7, "hq": 90})) == "stuck"  # held by a thread
    found = diagnose(evidence(always(modes=24, hq=90), modes=25))
    assert (found.state, found.level) == ("lost_modes", "info")
    assert "1 of 25 modes is lost" in found.sentence


def test_a_strong_d_is_right_and_g_makes_no_headway() -> None:
    found = diagnose(evidence(always(js=0.99, modes=0, hq=0, accuracy=0.97)))
    assert (found.state, found.text) == ("strong_d", "97 %")
    assert "50–75 %" in found.sentence
    assert state(evidence(always(js=0.99, modes=0, hq=0, accuracy=SURE - 0.01))) == "stuck"
    closer = evidence(lambda s: {"js": 0.99, "w1": 5 - s / 1000, "modes": 0, "hq": 0, "accuracy": 1})
    assert state(closer) == "learning"


def test_a_weak_d_sees_less_than_what_js_proves_is_there() -> None:
    flat = {"d_real": 0.52, "d_fake": 0.5}
    found = diagnose(evidence(always(js=0.9, hq=0), flat))
    assert (found.state, found.name) == ("weak_d", "edge")
    assert found.value == pytest.approx(0.02)
    assert "0.02" in found.sentence
    assert "0.88 or more" in found.sentence
    assert state(evidence(always(js=0.9, hq=0), {"d_real": 0.8, "d_fake": 0.4})) == "stuck"
    assert state(evidence(always(js=0.9, hq=0), flat, step=1500)) == "stuck"  # it may still learn to see
    # A critic's values have no scale, but it is right or wrong.
    assert state(evidence(always(js=0.9, hq=0, accuracy=0.52), critic=True)) == "weak_d"
    assert state(evidence(always(js=0.9, hq=0, accuracy=0.8), flat, critic=True)) == "stuck"


def test_smoothed_labels_do_not_make_d_weak() -> None:
    """With s the best D is (1 − s) p/(p + q)."""
    e = evidence(always(js=1), {"d_real": 0.5, "d_fake": 0.0}, knobs=KNOBS | {"label_smoothing": 0.5})
    assert e.edge == pytest.approx(1)


def test_the_gradient_has_vanished_where_d_is_sure() -> None:
    far = always(js=1, modes=0, hq=0, accuracy=1)
    found = diagnose(evidence(far, {"grad_g": 2e-3}))
    assert (found.state, found.level, found.name) == ("vanished", "bad", "grad_g")
    assert "2.0e-03, 0.2 % of what it was" in found.sentence
    assert state(evidence(far, {"grad_g": 2e-2})) == "strong_d"
    assert state(evidence(always(js=1, hq=0, accuracy=0.6), {"grad_g": 1e-7})) == "vanished"  # nothing left of it
    assert state(evidence(always(js=0.1, hq=95), {"grad_g": 1e-9})) == "well"  # at rest where it should be


def test_the_minimax_loss_gives_nothing_where_d_gives_fakes_nothing() -> None:
    """Its gradient is D/(1 − D) of the non-saturating loss's, which may have been as small from the first."""
    far, minimax = always(js=1, modes=0, hq=0, accuracy=1), KNOBS | {"loss": "minimax"}
    found = diagnose(evidence(far, {"grad_g": 0.5, "d_fake": 1e-3}, knobs=minimax))
    assert found.state == "vanished"
    assert "about 0.1 % of what the non-saturating loss would give" in found.sentence
    assert state(evidence(far, {"grad_g": 0.5, "d_fake": 1e-3})) == "strong_d"
    assert state(evidence(far, {"grad_g": 0.5, "d_fake": 0.02}, knobs=minimax)) == "strong_d"


def test_swings_of_the_fakes_with_their_period() -> None:
    swing = wave(2000, 200, 0.2)
    found = diagnose(
        evidence(lambda s: {"offset_x": np.sin(2 * np.pi * s / 370)}, {"d_real": 0.5 + swing, "d_fake": 0.5 - swing})
    )
    assert (found.state, found.level, found.name) == ("oscillation", "warn", "swing")
    assert found.value == pytest.approx(1 / np.sqrt(2), abs=0.1)
    assert "about every 200 rounds" in found.sentence


def test_noise_and_drift_are_no_swings() -> None:
    small = SWINGS * np.sqrt(2) * 0.9
    assert state(evidence(lambda s: {"offset_x": small * np.sin(s)})) == "stuck"
    assert state(evidence(lambda s: {"offset_x": s / 1000})) == "stuck"
    generator = np.random.default_rng(1)
    assert state(evidence(lambda s: {"offset_x": 0.1 * generator.standard_normal()})) == "stuck"


def test_a_dead_d_says_the_same_of_all() -> None:
    found = diagnose(evidence(always(d_range=0, js=0.9), {"d_real": 0.5, "d_fake": 0.5}))
    assert (found.state, found.level) == ("dead_d", "bad")
    assert "0.90 bits" in found.sentence
    assert "not the optimum" in found.sentence
    # The same grey where real and fake are alike is the optimum.
    assert state(evidence(always(d_range=0, js=0.04, hq=95))) == "well"
    # A critic clipped to small weights ranges over little, but not over nothing.
    assert state(evidence(always(d_range=1e-7, d_level=0.01), critic=True)) != "dead_d"
    assert state(evidence(always(d_range=0, d_level=0.01), critic=True)) == "dead_d"


@pytest.mark.parametrize(
    ("knobs", "words"),
    [
        ({"freeze_d": True}, "D is frozen"),
        ({"freeze_g": True}, "G is frozen"),
        ({"lr_d": 0.0}, "D is frozen"),
        ({"lr_d": 0.0, "freeze_g": True}, "Both networks are frozen"),
        ({"lr_decay": 3000}, "the training is over"),
    ],
)
def test_networks_that_were_stopped_are_not_accused(knobs: dict[str, Any], words: str) -> None:
    found = diagnose(evidence(always(d_range=0, js=1, modes=0, accuracy=0.5), knobs=KNOBS | knobs))
    assert (found.state, found.level) == ("learning", "info")
    assert words in found.sentence
    assert "50 %" in found.sentence


def test_learning_tells_how_far_it_has_come() -> None:
    found = diagnose(evidence(lambda s: {"js": 1 - s / 8000}))
    assert (found.state, found.level) == ("learning", "info")
    assert "JS is 0.51 bits, 0.59 it was 700 rounds ago" in found.sentence
    assert "are learning" in found.sentence


@pytest.mark.parametrize("step", [400, 4000])
def test_it_does_not_learn_where_js_rises(step: int) -> None:
    found = diagnose(evidence(lambda s: {"js": 0.5 + s / 10_000, "w1": 5 - s / 1000}, step=step))
    assert (found.state, found.level) == ("stuck", "info")
    assert "no headway" in found.sentence
    assert f"JS is {0.49 + step / 10_000:.2f} bits" in found.sentence


def test_a_run_that_stands_still_is_not_said_to_learn() -> None:
    found = diagnose(evidence())
    assert (found.state, found.level) == ("stuck", "info")
    assert "0.60 bits, 0.60 it was" in found.sentence


def test_a_lucky_measure_decides_nothing() -> None:
    assert state(evidence(lambda s: {"spread": 0.01 if s == 4000 else 1.0})) == "stuck"


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("data", ["gaussian_1d", "gaussian_ring", "points"])
def test_every_game_on_every_kind_of_data_has_a_sentence(variant: str, data: str) -> None:
    torch.set_num_threads(1)
    run = Run(Experiment.parse(variant, data, {"g_width": 8, "d_width": 8, "batch": 16}))
    cohort, watch = Cohort(), Watch([run])
    for _ in range(3):
        watch.saw(cohort.advance([run], 70))
        watch.measure()
    told = watch.diagnose()[run].json()
    assert set(told) == {"step", "state", "level", "sentence", "number", "try", "tune"}
    assert told["step"] == 210
    assert told["number"]["text"] in told["sentence"]
    assert told["sentence"].endswith(".")
    json.dumps(told, allow_nan=False)
    run.experiment.with_changes(told["tune"], {})  # refuses knobs that there are not, and values out of range


def test_it_is_cheap() -> None:
    run = Run(Experiment.parse("gan", "gaussian_ring"))
    history = History()
    for step in range(100, 10_000, 100):
        history.add(step, PLAIN | {"offset_x": np.sin(step)})
    run.step = 9900
    rows = np.random.default_rng(1).random((2000, len(CURVE)), np.float32)
    diagnosis_of(run, rows, history)  # the floor is worked out once
    times = []
    for _ in range(20):
        start = perf_counter()
        history.saw(rows)
        diagnosis_of(run, rows, history)
        times.append(perf_counter() - start)
    assert min(times) < 1e-3


# Runs that really do it.


def first(state: str) -> Case:
    return next(case for case in CASES if case.state == state)


def right(case: Case, seeds: range) -> None:
    torch.set_num_threads(1)
    found, shown = ending(case.runs(seeds), case.rounds, case.state)
    assert sum(shown) >= 0.9 * len(seeds)
    # The bench asks 0.9 of twenty; of ten, who is right in 0.95 is right in eight or more 99 times of 100.
    assert sum(diagnosis.state == case.state for diagnosis in found) >= 0.8 * len(seeds), [d.sentence for d in found]


@pytest.mark.parametrize("name", ["diverged", "dead_d", "strong_d", "oscillation"])
def test_runs_that_do_it_are_told_so(name: str) -> None:
    right(first(name), range(21, 31))


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.state}-{case.variant}-{case.data}")
def test_every_case(case: Case) -> None:
    right(case, range(21, 31))


# Not asked of "oscillation": of the twenty seeds of the bench only eight are told so.
@pytest.mark.slow
@pytest.mark.parametrize("name", [n for n in TOLD if n != "oscillation"])
def test_a_preset_that_fails_is_told_what_its_card_says(name: str) -> None:
    torch.set_num_threads(1)
    heard: list[str] = []
    assert sum(told_of(name, range(21, 31), False, heard.append)) >= 7, heard


@pytest.mark.parametrize("name", ["gan_lab_gaussians", "your_own"])
def test_healthy_runs_raise_no_alarm(name: str) -> None:
    torch.set_num_threads(1)
    assert sum(map(bool, alarms_of(preset_runs(name, range(21, 31)), 800))) <= 1


@pytest.mark.slow
@pytest.mark.parametrize("name", HEALTHY)
def test_no_healthy_preset_raises_alarms(name: str) -> None:
    torch.set_num_threads(1)
    found = alarms_of(preset_runs(name, range(21, 31)), HEALTHY[name])
    assert sum(map(bool, found)) <= 1, found


def test_every_state_but_the_good_ones_has_a_run_that_does_it() -> None:
    states = set(get_args(State)) - {"well", "learning", "stuck"}
    assert {case.state for case in CASES} == states
