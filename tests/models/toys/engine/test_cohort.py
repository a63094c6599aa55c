"""A run has the same bits alone and among others, through joins, leaves, pauses and another run's NaN."""

from typing import Any

import numpy as np
import pytest
import torch

from models.toys.engine.cohort import Cohort, group_runs
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.games import VARIANTS
from tests.models.toys.columns import CURVE

DATA = ("gaussians", "disjoint", "gaussian_ring")


def experiment(variant: str = "gan", data: str = "gaussians", seed: int = 1, **knobs: Any) -> Experiment:
    small = {"g_width": 9, "d_width": 7, "batch": 37} | knobs  # odd sizes: nothing ends where a register ends
    return Experiment.parse(variant, data, small, seed=seed)


def same(a: Run, b: Run) -> bool:
    return a.step == b.step and all(torch.equal(a.state[name], b.state[name]) for name in a.state)


def alone(e: Experiment, steps: int) -> tuple[Run, np.ndarray]:
    run = Run(e)
    return run, Cohort().advance([run], steps)[run]


def others(variant: str, n: int, **knobs: Any) -> list[Run]:
    return [Run(experiment(variant, DATA[i % 3], seed=100 + i, lr_d=1e-4 * (i + 1), **knobs)) for i in range(n)]


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("activation", ["leaky_relu", "tanh"])
def test_same_bits_alone_and_in_a_stack(variant: str, activation: str) -> None:
    knobs = {"g_activation": activation, "d_activation": activation}
    steps = 30 if variant == "wgan" else 70
    expected, curve = alone(experiment(variant, seed=5, **knobs), steps)
    run, crowd = Run(experiment(variant, seed=5, **knobs)), others(variant, 6, **knobs)
    together = Cohort().advance([*crowd[:3], run, *crowd[3:]], steps)
    assert same(run, expected)
    np.testing.assert_array_equal(together[run], curve)


@pytest.mark.parametrize(
    "knobs", [{"r1": 0.1}, {"instance_noise": 0.1}, {"noise_dim": 7, "noise": "uniform"}, {"n_critic": 3, "n_gen": 2}]
)
@pytest.mark.parametrize("optimiser", ["sgd", "momentum", "rmsprop", "adam"])
def test_same_bits_with_every_optimiser(optimiser: str, knobs: dict[str, Any]) -> None:
    knobs = knobs | {"optimiser_d": optimiser, "optimiser_g": optimiser, "lr_decay": 1000}
    expected, curve = alone(experiment(seed=5, **knobs), 40)
    run = Run(experiment(seed=5, **knobs))
    together = Cohort().advance([*others("gan", 4, **{k: v for k, v in knobs.items() if k != "lr_d"}), run], 40)
    assert same(run, expected)
    np.testing.assert_array_equal(together[run], curve)


def test_same_bits_among_300() -> None:
    expected, curve = alone(experiment(seed=5), 40)
    run, crowd = Run(experiment(seed=5)), others("gan", 299)
    together = Cohort().advance([*crowd[:150], run, *crowd[150:]], 40)
    assert same(run, expected)
    np.testing.assert_array_equal(together[run], curve)


def test_same_bits_through_joins_leaves_and_pauses() -> None:
    expected, curve = alone(experiment(seed=5), 100)
    run, crowd, cohort = Run(experiment(seed=5)), others("gan", 5), Cohort()
    rows = []
    for steps, company in ((13, crowd[:2]), (1, []), (29, crowd), (40, crowd[3:]), (17, crowd[:4])):
        rows.append(cohort.advance([*company, run], steps)[run])
    assert same(run, expected)
    np.testing.assert_array_equal(np.concatenate(rows), curve)


def test_another_runs_divergence_changes_nothing() -> None:
    expected, curve = alone(experiment(seed=5), 60)
    run, bad, other = (
        Run(experiment(seed=5)),
        Run(experiment(seed=6, lr_d=1.0, optimiser_d="sgd")),
        Run(experiment(seed=7)),
    )
    cohort = Cohort()
    rows = [cohort.advance([run, bad, other], 20)[run]]
    bad.state["d"].fill_(float("nan"))
    result = cohort.advance([run, bad, other], 40)
    assert bad.diverged_at == 21
    assert len(result[bad]) == 0
    assert bad.step == 21
    assert other.step == 60
    assert other.diverged_at is None
    assert same(run, expected)
    np.testing.assert_array_equal(np.concatenate([*rows, result[run]]), curve)
    assert len(cohort.advance([bad], 5)[bad]) == 0, "a diverged run stays where it is"


def test_what_the_last_update_breaks_is_said_of_the_last_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.toys.engine.cohort.alive", lambda stack: np.array([False]))
    run, curve = alone(experiment(seed=5), 10)
    assert (run.step, run.diverged_at, len(curve)) == (10, 10, 9)


