"""Data and noise are a pure function of seed and step."""

import pytest
import torch

from models.seeds import generator, noise
from models.toys.engine.draws import block, normalise
from models.toys.engine.run import Run
from models.toys.engine.shapes import BLOCK, Shapes
from models.toys.experiment import Experiment

SHAPES = Shapes(updates_d=2, updates_g=1, samples=16, extra=3, blur=0)


def drawn(seed: int, index: int) -> dict[str, torch.Tensor]:
    e = Experiment.parse("gan", "gaussians", {"noise_dim": 3}, seed=seed)
    return block(e, e.distribution.box(), SHAPES, index)


def test_shapes_are_as_stated() -> None:
    assert {name: tuple(values.shape) for name, values in drawn(1, 0).items()} == {
        "real": (BLOCK, 2, 2, 16),
        "noise_d": (BLOCK, 2, 3, 16),
        "noise_g": (BLOCK, 1, 3, 16),
        "extra": (BLOCK, 2, 3, 16),
    }


def test_every_block_stream_and_seed_differs_and_comes_back() -> None:
    seen = {}
    for seed in (1, 2):
        for index in (0, 1):
            for name, values in drawn(seed, index).items():
                assert torch.equal(values, drawn(seed, index)[name])
                seen[seed, index, name] = tuple(values.flatten()[:4].tolist())
    assert len(set(seen.values())) == len(seen)


def test_paths_of_generators_do_not_run_into_each_other() -> None:
    paths = [(1, 23, "real"), (12, 3, "real"), (1, 23, "noise_d"), (1, 2, "3real")]
    firsts = {torch.rand(1, generator=generator(*path)).item() for path in paths}
    assert len(firsts) == len(paths)


@pytest.mark.parametrize(("kind", "variance"), [("gaussian", 1.0), ("uniform", 1 / 3)])
def test_noise_has_the_stated_distribution(kind: str, variance: float) -> None:
    z = noise(kind, (2, 50_000), generator(1, kind))
    assert z.mean(1).tolist() == pytest.approx([0, 0], abs=0.02)
    assert z.var(1).tolist() == pytest.approx([variance] * 2, rel=0.03)
    assert kind == "gaussian" or z.abs().max() <= 1


def test_the_box_becomes_minus_one_to_one() -> None:
    x = torch.tensor([[0.0, 10.0], [4.0, 30.0], [2.0, 20.0]])
    assert normalise(x, ((0.0, 4.0), (10.0, 30.0))).tolist() == [[-1, -1], [1, 1], [0, 0]]


def test_blocks_are_remembered_across_slices() -> None:
    run = Run(Experiment.parse("gan", "gaussians", {"batch": 32}))
    shapes = run.experiment.gan.shapes(run.experiment, 0)

    def rows(start: int, n: int) -> torch.Tensor:
        out = {
            "real": torch.zeros(n, 1, 1, 2, 32),
            "noise_d": torch.zeros(n, 1, 1, 2, 32),
            "noise_g": torch.zeros(n, 1, 1, 2, 32),
        }
        run.draws(shapes).write(start, n, out, 0)
        return out["real"][:, 0, 0]

    whole = rows(0, 3 * BLOCK)
    assert torch.equal(torch.cat([rows(s, 7) for s in range(0, 70, 7)]), whole[:70])
    assert torch.equal(rows(5, 2), whole[5:7]), "an earlier step can be drawn again"
