"""What a diagnosis says of runs that really do each thing; of evidence made by hand, see tests/models/diagnosis."""

import json
from typing import get_args

import pytest
import torch

from models.diagnosis.finding import State
from models.toys.diagnosis.diagnose import Watch
from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.games import VARIANTS
from tests.bench.diagnosis import CASES, HEALTHY, TOLD, Case, alarms_of, ending, preset_runs, told_of


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("data", ["gaussian_1d", "gaussian_ring", "points"])
def test_every_game_on_every_kind_of_data_has_a_sentence(variant: str, data: str) -> None:
    torch.set_num_threads(1)
    run = Run(Experiment.parse(variant, data, {"g_width": 8, "d_width": 8, "batch": 16}))
    cohort, watch = Cohort(), Watch([run])
    for _ in range(3):
        watch.see(cohort.advance([run], 70))
        watch.measure()
    told = watch.diagnose()[run].json()
    assert set(told) == {"step", "state", "level", "title", "sentence", "number", "try", "tune"}
    assert told["step"] == 210
    assert told["number"]["text"] in told["sentence"]
    assert told["sentence"].endswith(".")
    json.dumps(told, allow_nan=False)
    run.experiment.with_changes(told["tune"], {})  # refuses knobs that there are not, and values out of range


# Runs that really do it.


def first(state: str) -> Case:
    return next(case for case in CASES if case.state == state)


def right(case: Case, seeds: range) -> None:
    torch.set_num_threads(1)
    found, shown = ending(case.runs(seeds), case.steps, case.state)
    assert sum(shown) >= 0.9 * len(seeds)
    assert sum(diagnosis.state == case.state for diagnosis in found) >= 0.9 * len(seeds), [d.sentence for d in found]


@pytest.mark.parametrize("name", ["diverged", "dead_d", "strong_d", "oscillation"])
def test_runs_that_do_it_are_told_so(name: str) -> None:
    right(first(name), range(21, 31))


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.state}-{case.variant}-{case.data}")
def test_every_case(case: Case) -> None:
    right(case, range(21, 31))


@pytest.mark.slow
@pytest.mark.parametrize("name", TOLD)
def test_a_preset_that_fails_is_told_what_its_card_says(name: str) -> None:
    torch.set_num_threads(1)
    heard: list[str] = []
    # Of a critic that lags, 55 of 60 seeds are told so, and 8 of these ten.
    least = 8 if name == "wgan_few_critic_steps" else 9
    assert sum(told_of(name, range(21, 31), False, heard.append)) >= least, heard


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
    states = set(get_args(State)) - {"well", "learning", "stuck", "memorised"}  # the last is of images alone
    assert {case.state for case in CASES} == states
