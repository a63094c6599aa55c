"""A given set of points, and what every distribution refuses."""

import json
import math
from typing import Any

import pytest
import torch
from pydantic import ValidationError

from models.toys.distributions import DISTRIBUTIONS
from models.toys.distributions.base import gaussian_sum
from models.toys.distributions.points import MAX_POINTS, Points, Points1D
from models.toys.engine.draws import normalise

REFUSED: list[tuple[str, dict[str, Any], str, str]] = [
    ("gaussian_ring", {"count": 0}, "count", "greater than or equal to 1"),
    ("gaussian_ring", {"count": 8.5}, "count", "integer"),
    ("gaussian_1d", {"sigma": 0.0}, "sigma", "greater than or equal to 0.05"),
    ("gaussian_1d", {"mean": math.nan}, "mean", "finite"),
    ("gaussian_1d", {"centre": 1.0}, "centre", "not permitted"),
    ("uniform_1d", {"low": 2.0, "high": 1.0}, "high", "above the lower end, which is 2"),
    ("points", {"points": []}, "points", "0 points given; at least 1"),
    ("points", {"points": [[0.0, 0.0]] * 20_001}, "points", "at most 20,000"),
    ("points", {"points": [[0.0, 0.0], [1.0]]}, "points", "row 2 must be two numbers"),
    ("points", {"points": [[0.0, 0.0], [1.0, "x"]]}, "points", "row 2 holds 'x', which is not a number"),
    ("points", {"points": [[0.0, True]]}, "points", "row 1 holds True"),
    ("points", {"points": [[0.0, math.inf]]}, "points", "row 1 holds inf"),
    ("points", {"points": [[0, 10**400]]}, "points", "the size of a number is at most 1,000,000"),
    ("points", {"points": "0 1"}, "points", "must be a list of rows"),
    ("points_1d", {"points": [1.0, [2.0, 3.0]]}, "points", "row 2 must be one number"),
    ("points_1d", {"points": [0.0, 5e-324]}, "points", "numbers differ by 4.9e-324 at most; make them equal or 1e-09"),
    ("points_1d", {"points": [[0.0], [1e-13]]}, "points", "differ by 1e-13"),
    ("points_1d", {"points": [[1e5], [1e5 + 0.5]]}, "points", "equal or 1 apart"),
    ("points", {"points": [[0.0, 3.0], [1.0, 3.0 + 1e-12]]}, "points", "the numbers in column 2 differ by 1e-12"),
]


@pytest.mark.parametrize(("name", "values", "knob", "message"), REFUSED)
def test_bad_parameters_are_refused_by_name(name: str, values: dict[str, Any], knob: str, message: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        DISTRIBUTIONS[name](**values)
    error = refusal.value.errors()[0]
    assert error["loc"][0] == knob
    assert message in error["msg"]


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_parameters_survive_json(name: str) -> None:
    case = DISTRIBUTIONS[name]()
    assert DISTRIBUTIONS[name].model_validate(json.loads(case.model_dump_json())) == case
    for knob in DISTRIBUTIONS[name].model_json_schema()["properties"].values():
        assert knob["group"] == "Data"
        assert knob["description"]


def test_points_are_resampled_with_their_jitter() -> None:
    points = [[0.0, 0.0], [10.0, 4.0]]
    exact = Points.model_validate({"points": points, "jitter": 0.0})
    samples = exact.sample(1000, torch.Generator().manual_seed(1))
    assert sorted(set(map(tuple, samples.tolist()))) == [(0.0, 0.0), (10.0, 4.0)]
    assert exact.density(samples) is None
    spread = Points.model_validate({"points": points}).sample(20_000, torch.Generator().manual_seed(1))
    near = spread[spread[:, 0] < 5]
    assert near.std(0).tolist() == pytest.approx([0.2, 0.2], abs=0.01)  # 2 % of the larger extent, on both axes


def test_a_changed_copy_of_points_samples_the_new_points() -> None:
    first = Points(points=((0.0, 0.0),), jitter=0.0)
    first.sample(5, torch.Generator().manual_seed(1))
    moved = first.model_copy(update={"points": ((7.0, 7.0),)})
    assert moved.sample(5, torch.Generator().manual_seed(1)).flatten().tolist() == [7.0] * 10


def test_columns_of_different_kinds_get_their_own_scale() -> None:
    rows = [[1.5 + i / 100, 50.0 + i] for i in range(40)]  # metres and kilograms
    (x_low, x_high), (y_low, y_high) = Points.model_validate({"points": rows}).box()
    assert 1.3 <= x_low < x_high <= 2.1
    assert 40 <= y_low < y_high <= 100


def test_a_single_point_has_a_box_around_it() -> None:
    assert Points(points=((3.0, 4.0),)).box() == ((2.9, 3.1), (3.9, 4.1))


@pytest.mark.parametrize("pair", [(0, 1e-9), (1e6, 1e6 - 10), (-1e6, 1e6), (7, 7), (3e-9, 5e-9)])
def test_the_closest_numbers_that_are_taken_fill_their_stage(pair: tuple[float, float]) -> None:
    case = Points1D.model_validate({"points": [float(x) for x in pair]})
    ((low, high),) = case.box()
    samples = normalise(case.sample(500, torch.Generator().manual_seed(1)), case.box())
    assert samples.isfinite().all()
    assert samples.abs().max().item() <= 1
    assert low < min(pair) <= max(pair) < high
    if pair[0] != pair[1]:
        assert len(set(samples.flatten().tolist())) > 30
        assert samples.max() - samples.min() > 1


def test_the_same_points_are_equal_whatever_was_worked_out_of_them() -> None:
    a, b = Points(), Points()
    a.table()
    assert a == b
    b.table()
    assert a == b
    assert hash(a) == hash(b)
    assert a != Points(jitter=0.03)


@pytest.mark.parametrize("jitter", [0.1, 0.02, 1e-3, 1e-9])
@pytest.mark.parametrize("n", [1, 2, 500, MAX_POINTS])
def test_the_density_of_merged_numbers_is_that_of_all(jitter: float, n: int) -> None:
    gen = torch.Generator().manual_seed(n)
    numbers = torch.cat([torch.rand(n // 2, 1, generator=gen), torch.randn(n - n // 2, 1, generator=gen) / 10]).double()
    case = Points1D.model_validate({"points": numbers.tolist(), "jitter": jitter})
    table = case.table()
    places = torch.cat([torch.linspace(-1, 2, 100, dtype=torch.float64)[:, None], table[:50]])
    weights = torch.full((n,), 1 / n, dtype=torch.float64)
    exact = gaussian_sum(places, table, (jitter * case.spread()).expand_as(table), weights)
    density = case.density(places)
    assert density is not None
    assert (density - exact).abs().max().item() < 1e-3 * exact.max().item()


def test_the_density_on_a_grid_is_that_of_the_places_one_by_one() -> None:
    axis = torch.linspace(0, 1, 48, dtype=torch.float64)
    places = torch.cartesian_prod(axis, axis)[torch.randperm(48 * 48, generator=torch.Generator().manual_seed(1))]
    case = Points.model_validate({"points": torch.rand(MAX_POINTS // 10, 2, dtype=torch.float64).tolist()})
    together = case.density(places)
    assert together is not None
    apart = torch.cat([d for row in torch.split(places[:200], 1) if (d := case.density(row)) is not None])
    assert (together[:200] - apart).abs().max().item() < 1e-12 * together.max().item()
