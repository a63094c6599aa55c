"""The networks follow DCGAN's guidelines, and breaking one changes them."""

from typing import Any

import pytest
import torch
from torch import nn

from models.images.experiment import Experiment
from models.images.games.dcgan import DCGAN
from models.images.networks import Discriminator, generator, initialise, settle
from tests.models.images.games.made import SMALL

NORMS = (nn.BatchNorm2d, nn.BatchNorm1d)


def networks(**knobs: Any) -> dict[str, nn.Module]:
    return DCGAN.networks(DCGAN.Knobs(**(SMALL | knobs)), 3, 10)


def of(net: nn.Module, *kinds: type[nn.Module]) -> list[nn.Module]:
    return [m for m in net.modules() if isinstance(m, kinds)]


@pytest.mark.parametrize("size", [16, 32, 64])
@pytest.mark.parametrize("broken", ["", "strided", "batchnorm", "convolutional", "tanh", "leaky"])
def test_shapes(size: int, broken: str) -> None:
    nets = networks(size=size, **({broken: False} if broken else {}))
    images = nets["g"](torch.randn(4, 5))
    assert images.shape == (4, 3, size, size)
    assert nets["d"](images).shape == (4, 1)


def test_the_guidelines_are_followed() -> None:
    nets = networks()
    g, d = list(nets["g"]), list(nets["d"].modules())  # type: ignore[call-overload]
    assert isinstance(g[-1], nn.Tanh)
    assert isinstance(g[-2], nn.ConvTranspose2d)  # no BatchNorm at the output
    assert all(m.stride == (2, 2) for m in [*g, *d] if isinstance(m, nn.ConvTranspose2d | nn.Conv2d))
    assert len(of(nets["g"], nn.ReLU)) == len(of(nets["g"], *NORMS)) == 2
    first = next(iter(nets["d"].first))  # type: ignore[arg-type]
    assert isinstance(first, nn.Conv2d)
    assert not of(nets["d"].first, *NORMS)  # type: ignore[arg-type]
    assert len(of(nets["d"], *NORMS)) == 1
    assert not any(isinstance(m, nn.MaxPool2d | nn.Upsample | nn.ReLU) for m in d)
    assert [len(of(nets[name], nn.Linear)) for name in "gd"] == [1, 1]  # next to z and to the logit: none is hidden


def test_no_strides_means_pooling_and_enlarging() -> None:
    nets = networks(strided=False)
    assert len(of(nets["d"], nn.MaxPool2d)) == len(of(nets["g"], nn.Upsample)) == 2
    assert all(m.stride == (1, 1) for net in nets.values() for m in of(net, nn.Conv2d))


def test_without_batchnorm_there_is_none() -> None:
    assert not any(of(net, *NORMS) for net in networks(batchnorm=False).values())


def test_fully_connected_means_no_convolution_at_all() -> None:
    nets = networks(convolutional=False)
    assert not any(of(net, nn.Conv2d, nn.ConvTranspose2d) for net in nets.values())
    assert [len(of(nets[name], nn.Linear)) for name in "gd"] == [3, 3]


def test_a_sigmoid_paints_nothing_darker_than_grey() -> None:
    z = 100 * torch.randn(32, 5)
    assert networks(tanh=False)["g"](z).min() >= 0
    assert networks()["g"](z).min() < -0.5


def test_relu_in_d_says_nothing_of_what_is_below_zero() -> None:
    assert not of(networks(leaky=False)["d"], nn.LeakyReLU)
    assert len(of(networks(leaky=False)["d"], nn.ReLU)) == len(of(networks()["d"], nn.LeakyReLU)) == 2


@pytest.mark.parametrize("system", ["dcgan", "cgan"])
def test_a_critic_with_a_penalty_has_no_batchnorm(system: str) -> None:
    e = Experiment.parse(system, "digits", {**SMALL, "loss": "wgan_gp"})
    nets = e.gan.networks(e.knobs, 3, 10)
    assert not of(nets["d"], *NORMS)
    assert of(nets["g"], *NORMS)


def test_first_weights_are_those_of_the_paper() -> None:
    k = DCGAN.Knobs(size=32)
    for net in (generator(k, 1), Discriminator(k, 1, True)):
        initialise(net, torch.Generator().manual_seed(1))
        weights = torch.cat([m.weight.flatten() for m in of(net, nn.Conv2d, nn.ConvTranspose2d, nn.Linear)])  # type: ignore[operator]
        norms = torch.cat([m.weight for m in of(net, *NORMS)])  # type: ignore[misc]
        assert weights.mean().item() == pytest.approx(0, abs=3e-4)
        assert weights.std().item() == pytest.approx(0.02, rel=0.02)
        assert norms.mean().item() == pytest.approx(1, abs=0.01)
        assert norms.std().item() == pytest.approx(0.02, rel=0.25)
        assert all(not m.bias.any() for m in net.modules() if getattr(m, "bias", None) is not None)  # type: ignore[operator]


def test_a_settled_network_sees_each_input_by_itself() -> None:
    g = generator(DCGAN.Knobs(**SMALL), 1)
    z, others = torch.randn(16, 5), torch.randn(16, 5)
    together = g.train()(z).detach()
    settle(g, z)
    assert torch.allclose(g(z), together, atol=0.02)  # what it looked like among them, but for n − 1 in the variance
    assert torch.allclose(g(torch.cat([z[:3], others]))[:3], g(z)[:3], atol=1e-6)
    assert not torch.allclose(g.train()(torch.cat([z[:3], others]))[:3], together[:3], atol=1e-3)


def test_a_label_reaches_d_and_g() -> None:
    k = DCGAN.Knobs(**SMALL)
    g, d = generator(k, 1, labels=2), Discriminator(k, 1, False, labels=2)
    z, x = torch.randn(1, 5).repeat(2, 1), torch.randn(1, 1, 16, 16).repeat(2, 1, 1, 1)
    y = torch.eye(2)
    settle(g, torch.cat([torch.randn(8, 5), y.repeat(4, 1)], 1))
    images, verdicts = g(torch.cat([z, y], 1)), d(x, y)
    assert (images[0] - images[1]).abs().max() > 1e-3
    assert verdicts[0].item() != pytest.approx(verdicts[1].item(), abs=1e-6)
