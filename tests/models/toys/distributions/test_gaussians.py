"""Gaussians and their mixtures: how many modes there are, where, and how heavy."""

import hashlib
import math

import pytest
import torch

from models.toys.distributions import DISTRIBUTIONS
from models.toys.distributions.gaussians import Gaussian, GaussianRing
from models.toys.distributions.line import Bimodal1D, Gaussian1D


def generator() -> torch.Generator:
    return torch.Generator().manual_seed(1)


def test_density_of_a_gaussian_at_its_mean() -> None:
    at_mean = Gaussian1D(mean=1.5, sigma=2.0).density(torch.tensor([[1.5], [3.5]]))
    assert at_mean is not None
    peak = 1 / (2 * math.sqrt(2 * math.pi))
    assert at_mean.tolist() == pytest.approx([peak, peak * math.exp(-0.5)], abs=1e-9)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("gaussian_1d", 1),
        ("bimodal_1d", 2),
        ("trimodal_1d", 3),
        ("gaussians", 2),
        ("disjoint", 3),
        ("gaussian_ring", 8),
        ("gaussian_grid", 25),
    ],
)
def test_modes_are_distinct_and_hold_their_weight(name: str, count: int) -> None:
    case = DISTRIBUTIONS[name]()
    modes, weights = case.modes(), case.mode_weights()
    assert modes is not None
    assert weights is not None
    centres, sigmas = modes
    assert len({tuple(centre) for centre in centres.tolist()}) == len(sigmas) == len(weights) == count
    samples = case.sample(20_000, generator()).double()
    nearest = ((samples[:, None] - centres) / sigmas).square().sum(2).argmin(1)
    share = torch.bincount(nearest, minlength=count) / 20_000
    # Half a percent more than sampling explains: neighbours on the line overlap a little.
    assert (share - weights).abs().max().item() < 5 * math.sqrt(0.25 / 20_000) + 0.005


@pytest.mark.parametrize("name", ["line", "ring", "moons", "swiss_roll", "checkerboard", "uniform_1d", "points"])
def test_shapes_have_no_modes(name: str) -> None:
    assert DISTRIBUTIONS[name]().modes() is None
    assert DISTRIBUTIONS[name]().mode_weights() is None


def test_ring_has_eight_modes_at_multiples_of_45_degrees() -> None:
    modes = GaussianRing(radius=2.0).modes()
    assert modes is not None
    angles = torch.rad2deg(torch.atan2(modes[0][:, 1], modes[0][:, 0])) % 360
    assert sorted(angles.tolist()) == pytest.approx([0, 45, 90, 135, 180, 225, 270, 315], abs=1e-9)
    assert modes[0].norm(dim=1).tolist() == pytest.approx([2.0] * 8, abs=1e-12)


def test_moments_of_a_tilted_gaussian() -> None:
    case = Gaussian(mean_x=1.0, mean_y=-2.0, sigma_x=2.0, sigma_y=0.5, correlation=-0.8)
    samples = case.sample(200_000, generator()).double()
    assert samples.mean(0).tolist() == pytest.approx([1.0, -2.0], abs=0.02)
    assert samples.T.cov().flatten().tolist() == pytest.approx([4.0, -0.8, -0.8, 0.25], abs=0.05)


def test_moments_of_a_weighted_mixture() -> None:
    case = Bimodal1D(mean_1=-1.0, mean_2=3.0, sigma_1=0.5, sigma_2=1.0, weight_1=0.25, weight_2=0.75)
    samples = case.sample(200_000, generator()).double()
    assert samples.mean().item() == pytest.approx(2.0, abs=0.02)
    assert samples.var().item() == pytest.approx(0.25 * 0.25 + 0.75 * 1.0 + 0.25 * 9 + 0.75 * 1, abs=0.05)


# First of 1,000 samples, and a hash of all, before centres and spreads were knobs: defaults change no run.
BEFORE: list[tuple[str, list[float], str]] = [
    ("gaussian_1d", [2.1394612789154053], "dddf7ce3fa65"),
    ("bimodal_1d", [3.283676862716675], "ddac1a4a048b"),
    ("trimodal_1d", [1.0697306394577026], "14ae6de3d4fe"),
    ("gaussian", [-0.8201345205307007, -0.33139336109161377], "440420b25085"),
    ("gaussians", [0.8069730401039124, 0.2688438892364502], "6996bb03e396"),
    ("disjoint", [0.8034865260124207, 0.5836055278778076], "b8eb9efae273"),
    ("gaussian_ring", [-0.9572107791900635, -0.013115610927343369], "71c4b027e846"),
]


@pytest.mark.parametrize(("name", "first", "hash"), BEFORE, ids=[name for name, _, _ in BEFORE])
def test_defaults_keep_their_bits(name: str, first: list[float], hash: str) -> None:
    samples = DISTRIBUTIONS[name]().sample(1000, torch.Generator().manual_seed(7))
    assert samples[0].tolist() == pytest.approx(first, rel=1e-6)
    if samples[0].tolist() == first:  # another processor may step another way
        assert hashlib.sha256(samples.numpy().tobytes()).hexdigest()[:12] == hash


@pytest.mark.parametrize("name", [name for name, kind in DISTRIBUTIONS.items() if kind.handles])
def test_a_handle_moves_its_gaussian(name: str) -> None:
    kind = DISTRIBUTIONS[name]
    modes = kind().modes() or (torch.zeros(1, kind.dims), torch.tensor([[1.0, 0.5]]))
    for i, handle in enumerate(kind.handles):
        for axis, (place, width) in enumerate((("x", "sx"), ("y", "sy"))):
            centre, spread = handle.get(place), handle.get(width)
            assert getattr(kind(), str(centre), 0.0) == pytest.approx(float(modes[0][i, axis : axis + 1].sum()))
            if spread is not None:
                assert getattr(kind(), str(spread)) == pytest.approx(float(modes[1][i, axis]))
        x, s = str(handle["x"]), str(handle["sx"])
        moved = kind.model_validate({x: getattr(kind(), x) + 0.1, s: getattr(kind(), s) * 1.1})
        assert not torch.equal(moved.sample(500, generator()), kind().sample(500, generator()))


def test_other_data_have_no_handles() -> None:
    assert [name for name, kind in DISTRIBUTIONS.items() if kind.handles] == [name for name, _, _ in BEFORE]
