"""Slow motion tells the truth: its numbers are those of the step that is made afterwards, for every variant."""

from typing import Any

import numpy as np
import pytest
import torch

from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.games import VARIANTS
from models.toys.slow_motion.recording import Recording
from models.toys.slow_motion.trace import FEW, PLACES, Substep, trace


def trained(variant: str = "gan", data: str = "gaussian_ring", steps: int = 3, **knobs: Any) -> Run:
    small = {"g_width": 9, "d_width": 7, "batch": 37} | knobs
    run = Run(Experiment.parse(variant, data, small, seed=5))
    Cohort().advance([run], steps)
    return run


def of(substeps: list[Substep], network: str, update: int | None = None) -> list[Substep]:
    """Those of one update of a network, the last where none is named."""
    mine = [s for s in substeps if s.network == network]
    update = mine[-1].updates if update is None else update
    return [s for s in mine if s.update == update]


def shown(substeps: list[Substep], title: str) -> dict[str, Any]:
    """The quantities of the line with this title, by name."""
    (substep,) = [s for s in substeps if s.title == title]
    return {value.label: value for value in substep.values}


def loss(substeps: list[Substep], network: str) -> float:
    number: float = shown(of(substeps, network), f"The loss of {network.upper()}")[f"loss of {network.upper()}"].rows[
        0
    ][0]
    return number


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize(
    "knobs", [{}, {"n_critic": 5, "n_gen": 4, "instance_noise": 0.1}, {"optimiser_g": "sgd", "optimiser_d": "momentum"}]
)
def test_a_step_afterwards_has_the_same_losses_bit_for_bit(variant: str, knobs: dict[str, Any]) -> None:
    run, same = trained(variant, **knobs), trained(variant, **knobs)
    for _ in range(2):
        substeps = trace(run)
        cohort = Cohort()
        row = cohort.advance([run], 1)[run][0]
        assert [np.float32(loss(substeps, net)) for net in "dg"] == list(row[:2])
        np.testing.assert_array_equal(row, cohort.advance([same], 1)[same][0])
    assert all(torch.equal(run.state[name], same.state[name]) for name in run.state)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("data", ["gaussian_ring", "gaussian_1d"])
def test_every_line_is_numbered_named_and_filled(variant: str, data: str) -> None:
    substeps = trace(trained(variant, data))
    for net in "dg":
        update = of(substeps, net)
        assert [s.number for s in update] == list(range(1, update[0].of + 1))
        assert len(update) >= 5
        assert any(s.back for s in update)
    for s in substeps:
        assert s.title
        assert s.line
        assert s.nodes
        assert s.values
        for value in s.values:
            assert 1 <= len(value.rows) <= max(FEW, 8)
            assert np.isfinite(np.array(value.rows)).all()
    dims = 1 if data == "gaussian_1d" else 2
    places = {name: np.array(rows) for s in of(substeps, "d", 1) for name, rows in s.samples.items()}
    assert places["x"].shape[1] == dims
    assert len(places["x"]) == len(places["g"]) <= PLACES
    assert ((places["z"] >= 0) & (places["z"] <= 1)).all()


def test_the_hundred_updates_of_wgans_first_steps_are_told_by_three() -> None:
    substeps = trace(trained("wgan", steps=2))
    assert sorted({s.update for s in substeps if s.network == "d"}) == [1, 2, 100]
    assert {s.updates for s in substeps if s.network == "d"} == {100}
    assert {s.updates for s in substeps if s.network == "g"} == {1}
    clipped = shown(of(substeps, "d"), "Clip the weights of D")
    assert clipped["largest weight"].rows == [[0.05]]
    assert 0 < clipped["share of the weights there"].rows[0][0] < 1


