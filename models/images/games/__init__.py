"""Image GANs: ordinary networks, one run each, in the vocabulary of the toys. SYSTEMS is also the reading order."""

from models.images.games.cgan import CGAN
from models.images.games.dcgan import DCGAN
from models.images.games.sgan import SGAN

SYSTEMS: dict[str, type[DCGAN]] = {
    "dcgan": DCGAN,
    "cgan": CGAN,
    "sgan": SGAN,
}
