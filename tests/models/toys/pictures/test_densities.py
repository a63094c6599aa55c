"""p, q and D* against closed forms for Gaussians: a linear G makes a Gaussian of its noise."""

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from models.toys.distributions import DISTRIBUTIONS, Distribution
from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.measures.evaluation import evaluate
from models.toys.pictures.densities import count_plane
from models.toys.pictures.shown import CELLS, SAMPLES, real_samples
from models.toys.pictures.snapshot import snapshot

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


@pytest.mark.parametrize("sigma", [0.05, 0.2])
def test_a_perfect_generator_on_the_line_leaves_the_best_d_at_a_half(sigma: float) -> None:
    """The mode is as narrow as a cell or two: p is smoothed like q."""
    r = linear("gaussian_1d", 0.7, sigma)
    r.tune(r.experiment.with_changes({}, {"mean": 0.7, "sigma": sigma})[0])
    (a,) = snapshot([r], [{"density"}])
    much = a["p"] > 0.01 * a["p"].max()
    assert np.abs(a["d_star"][much] - 0.5).max() < 0.05


TRAINED: list[tuple[str, dict[str, object]]] = [
    ("gan", {}),
    ("gan", {"instance_noise": 0.3}),
    ("gan", {"instance_noise": 0.2, "label_smoothing": 0.2}),
    ("lsgan", {}),
    ("lsgan", {"instance_noise": 0.3}),
    ("dragan", {"penalty": 0.0}),
    ("pacgan", {"pack": 1, "instance_noise": 0.1}),
]


@pytest.mark.parametrize(("variant", "knobs"), TRAINED)
@pytest.mark.parametrize("data", ["gaussian_1d", "gaussian"])
def test_the_best_d_is_what_d_learns_of_a_generator_that_stands_still(
    variant: str, knobs: dict[str, object], data: str
) -> None:
    base = {"freeze_g": True, "lr_d": 5e-3, "batch": 512, "lr_decay": 600}
    r = linear(data, 1.0, 0.6, variant=variant, **base | knobs)
    Cohort().advance([r], 600)
    (a,) = snapshot([r], [{"field", "density", "optimum"}])
    said = (a["field"].astype(float) + 1) / 2
    weight = seen_mass(r)
    weight /= weight.sum()
    assert (np.abs(said - a["d_star"]) * weight).sum() < 0.03
    assert (np.abs(said - said.mean()) * weight).sum() > 0.06, "D says the same everywhere"
    if data == "gaussian_1d":
        (score,) = evaluate([r], 5000)
        assert score["d_star_distance"] < 0.04


@pytest.mark.parametrize("data", ["gaussian_1d", "gaussian", "moons"])
def test_a_tune_of_the_game_leaves_what_depends_on_the_data_alone(data: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drawn of the data is drawn once, and once more when they change; with the bits of a run that is new."""
    drawn: list[int] = []
    kind = DISTRIBUTIONS[data]
    plain = kind.sample

    def counting(self: Distribution, n: int, gen: torch.Generator) -> torch.Tensor:
        drawn.append(n)
        return plain(self, n, gen)

    monkeypatch.setattr(kind, "sample", counting)
    layers = {"density", "optimum", "scores", "manifold"}
    r = Run(Experiment.parse("gan", data))
    snapshot([r], [layers])
    assert len(drawn) == 2
    r.tune(r.experiment.with_changes({"lr_g": 0.05, "instance_noise": 0.1}, {})[0])
    (a,) = snapshot([r], [layers])
    assert len(drawn) == 2
    r.tune(r.experiment.with_changes({}, {"sigma" if data != "gaussian" else "sigma_x": 0.09})[0])
    (b,) = snapshot([r], [layers])
    assert len(drawn) == 4
    assert not np.array_equal(a["d_star"], b["d_star"])
    (fresh,) = snapshot([Run(r.experiment, r.state, r.step, r.box)], [layers])
    for name, values in b.items():
        np.testing.assert_array_equal(values, fresh[name], err_msg=name)


def seen_mass(r: Run) -> Floats:
    """How many real samples and fakes fall into each cell."""
    places = np.concatenate([real_samples(r, 5000), snapshot([r], [{"fake"}])[0]["fake"].repeat(10, 0)])
    mass: Floats = np.histogramdd(places[:, ::-1], CELLS[r.dims], list(r.box)[::-1])[0]
    return mass


def test_there_is_no_best_d_for_a_critic_nor_for_packs_nor_where_p_is_unknown() -> None:
    assert snapshot([linear("gaussian_ring", variant="wgan")], [{"optimum"}]) == [{}]
    packs = linear("gaussian_1d", variant="pacgan", pack=2)
    assert "d_star" not in snapshot([packs], [{"density"}])[0]
    assert "d_star_distance" not in evaluate([packs], 500)[0]
    assert snapshot([linear("gaussian_ring", variant="pacgan", pack=2)], [{"optimum"}]) == [{}]
    own = Run(
        Experiment.parse("gan", "points", data_knobs={"points": [[0.0, 0.0], [1.0, 1.0], [0.0, 1.0]], "jitter": 0.0})
    )
    assert snapshot([own], [{"optimum"}]) == [{}]
    pictures = snapshot([own, linear("gaussian_ring", noise_dim=2, g_layers=0)], [{"optimum"}] * 2)
    assert [set(a) for a in pictures] == [set(), {"d_star"}]


def test_samples_are_counted_in_their_cells() -> None:
    x = torch.tensor([[[-0.99, 0.99, 3.0, float("nan")], [-0.99, 0.0, 0.0, 0.0]]])
    q = count_plane(x)
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
