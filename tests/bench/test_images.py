"""The plain loop is a fair opponent, and the command takes what only image GANs have."""

from pathlib import Path

import pytest
import torch
from torch import nn

from models.images.datasets import Images
from models.images.experiment import Experiment
from models.images.run import ImageRun
from tests.bench import __main__ as command
from tests.bench import images as bench
from tests.bench.plain_dcgan import PlainDCGAN


@pytest.fixture
def noise() -> Images:
    images = torch.randint(0, 256, (80, 1, 32, 32), dtype=torch.uint8, generator=torch.Generator().manual_seed(1))
    return Images(images, None, images[:0], None, ())


def sizes(net: nn.Module) -> list[int]:
    """Of all weights: a matrix next to z holds as many as the convolution that it stands for."""
    return sorted(p.numel() for p in net.parameters())


def test_the_plain_loop_trains_the_same_networks(noise: Images) -> None:
    run, plain = ImageRun(Experiment.parse("dcgan", "digits"), noise), PlainDCGAN(noise.train, 1)
    assert sizes(plain.G) == sizes(run.system.nets["g"])
    assert sizes(plain.D) == sizes(run.system.nets["d"])
    assert len(plain.ones) == run.experiment.knobs.batch


def test_the_plain_loop_learns(noise: Images) -> None:
    plain = PlainDCGAN(noise.train, 1)
    before = [p.clone() for net in (plain.G, plain.D) for p in net.parameters()]
    assert plain() > 0
    after = [p for net in (plain.G, plain.D) for p in net.parameters()]
    assert all(not torch.equal(a, b) for a, b in zip(before, after, strict=True) if a.dim() > 1)


def test_training_is_timed_and_samples_are_new(noise: Images) -> None:
    trained = bench.Trained("dcgan", "digits", noise, {"size": 32, "g_width": 4, "d_width": 4, "batch": 4})
    trained.train(0.01)
    assert trained.run.step >= bench.SLICE
    assert trained.seconds >= 0.01
    assert torch.equal(trained.samples(3, 5), trained.samples(3, 5))
    assert not torch.equal(trained.samples(3, 5), trained.samples(3, 6))


def test_the_command_takes_keys_and_a_folder() -> None:
    options = command.parser().parse_args(["images", "--only", "sgan", "--only", "loop", "--data", "x"])
    assert command.chosen(options, bench) == {"only": ["sgan", "loop"], "data": Path("x")}


@pytest.mark.parametrize("arguments", [["images", "--only", "nothing"], ["toys", "--only", "loop"]])
def test_what_there_is_not_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(arguments)
    assert "--only" in capsys.readouterr().err
