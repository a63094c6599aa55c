"""Pictures: what is drawn is where the networks are."""

import numpy as np
import pytest
import torch

from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.games import VARIANTS
from models.toys.pictures.densities import SMOOTHING, count_line, smooth
from models.toys.pictures.shown import CELLS, SAMPLES, cells
from models.toys.pictures.snapshot import snapshot

ALL = {"fake", "field", "density"}


def run(variant: str = "gan", data: str = "gaussians", steps: int = 20, **knobs: object) -> Run:
    r = Run(Experiment.parse(variant, data, knobs))
    Cohort().advance([r], steps)
    return r


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("data", ["gaussians", "gaussian_1d"])
def test_arrays_have_the_stated_shapes_and_are_finite(variant: str, data: str) -> None:
    r = run(variant, data, steps=3)
    (a,) = snapshot([r], [ALL])
    n, cells_2d = CELLS[1], (CELLS[2], CELLS[2])
    expected = {"fake": (SAMPLES, r.dims), "field": cells_2d if r.dims == 2 else (n,)}
    if r.dims == 1:
        expected |= {"p": (n,), "q": (n,), "lines": (33, 2)}
        expected |= {} if VARIANTS[variant].critic or variant == "pacgan" else {"d_star": (n,)}
    assert {name: array.shape for name, array in a.items()} == expected
    assert all(np.isfinite(array).all() for array in a.values())
    assert np.abs(a["field"]).max() <= 1


def test_field_is_what_d_says_at_the_cell_centres() -> None:
    r = run(steps=200)
    (a,) = snapshot([r], [{"field"}])
    stack = r.experiment.gan([r.experiment], r.state)
    for row, column in ((0, 0), (0, 47), (30, 5)):
        place = torch.tensor([[[(column + 0.5) / 48 * 2 - 1], [(row + 0.5) / 48 * 2 - 1]]])
        probability = torch.sigmoid(stack.D(place)).item()
        assert a["field"][row, column] == pytest.approx(2 * probability - 1, abs=2e-3)


def test_fakes_come_from_the_averaged_generator_in_data_units() -> None:
    r = run(data="gaussian_ring", steps=50, ema=0.9)
    (a,) = snapshot([r], [{"fake"}])
    r.state["g"].zero_()
    assert np.array_equal(snapshot([r], [{"fake"}])[0]["fake"], a["fake"])
    r.state["g_avg"].zero_()
    centre = [(low + high) / 2 for low, high in r.box]
    assert snapshot([r], [{"fake"}])[0]["fake"][0].tolist() == pytest.approx(centre, abs=1e-2)


@pytest.mark.parametrize("far", [0.0, 2000.0, 1e5])
def test_fakes_far_from_zero_keep_their_places(far: float) -> None:
    points = [[far + x, far - x * x] for x in (0.0, 0.5, 1.0, 1.5)]
    r = Run(Experiment.parse("gan", "points", data_knobs={"points": points}))
    (a,) = snapshot([r], [{"fake"}])
    assert np.isfinite(a["fake"]).all()
    assert len(np.unique(a["fake"][:, 0])) > 30, "a raster"


def test_snapshots_taken_together_are_those_taken_alone() -> None:
    runs = [
        run(steps=5),
        run("wgan_gp", steps=5),
        run(data="gaussian_1d", steps=5),
        run(steps=9),
        run("pacgan", steps=4),
    ]
    together = snapshot(runs, [ALL] * len(runs))
    for r, arrays in zip(runs, together, strict=True):
        (alone,) = snapshot([r], [ALL])
        for name, array in arrays.items():
            np.testing.assert_allclose(array, alone[name], atol=2e-3)


def test_only_what_is_asked_for_is_made() -> None:
    assert set(snapshot([run(steps=1)], [{"fake"}])[0]) == {"fake"}


def test_q_of_known_samples() -> None:
    x = torch.stack([torch.linspace(-1, 1, 4096), torch.full((4096,), 0.5)])
    q = [smooth(counts, SMOOTHING) for counts in count_line(x)]
    assert q[0][20:-20].numpy() == pytest.approx(1.0, abs=0.02)
    assert q[1].sum().item() / CELLS[1] == pytest.approx(1.0, abs=1e-3)
    assert q[1].argmax() == 192


def test_q_loses_what_falls_outside_and_survives_nan() -> None:
    x = torch.cat([torch.full((1, 2048), 3.0), torch.full((1, 2048), float("nan"))], 1)
    assert not count_line(x).any()


def test_the_best_d_is_p_over_p_plus_q() -> None:
    (a,) = snapshot([run(data="gaussian_1d", steps=300)], [{"density"}])
    there = (a["p"] > 0.01) & (a["q"] > 0.01)
    assert there.any()
    np.testing.assert_allclose(a["d_star"][there], (a["p"] / (a["p"] + a["q"]))[there], atol=0.03)


def test_cells_run_along_x_first() -> None:
    assert cells(2)[:, 1].tolist() == pytest.approx([-1 + 3 / 48, -1 + 1 / 48])
