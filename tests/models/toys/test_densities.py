"""p, q and D* against closed forms for Gaussians: a linear G makes a Gaussian of its noise."""

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from models.toys.cohort import Run
from models.toys.densities import counted
from models.toys.experiment import Experiment
from models.toys.shown import CELLS, SAMPLES
from models.toys.snapshot import snapshot

Floats = NDArray[np.float64]


def linear(data: str, shift: float = 0.0, scale: float = 1.0, **knobs: object) -> Run:
    """G(z) = scale · z + shift on each axis, in data units, of as many dimensions of noise as the data have."""
    dims = 1 if data.endswith("1d") else 2
    variant = str(knobs.pop("variant", "gan"))
    r = Run(Experiment.parse(variant, data, {"g_layers": 0, "noise_dim": dims} | knobs))
    row = torch.zeros_like(r.state["g"])
    for i, (low, high) in enumerate(r.box):
        half = (high - low) / 2
        row[0, i * dims + i] = scale / half
        row[0, dims * dims + i] = (shift - (low + high) / 2) / half
    r.state = r.state | {"g": row, "g_avg": row.clone()}
    return r


def normal(x: Floats, mean: float, sigma: float) -> Floats:
    values: Floats = np.exp(-0.5 * ((x - mean) / sigma) ** 2) / (sigma * np.sqrt(2 * np.pi))
    return values


def centres(low: float, high: float, n: int) -> Floats:
    return low + (high - low) * (np.arange(n) + 0.5) / n


@pytest.mark.parametrize("s", [0.0, 0.2])
def test_the_best_d_of_two_gaussians_in_the_plane(s: float) -> None:
    r = linear("gaussian", 0.7, 0.8, label_smoothing=s)
    (a,) = snapshot([r], [{"optimum"}])
    assert a["d_star"].shape == (CELLS[2], CELLS[2])
    x, y = np.meshgrid(*(centres(low, high, CELLS[2]) for low, high in r.box))
    d = r.experiment.distribution.model_dump()
    rho = d["correlation"]
    u, v = (x - d["mean_x"]) / d["sigma_x"], (y - d["mean_y"]) / d["sigma_y"]
    p = np.exp(-(u * u - 2 * rho * u * v + v * v) / (2 * (1 - rho**2)))
    p /= 2 * np.pi * d["sigma_x"] * d["sigma_y"] * np.sqrt(1 - rho**2)
    q = normal(x, 0.7, 0.8) * normal(y, 0.7, 0.8)
    much = p + q > 0.03 * (p + q).max()
    difference = np.abs(a["d_star"] - (1 - s) * p / (p + q))[much]
    assert difference.mean() < 0.02
    assert difference.max() < 0.12
    nothing = p + q < 1e-9
    assert not nothing.any() or a["d_star"][nothing] == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("s", [0.0, 0.2])
def test_the_best_d_of_two_gaussians_on_the_line(s: float) -> None:
    r = linear("gaussian_1d", 0.5, 1.0, label_smoothing=s)
    (a,) = snapshot([r], [{"density"}])
    x = centres(*r.box[0], CELLS[1])
    d = r.experiment.distribution.model_dump()
    p, q = normal(x, d["mean"], d["sigma"]), normal(x, 0.5, 1.0)
    assert a["p"] == pytest.approx(p, rel=1e-5)
    assert a["q"] == pytest.approx(q, abs=0.01)
    much = p + q > 0.05
    assert a["d_star"][much] == pytest.approx(((1 - s) * p / (p + q))[much], abs=0.03)


def test_a_perfect_generator_of_narrow_modes_leaves_the_best_d_at_a_half() -> None:
    """The modes are narrower than a cell: p and q are blurred alike."""
    r = linear("gaussian_ring")
    r.tune(r.experiment.with_changes({}, {"count": 1, "radius": 1.0, "sigma": 0.02})[0])
    row = linear("gaussian_ring", 0.0, 0.02).state["g"]
    centre = r.experiment.distribution.modes()[0][0]  # type: ignore[index]
    for i, (low, high) in enumerate(r.box):
        row[0, 4 + i] = (centre[i] - (low + high) / 2) / ((high - low) / 2)
    r.state = r.state | {"g_avg": row}
    (a,) = snapshot([r], [{"optimum"}])
    d_star = a["d_star"].astype(float)
    assert np.abs(d_star - 0.5).max() < 0.2
    i, j = (int((c - low) / (high - low) * CELLS[2]) for c, (low, high) in zip(centre, r.box, strict=True))
    assert d_star[j, i] == pytest.approx(0.5, abs=0.02)


def test_there_is_no_best_d_for_a_critic_nor_where_p_is_unknown() -> None:
    assert snapshot([linear("gaussian_ring", variant="wgan")], [{"optimum"}]) == [{}]
    own = Run(
        Experiment.parse("gan", "points", data_knobs={"points": [[0.0, 0.0], [1.0, 1.0], [0.0, 1.0]], "jitter": 0.0})
    )
    assert snapshot([own], [{"optimum"}]) == [{}]
    pictures = snapshot([own, linear("gaussian_ring", noise_dim=2, g_layers=0)], [{"optimum"}] * 2)
    assert [set(a) for a in pictures] == [set(), {"d_star"}]


def test_samples_are_counted_in_their_cells() -> None:
    x = torch.tensor([[[-0.99, 0.99, 3.0, float("nan")], [-0.99, 0.0, 0.0, 0.0]]])
    q = counted(x)
    assert q.shape == (1, 48, 48)
    assert (q[0, 0, 0].item(), q[0, 24, 47].item(), q.sum().item()) == (576, 576, 1152)


def test_the_histogram_counts_the_fakes_shown() -> None:
    r = linear("gaussian_1d", 0.5, 0.7)
    (a,) = snapshot([r], [{"histogram", "fake"}])
    low, high = r.box[0]
    counts = np.histogram(a["fake"], 64, (low, high))[0]
    assert a["histogram"].shape == (64,)
    assert a["histogram"] * SAMPLES * (high - low) / 64 == pytest.approx(counts, abs=1e-3)
    assert snapshot([linear("gaussian_ring")], [{"histogram"}]) == [{}]
