"""The knobs that every toy GAN has; a variant adds what its paper adds."""

from typing import Literal

from models.knobs import Knobs, knob
from models.toys.engine.networks import Activation
from models.toys.engine.optimisers import Optimiser


class ToyKnobs(Knobs):
    """The knobs that every toy GAN has."""

    noise_dim: int = knob(
        2, 1, 64, "Dimensions of the noise z", symbol="dim z", group="Noise", rebuild=True, label="Noise size"
    )
    noise: Literal["gaussian", "uniform"] = knob(
        "gaussian", help="Distribution of z: standard normal, or uniform in [−1, 1]", group="Noise"
    )
    g_layers: int = knob(2, 0, 6, "Hidden layers of G", label="Layers", group="Generator", rebuild=True, detail=True)
    g_width: int = knob(
        32, 1, 256, "Units in each hidden layer of G", label="Width", group="Generator", rebuild=True, detail=True
    )
    g_activation: Activation = knob(
        "leaky_relu", help="Nonlinearity of G", label="Activation", group="Generator", detail=True
    )
    optimiser_g: Optimiser = knob(
        "adam", help="How G descends its gradient", label="Optimiser", group="Generator", detail=True
    )
    lr_g: float = knob(
        1e-3, 0, 1, "Learning rate of G", label="Learning rate", symbol="η_G", group="Generator", log=True
    )
    beta1_g: float = knob(
        0.0,
        0,
        0.999,
        "G's decay of the mean gradient (Adam), or its momentum",
        when={"optimiser_g": ["adam", "momentum"]},
        symbol="β₁",
        group="Generator",
        label="Mean decay",
        detail=True,
    )
    beta2_g: float = knob(
        0.999,
        0,
        0.9999,
        "G's decay of the squared gradient (Adam, RMSprop)",
        when={"optimiser_g": ["adam", "rmsprop"]},
        symbol="β₂",
        group="Generator",
        label="Square decay",
        detail=True,
    )
    n_gen: int = knob(1, 1, 20, "Updates of G in a step", label="Updates a step", group="Generator", detail=True)
    ema: float = knob(
        0.99,
        0,
        0.9999,
        "Averaging of G's weights for the samples shown: 0 shows G itself",
        group="Generator",
        label="Averaging",
        detail=True,
    )
    freeze_g: bool = knob(False, help="G stays as it is while D learns on", group="Generator", label="Frozen")

    d_layers: int = knob(
        2, 0, 6, "Hidden layers of D", label="Layers", group="Discriminator", rebuild=True, detail=True
    )
    d_width: int = knob(
        32, 1, 256, "Units in each hidden layer of D", label="Width", group="Discriminator", rebuild=True, detail=True
    )
    d_activation: Activation = knob(
        "leaky_relu", help="Nonlinearity of D", label="Activation", group="Discriminator", detail=True
    )
    optimiser_d: Optimiser = knob(
        "adam", help="How D descends its gradient", label="Optimiser", group="Discriminator", detail=True
    )
    lr_d: float = knob(
        1e-3, 0, 1, "Learning rate of D", label="Learning rate", symbol="η_D", group="Discriminator", log=True
    )
    beta1_d: float = knob(
        0.0,
        0,
        0.999,
        "D's decay of the mean gradient (Adam), or its momentum",
        when={"optimiser_d": ["adam", "momentum"]},
        symbol="β₁",
        group="Discriminator",
        label="Mean decay",
        detail=True,
    )
    beta2_d: float = knob(
        0.999,
        0,
        0.9999,
        "D's decay of the squared gradient (Adam, RMSprop)",
        when={"optimiser_d": ["adam", "rmsprop"]},
        symbol="β₂",
        group="Discriminator",
        label="Square decay",
        detail=True,
    )
    n_critic: int = knob(1, 1, 20, "Updates of D in a step", label="Updates a step", symbol="k", group="Discriminator")
    instance_noise: float = knob(
        0.0,
        0,
        1,
        "Noise added to all that D sees, real and fake (σ, in half widths of the stage)",
        symbol="σ",
        group="Discriminator",
        label="Instance noise",
        detail=True,
    )
    freeze_d: bool = knob(False, help="D stays as it is while G learns on", group="Discriminator", label="Frozen")

    batch: int = knob(150, 1, 1024, "Samples of each kind in an update", label="Batch size")
    lr_decay: int = knob(
        0,
        0,
        1_000_000,
        "Steps over which both learning rates fall to 0; 0 keeps them",
        log=True,
        label="Rate decay",
        detail=True,
    )
