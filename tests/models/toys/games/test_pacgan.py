"""PacGAN: what a pack holds, packs of one, and how a D of packs judges one place."""

import torch

from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.games.pacgan import PacGAN
from tests.models.toys.games.made import game, samples


def test_a_pack_holds_samples_that_were_not_split() -> None:
    g = game("pacgan", runs=1, pack=3)
    x = torch.arange(192.0).view(1, 2, 96)
    packed = g.pack(x)
    assert packed.shape == (1, 6, 32)
    assert packed[0, :, 0].tolist() == [0, 96, 32, 128, 64, 160], "(x, y) of the samples 0, 32 and 64"
    torch.testing.assert_close(g.unpack(packed), x)


def test_pacgan_with_packs_of_one_is_the_gan() -> None:
    pair = [Run(Experiment.parse(v, "gaussians", k, seed=3)) for v, k in (("gan", {}), ("pacgan", {"pack": 1}))]
    for run in pair:
        Cohort().advance([run], 20)
    assert torch.equal(pair[0].state["g"], pair[1].state["g"])
    assert issubclass(pair[1].experiment.gan, PacGAN)


def test_pacgan_judges_a_place_in_company() -> None:
    g = game("pacgan", runs=1, pack=2)
    real, fake = samples(50), samples(50, seed=1)
    x = samples(30, seed=2)
    in_order = g.judge(x, real, fake)
    assert in_order.shape == (1, 30)
    assert not torch.allclose(in_order, g.D(torch.cat([x, x], 1))[:, 0], atol=1e-3)
