"""The diagram of an image GAN: its parts, and the arrows between them. A system that has others declares its own."""

from typing import NamedTuple


class Part(NamedTuple):
    """A box of the diagram."""

    name: str
    title: str
    symbol: str
    text: str  # one sentence on what is seen there
    group: str = ""  # of the knobs that open there


class Arrow(NamedTuple):
    """From a part to a part, or to one of the losses; back: a gradient flows."""

    source: str
    target: str
    back: bool = False


PARTS = (
    Part("noise", "Noise", "z", "What G starts from: the distribution of each of its coordinates.", "Noise"),
    Part(
        "g",
        "Generator",
        "G",
        "Maps from the noise to the image: each layer doubles the side and halves the channels.",
        "Generator",
    ),
    Part("fake", "Fake", "G(z)", "What G has made of the first of its samples of noise, always the same."),
    Part("real", "Real", "x", "Images of the data, which G never sees.", "Data"),
    Part(
        "d",
        "Discriminator",
        "D",
        "Maps from an image to one number: each layer halves the side and doubles the channels.",
        "Discriminator",
    ),
    Part(
        "predictions",
        "Predictions",
        "D(x)",
        "How often D says what, of real samples above and of fakes below: on the left surely fake, on the right surely "
        "real.",
    ),
    Part(
        "losses",
        "Losses",
        "L",
        "What each network pays, in the last steps. Knobs of the training as a whole are here.",
        "Training",
    ),
)

ARROWS = (
    Arrow("noise", "g"),
    Arrow("g", "fake"),
    Arrow("fake", "d"),
    Arrow("real", "d"),
    Arrow("d", "predictions"),
    Arrow("predictions", "loss_d"),
    Arrow("predictions", "loss_g"),
    Arrow("loss_d", "d", back=True),
    Arrow("loss_g", "d", back=True),
    Arrow("d", "g", back=True),
)
