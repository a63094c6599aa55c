"""The knobs that every image GAN has; a system adds what its paper adds."""

from typing import Any, Literal

from models.knobs import Knobs, knob

Size = Literal[16, 32, 64]


class ImageKnobs(Knobs):
    """The knobs that every image GAN has. Widths and rates suit a laptop that has a minute."""

    size: Size = knob(32, help="Pixels a side", label="Size", group="Data", rebuild=True)
    g_width: int = knob(
        32, 4, 128, "Channels of G’s last hidden layer; each before has twice as many", group="Generator",
        label="Width", rebuild=True,
    )  # fmt: skip
    lr_g: float = knob(
        2e-3, 0, 1, "Learning rate of G", label="Learning rate", symbol="η_G", group="Generator", log=True
    )
    ema: float = knob(
        0.995, 0, 0.9999, "Averaging of G’s weights for the samples shown: 0 shows G itself", group="Generator",
        label="Averaging", detail=True,
    )  # fmt: skip
    freeze_g: bool = knob(False, help="G stays as it is while D learns on", group="Generator", label="Frozen")
    d_width: int = knob(
        32, 4, 128, "Channels of D’s first layer; each after has twice as many", label="Width", group="Discriminator",
        rebuild=True,
    )  # fmt: skip
    lr_d: float = knob(
        2e-3, 0, 1, "Learning rate of D", label="Learning rate", symbol="η_D", group="Discriminator", log=True
    )
    n_critic: int = knob(1, 1, 10, "Updates of D in a step", label="Updates a step", symbol="k", group="Discriminator")
    freeze_d: bool = knob(False, help="D stays as it is while G learns on", group="Discriminator", label="Frozen")
    batch: int = knob(64, 2, 256, "Images of each kind in an update", label="Batch size")
    beta1: float = knob(
        0.0, 0, 0.999, "Adam’s decay of the mean gradient", symbol="β₁", label="Mean decay", detail=True
    )
    beta2: float = knob(
        0.999, 0, 0.9999, "Adam’s decay of the squared gradient", symbol="β₂", label="Square decay", detail=True
    )


class NoiseKnobs(ImageKnobs):
    """Those of systems whose G starts from noise."""

    noise_dim: int = knob(
        16, 1, 512, "Dimensions of the noise z", symbol="dim z", group="Noise", rebuild=True, label="Noise size"
    )
    noise: Literal["gaussian", "uniform"] = knob(
        "gaussian", help="Distribution of z: standard normal, or uniform in [−1, 1]", group="Noise"
    )


def guideline(label: str, help: str, broken: str) -> Any:
    """Its switch: on as the paper says. broken: what the networks are like where it is off."""
    return knob(True, help=help, label=label, group="Guidelines", rebuild=True, off=broken)


class Guidelines(NoiseKnobs):
    """The five guidelines of DCGAN in the paper's order, each a switch; whoever builds on its networks has them too."""

    strided: bool = guideline(
        "Strided convolutions", "No pooling in D, no plain enlarging in G", "D pools, and G enlarges plainly"
    )
    batchnorm: bool = guideline("BatchNorm", "In all layers but G’s last and D’s first", "No layer has it")
    convolutional: bool = guideline(
        "All convolutional", "No hidden layer is fully connected", "The hidden layers are fully connected"
    )
    tanh: bool = guideline(
        "tanh at G’s end",
        "It reaches black, −1; a sigmoid ends at 0, a grey",
        "G’s sigmoid paints nothing darker than grey",
    )
    leaky: bool = guideline(
        "LeakyReLU in D", "ReLU passes no gradient on where it is off", "D’s ReLU passes no gradient on where it is off"
    )
