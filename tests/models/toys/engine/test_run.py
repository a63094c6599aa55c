"""A run alone: which stack it fits in, what tuning keeps, and what it remembers."""

import torch

from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from tests.models.toys.engine.test_cohort import experiment


def test_a_changed_optimiser_starts_afresh() -> None:
    run = Run(experiment(seed=5))
    Cohort().advance([run], 10)
    run.tune(run.experiment.with_changes({"optimiser_d": "rmsprop"}, {})[0])
    assert not run.state["d_v"].any()
    assert run.state["g_v"].any()
    assert run.state["d_powers"].tolist() == [[1.0, 1.0]]


def test_a_change_of_data_keeps_the_noise() -> None:
    a, b = Run(experiment(data="gaussian_ring")), Run(experiment(data="gaussian_ring"))
    b.tune(b.experiment.with_changes({}, {"radius": 1.5})[0])
    shapes = a.experiment.gan.shapes(a.experiment, 0)
    da, db = a.draws(shapes), b.draws(shapes)
    out = [{n: torch.zeros(4, 1, 1, 2, 64) for n in ("real", "noise_d", "noise_g")} for _ in range(2)]
    da.write(30, 4, out[0], 0)
    db.write(30, 4, out[1], 0)
    assert torch.equal(out[0]["noise_g"], out[1]["noise_g"])
    assert not torch.equal(out[0]["real"], out[1]["real"])


def test_runs_fit_together_where_all_but_float_knobs_are_equal() -> None:
    run = Run(experiment(seed=1))
    assert run.key == Run(experiment(seed=2, lr_d=0.5)).key
    assert run.key != Run(experiment(batch=38)).key
    assert run.key != Run(experiment("lsgan")).key
    assert run.key != Run(experiment(r1=0.1)).key


def test_the_key_changes_where_the_critics_long_updates_end() -> None:
    run = Run(experiment("wgan"))
    first = run.key
    assert run.until == 25
    run.step = 25
    assert run.key != first
    assert run.until == 500


def test_what_is_remembered_is_made_once_until_its_parts_change() -> None:
    run, made = Run(experiment()), []
    for part in (1, 1, 2):
        run.remember("thing", lambda: made.append(1), part)
    assert len(made) == 2
