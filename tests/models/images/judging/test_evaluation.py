"""How good image GANs are: by pixels, by a classifier that is made by hand, and by what D tells apart."""

import math
from dataclasses import replace

import pytest
import torch
from torch import Tensor, nn

from models.diagnosis.history import History
from models.images.datasets import Images
from models.images.diagnosis.symptoms import evidence
from models.images.from_noise import FromNoise
from models.images.games.dcgan import DCGAN
from models.images.judging.classifier import Classifier
from models.images.judging.evaluation import FEWEST, MEASURED, MEASURES, Judge, evaluate, mean_distance
from models.images.run import ImageRun
from tests.models.images.games.made import experiment, run


class Upright(nn.Module):
    """Features of a seen image `(n, 1, 32, 32)`: how much its columns and its rows differ."""

    def __init__(self) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.tensor(1000.0))

    def forward(self, x: Tensor) -> Tensor:
        return torch.stack([x.mean(2).var((1, 2)), x.mean(3).var((1, 2))], 1) * self.scale


@pytest.fixture
def knower(bars: Images) -> Classifier:
    """Sure of bars, and of nothing that has none."""
    return Classifier(nn.Sequential(Upright(), nn.Identity()), bars.classes, 1.0)


def test_diversity_is_that_of_real_images_or_none(bars: Images) -> None:
    judge = Judge(bars)
    assert judge.of_images(bars.train)["diversity"] == pytest.approx(1, abs=0.05)
    assert judge.of_images(bars.train[:1].repeat(64, 1, 1, 1)) == {"diversity": 0, "memorised": 1}
    half = judge.of_images((bars.train // 2).to(torch.uint8))["diversity"]
    assert half == pytest.approx(0.5, abs=0.03)
    assert judge.floors() == {"diversity": 1.0, "memorised": 1.0}  # there are few bars: those kept back are the same


def test_copies_of_training_images_are_counted_against_images_kept_back(halves: Images) -> None:
    judge = Judge(halves)
    assert judge.of_images(halves.train)["memorised"] == 1
    assert judge.of_images(halves.test)["memorised"] == judge.floors()["memorised"] == 0
    assert Judge(replace(halves, test=halves.test[:FEWEST])).floors()["memorised"] == 0
    for few in (0, 1, FEWEST - 1):
        assert Judge(replace(halves, test=halves.test[:few])).floors() == {"diversity": 1.0}
    assert "memorised" not in Judge(replace(halves, train=halves.train[:1])).of_images(halves.test)


def test_distances_are_means_over_pairs() -> None:
    images = torch.zeros(3, 1, 2, 2, dtype=torch.uint8)
    images[1], images[2, 0, 0, 0] = 10, 20
    expected = (20 + 20 + math.sqrt(3 * 100 + 100)) / 3
    assert mean_distance(images) == pytest.approx(expected)
    assert mean_distance(images[:1]) == 0


def test_real_images_are_clear_and_near_and_noise_is_not(bars: Images, knower: Classifier) -> None:
    judge = Judge(bars, knower)
    real = judge.of_images(bars.test)
    assert (real["clear"], real["classes"]) == (1.0, 2)
    noise = torch.randint(0, 256, (64, 1, 16, 16), dtype=torch.uint8, generator=torch.Generator().manual_seed(1))
    grey = judge.of_images(noise)
    assert grey["frechet"] > 10 * real["frechet"]
    one = judge.of_images(bars.train[bars.train_labels == 0])
    assert one["classes"] == 1
    floors = judge.floors()
    assert (floors["clear"], floors["classes"], floors["diversity"], floors["as_asked"]) == (1, 2, 1, 1)
    assert floors["frechet"] < grey["frechet"] / 10


@pytest.mark.parametrize("system", ["dcgan", "cgan", "sgan"])
def test_each_system_has_the_measures_that_apply_and_trains_on_unchanged(
    system: str, bars: Images, knower: Classifier
) -> None:
    knobs = {"labels": 10} if system == "sgan" else {}
    looked, alone = run(bars, system, **knobs), run(bars, system, **knobs)
    looked.advance(2)
    by_pixels, scores = evaluate(looked, Judge(bars)), evaluate(looked, Judge(bars, knower))
    own = {"cgan": {"as_asked"}, "sgan": {"accuracy", "accuracy_cnn"}}.get(system, set())
    of_d = {"d_right", "d_level", "d_range"} | ({"labels"} if system == "sgan" else set())
    assert set(scores) == {"diversity", "memorised", "clear", "classes", "frechet"} | own | of_d
    assert set(by_pixels) == {"diversity", "memorised"} | (own - {"as_asked"}) | of_d
    assert set(scores) - of_d <= set(MEASURES)
    assert scores.get("labels") == knobs.get("labels")
    assert evaluate(looked, Judge(bars, knower)) == scores
    assert torch.equal(looked.advance(3), alone.advance(5)[2:])


def test_labels_are_counted_as_there_are(bars: Images) -> None:
    few = replace(bars, train=bars.train[:27], train_labels=torch.arange(27) % 2)
    assert evaluate(run(few, "sgan", labels=100), Judge(few))["labels"] == 27


def test_as_asked_counts_the_class_each_sample_was_made_for(
    bars: Images, knower: Classifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    painter = run(bars, "cgan")
    kept = [bars.train[bars.train_labels == label][0] for label in (0, 1)]

    def paint(self: FromNoise, z: Tensor, labels: Tensor) -> Tensor:
        """A quarter of the samples are of the other class."""
        return torch.stack([kept[int(label) ^ (i % 4 == 0)] for i, label in enumerate(labels)])

    monkeypatch.setattr(FromNoise, "generate", paint)
    assert evaluate(painter, Judge(bars, knower))["as_asked"] == 0.75


def test_what_d_tells_apart_is_counted(bars: Images, monkeypatch: pytest.MonkeyPatch) -> None:
    one = run(bars)
    monkeypatch.setattr(DCGAN, "score", lambda self, images, labels: (images.amax((1, 2, 3)) == 255).float())
    monkeypatch.setattr(FromNoise, "generate", lambda self, z, labels: torch.zeros(len(z), 1, 16, 16).byte())
    assert evaluate(one, Judge(bars))["d_right"] == 1
    monkeypatch.setattr(DCGAN, "score", lambda self, images, labels: torch.full((len(images),), 0.7))
    blind = evaluate(one, Judge(bars))
    assert (blind["d_right"], blind["d_range"]) == (0.5, 0)
    assert blind["d_level"] == pytest.approx(0.7)


def test_a_large_test_part_does_not_hold_up_training(bars: Images, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.images.judging.evaluation.TESTED", 7)
    one = run(bars, "sgan", labels=10)
    one.advance(5)
    found = evaluate(one, Judge(bars))
    assert found["accuracy"] == one.system.measure(7)["accuracy"]
    assert (7 * found["accuracy"]) == pytest.approx(round(7 * found["accuracy"]))


def test_evidence_knows_the_run_it_is_of(bars: Images) -> None:
    one = ImageRun(experiment(loss="wgan_gp"), bars)
    rows = one.advance(3).numpy()
    history = History()
    history.add(3, {"d_right": 0.75, "clear": 0.25})
    curve = dict(zip((column.name for column in one.columns), rows.T, strict=True))
    e = evidence(one, curve, history, {"clear": 0.75})
    assert (e.step, e.modes, e.critic, e.right, e.wrong, e.edge) == (3, 2, True, 0.75, 0.5, 0.5)
    assert len(e.curve["loss_d"]) == 3
    assert MEASURED >= 100