def test_only_what_is_shown_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    noted = []
    turn = Recording._turn

    def spy(self: Recording, net: str, i: int, **known: torch.Tensor) -> None:
        noted.append(f"{net}{i}")
        turn(self, net, i, **known)

    monkeypatch.setattr(Recording, "_turn", spy)
    trace(trained("wgan", steps=2))
    assert noted == ["d0", "d1", "d99", "g0"]


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_updates_that_are_shown_are_those_of_a_step_noted_whole(
    variant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = trained(variant, n_critic=6, n_gen=4, steps=30)
    some = trace(run)
    monkeypatch.setattr("models.toys.slow_motion.trace.choose_updates", range)
    shown_too = [s for s in trace(run) if s.update in (1, 2, s.updates)]
    assert some == shown_too
    assert {(s.network, s.update) for s in some} == {(net, j) for net, n in (("d", 6), ("g", 4)) for j in (1, 2, n)}


def test_places_are_those_of_the_data_and_means_those_of_the_curve() -> None:
    run = trained(batch=200)
    substeps = trace(run)
    x = np.array(of(substeps, "d")[0].samples["x"])
    assert len(x) == PLACES
    assert np.abs(np.hypot(*x.T) - 1).max() < 0.2, "real samples stand on the ring of radius 1"
    judged = shown(of(substeps, "d"), "D judges real and fake")
    row = Cohort().advance([run], 1)[run][0]
    assert [judged[name].mean for name in ("D on real", "D on fake")] == pytest.approx(list(row[2:4]), rel=1e-4)


def test_g_is_told_to_go_where_its_loss_falls() -> None:
    """With the loss −E D(g) of a linear critic every fake is told to go along the critic's weights."""
    run = trained("wgan", d_layers=0, steps=0)
    arrows = np.array(of(trace(run), "g")[-1].samples["arrows"])
    # The step's hundred updates of D come first: the weights are at the bound, and the box is [low, high] a side.
    sides = np.array(run.box)
    half = (sides[:, 1] - sides[:, 0]) / 2
    assert np.abs(arrows) == pytest.approx(np.broadcast_to(0.05 / half, arrows.shape), rel=1e-3)


def test_the_points_of_wgan_gp_lie_between_real_and_fake() -> None:
    substeps = of(trace(trained("wgan_gp")), "d", 1)
    at = {name: np.array(rows) for s in substeps for name, rows in s.samples.items()}
    assert len(at["spots"]) > 30
    share = ((at["spots"] - at["g"]) / (at["x"] - at["g"])).mean(1)
    assert ((share > 0) & (share < 1)).all()
    assert at["spots"] == pytest.approx(share[:, None] * at["x"] + (1 - share[:, None]) * at["g"], abs=1e-2)
    assert [s.title for s in substeps][3:5] == ["Draw points between real and fake", "How steep D is there"]


def test_a_pack_is_made_of_the_samples() -> None:
    substeps = of(trace(trained("pacgan", pack=3)), "d")
    pack = shown(substeps, "Pack m samples of a kind")["a pack of real"]
    assert len(pack.rows) == 3
    assert all(member in substeps[0].samples["x"] for member in pack.rows)


def test_spectral_normalisation_and_penalties_have_lines_of_their_own() -> None:
    def titles(variant: str, **knobs: Any) -> list[str]:
        return [s.title for s in of(trace(trained(variant, **knobs)), "d")]

    spectral = "A step of power iteration finds the norm of each layer"
    assert spectral in titles("hinge")
    assert spectral not in titles("hinge", spectral=False)
    assert "How steep D is on real samples" not in titles("gan")
    assert "How steep D is on real samples" in titles("gan", r1=0.1)
    assert "How steep D is on fakes" in titles("r3gan")
    assert "Move the real samples a little" in titles("dragan")
    assert "How steep D is there" not in titles("wgan_gp", penalty=0.0)
    assert "Add instance noise to both" in titles("lsgan", instance_noise=0.2)


def test_r1_and_r2_are_the_penalty_of_their_slopes() -> None:
    gamma = 0.5
    substeps = of(trace(trained("gan", r1=gamma, batch=4)), "d")
    slopes = [row[0] for row in shown(substeps, "How steep D is on real samples")["length of D’s gradient"].rows]
    penalty = shown(substeps, "The loss of D")["of which penalty"].rows[0][0]
    assert penalty == pytest.approx(gamma / 2 * np.mean(np.square(slopes)), rel=1e-3)


@pytest.mark.parametrize("net", "dg")
def test_what_is_frozen_is_not_updated(net: str) -> None:
    frozen: dict[str, Any] = {f"freeze_{net}": True}
    run = trained(**frozen)
    updates = {s.network for s in trace(run) if s.back}
    assert updates == {"d", "g"} - {net}
    before = run.state[net].clone()
    Cohort().advance([run], 1)
    assert torch.equal(run.state[net], before)
