"""Scores of runs: what a hand-made generator and discriminator must score."""

import math

import pytest
import torch

from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.games import VARIANTS
from models.toys.measures import MEASURES, floors
from models.toys.measures.evaluation import evaluate, of_place, of_values


def trained(variant: str, data: str, steps: int = 3, seed: int = 1) -> Run:
    torch.set_num_threads(1)
    run = Run(Experiment.parse(variant, data, seed=seed))
    Cohort().advance([run], steps)
    return run


def linear_run(weight: float) -> Run:
    """G(z) = weight · z on a standard normal (box ±5), D = 0: both without hidden layers, all else zero."""
    knobs = {"g_layers": 0, "d_layers": 0, "noise_dim": 1}
    run = Run(Experiment.parse("gan", "gaussian_1d", knobs))
    run.state = {name: torch.zeros_like(value) for name, value in run.state.items()}
    run.state["g_avg"][0, 0] = run.state["g"][0, 0] = weight / 5
    return run


def test_a_perfect_generator_before_an_ignorant_discriminator() -> None:
    run = linear_run(1.0)
    (score,) = evaluate([run], 20_000)
    perfect = floors(run.experiment.distribution, 20_000, run.box)
    assert score["js"] == pytest.approx(perfect["js"], abs=0.5 * perfect["js"])
    assert score["hq"] == pytest.approx(99.73, abs=0.2)
    assert score["w1"] < 0.04
    assert score["spread"] == pytest.approx(1, abs=0.02)
    assert score["offset_x"] == pytest.approx(0, abs=0.03)
    assert score["accuracy"] == 0.5
    assert (score["d_level"], score["d_range"]) == (0.5, 0)
    assert score["value"] == pytest.approx(-math.log(4), abs=1e-6)
    assert score["js_bound"] == pytest.approx(0, abs=1e-6)
    assert score["d_star_distance"] < 0.03  # D* is ½ up to the noise of the histogram of q


def test_a_generator_of_half_the_width() -> None:
    (score,) = evaluate([linear_run(0.5)], 20_000)
    assert score["w1"] == pytest.approx(0.5 * math.sqrt(2 / math.pi), abs=0.03)  # E|Z − Z/2|
    # Mean |½ − p/(p + q)| over (p + q)/2 is half the total variation; the densities cross at ±cut.
    cut = math.sqrt(2 * math.log(2) / 3)
    variation = math.erf(2 * cut / math.sqrt(2)) - math.erf(cut / math.sqrt(2))
    assert score["d_star_distance"] == pytest.approx(variation / 2, abs=0.02)


def test_label_smoothing_lowers_what_the_best_d_says() -> None:
    run = linear_run(1.0)
    run.tune(run.experiment.with_changes({"label_smoothing": 0.2}, {})[0])
    bias = run.state["d"].new_tensor(math.log(0.4 / 0.6))  # D = (1 − s)/2
    run.state["d"][0, 1] = bias
    (score,) = evaluate([run], 20_000)
    assert score["d_star_distance"] < 0.03


def test_spreads_and_offsets_are_in_units_of_the_data() -> None:
    """Real samples at the corners of a rectangle of half sides 3 and 4: their total variance is 25."""
    real = torch.tensor([[-3.0, -3, 3, 3], [-4, 4, -4, 4]])
    assert of_place(real, real) == {"spread": 1, "offset_x": 0, "offset_y": 0}
    moved = of_place(real, real / 10 + torch.tensor([[1.0], [-2.0]]))
    assert moved == pytest.approx({"spread": 0.1, "offset_x": 1 / 5, "offset_y": -2 / 5})
    assert set(of_place(real[:1], real[:1])) == {"spread", "offset_x"}


def test_data_that_are_one_point_have_a_spread_to_divide_by() -> None:
    assert of_place(torch.zeros(2, 4), torch.zeros(2, 4)) == {"spread": 0, "offset_x": 0, "offset_y": 0}


def test_a_few_odd_values_of_d_are_not_its_range() -> None:
    said = torch.cat([torch.full((980,), 0.5), torch.full((20,), 9.0)])
    assert of_values(said) == {"d_level": 0.5, "d_range": 0}
    assert of_values(torch.linspace(0, 1, 1001)) == pytest.approx({"d_level": 0.5, "d_range": 0.95}, abs=1e-6)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("data", ["bimodal_1d", "gaussians"])
def test_every_variant_gets_the_scores_that_apply(variant: str, data: str) -> None:
    (score,) = evaluate([trained(variant, data)], 500)
    assert set(MEASURES) <= set(score)
    assert all(math.isfinite(value) for value in score.values())
    assert score["accuracy"] == pytest.approx((score["real_as_real"] + score["fake_as_fake"]) / 2, abs=1e-12)
    assert ("value" in score) == (variant in ("gan", "dragan"))
    assert ("d_star_distance" in score) == (data == "bimodal_1d" and variant in ("gan", "lsgan", "dragan"))


def test_scores_do_not_depend_on_the_company() -> None:
    runs = [trained("gan", "gaussians", seed=seed) for seed in (1, 2, 3)]
    runs.append(trained("wgan", "gaussian_1d"))
    together = evaluate(runs, 700)
    assert together == [evaluate([run], 700)[0] for run in runs]
    assert together[0] != together[1]


def test_many_samples_are_taken_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = [trained("gan", "gaussians", seed=seed) for seed in (1, 2, 3)]
    whole = evaluate(runs, 500)
    monkeypatch.setattr("models.toys.measures.evaluation.MAX_SAMPLES", 500)
    assert evaluate(runs, 500) == whole


def test_nothing_is_said_of_a_run_that_diverged() -> None:
    run = trained("gan", "gaussians")
    run.state["g_avg"].fill_(torch.nan)
    assert evaluate([run], 500) == [{}]