def test_tuning_acts_on_the_next_step_and_leaves_the_past() -> None:
    run = Run(experiment(seed=5))
    cohort = Cohort()
    before = cohort.advance([run], 10)[run]
    tuned, rebuild = run.experiment.with_changes({"lr_d": 0.02, "r1": 0.5, "batch": 50}, {})
    assert not rebuild
    run.tune(tuned)
    after = cohort.advance([run], 10)[run]
    _, curve = alone(experiment(seed=5), 20)
    np.testing.assert_array_equal(before, curve[:10])
    assert not np.array_equal(after, curve[10:])
    again = Run(experiment(seed=5))
    Cohort().advance([again], 10)
    again.tune(tuned)
    Cohort().advance([again, Run(tuned)], 10)
    assert same(run, again), "a run is reproducible from its recipe and its changes"


@pytest.mark.parametrize("net", ["d", "g"])
def test_only_one_network_learns(net: str) -> None:
    run = Run(experiment())
    before = {name: value.clone() for name, value in run.state.items()}
    Cohort().advance([run], 5, only=net)  # type: ignore[arg-type]
    held = "g" if net == "d" else "d"
    assert torch.equal(run.state[held], before[held])
    assert not torch.equal(run.state[net], before[net])
    assert run.step == 5


def of(run: Run, net: str) -> dict[str, torch.Tensor]:
    """All that belongs to one network: parameters, average, moments, powers, singular vectors."""
    return {name: value.clone() for name, value in run.state.items() if name.split("_")[0] == net}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("net", ["d", "g"])
def test_a_frozen_network_stays_bit_for_bit_and_thaws(variant: str, net: str) -> None:
    run, company = Run(experiment(variant, seed=5)), Run(experiment(variant, seed=6))
    cohort, other = Cohort(), "g" if net == "d" else "d"
    cohort.advance([run, company], 3)
    run.tune(run.experiment.with_changes({f"freeze_{net}": True}, {})[0])
    before, others_before = of(run, net), of(run, other)
    curve = cohort.advance([run, company], 4)[run]
    assert all(torch.equal(run.state[name], value) for name, value in before.items())
    assert not torch.equal(run.state[other], others_before[other])
    assert (curve[:, CURVE.index(f"grad_{net}")] > 0).all()
    run.tune(run.experiment.with_changes({f"freeze_{net}": False}, {})[0])
    cohort.advance([run, company], 1)
    assert all(not torch.equal(run.state[name], before[name]) for name in before if not name.endswith("_m"))


def test_a_step_of_a_frozen_network_alone_moves_neither() -> None:
    run = Run(experiment(freeze_d=True))
    before = of(run, "d") | of(run, "g")
    curve = Cohort().advance([run], 3, only="d")[run]
    assert all(torch.equal(run.state[name], value) for name, value in before.items())
    assert len(curve) == 3


def test_groups_hold_what_fits_together() -> None:
    runs = [Run(experiment(seed=i)) for i in range(70)] + [Run(experiment(batch=38)), Run(experiment("lsgan"))]
    assert sorted(map(len, group_runs(runs))) == [1, 1, 35, 35]


def test_every_step_is_in_the_curve() -> None:
    _, curve = alone(experiment(), 45)
    assert curve.shape == (45, len(CURVE))
    assert curve.dtype == np.float32
    assert np.isfinite(curve).all()


def test_wgan_trains_its_critic_100_times_at_the_start_and_every_500th_step() -> None:
    wgan = VARIANTS["wgan"]
    knobs = wgan.Knobs()
    updates = []
    step = 0
    while step < 1001:
        n, until = wgan.updates_d(knobs, step)
        updates += [n] * (until - step)
        step = until
    assert updates[:25] == [100] * 25
    assert [i for i, n in enumerate(updates[:1001]) if n == 100] == [*range(25), 500, 1000]
    assert set(updates) == {5, 100}


def test_a_paused_run_does_not_hold_the_stack_it_has_left() -> None:
    runs, cohort = others("gan", 8), Cohort()
    cohort.advance(runs, 2)
    cohort.advance(runs[:3], 2)
    for run in runs[3:]:
        assert all(value.untyped_storage().nbytes() == value.nbytes for value in run.state.values())
    expected = [Run(run.experiment) for run in runs]
    Cohort().advance(expected, 2)
    assert all(map(same, runs[3:], expected[3:]))


def test_stacks_of_runs_that_are_gone_are_let_go() -> None:
    cohort = Cohort()
    for seed in range(5):
        cohort.advance([Run(experiment(seed=seed))], 1)
    assert len(cohort._stacks) <= 2
