"""Image GANs: ordinary networks, one run each, in the vocabulary of the toys. VARIANTS is also the reading order."""

from models.images.games.cgan import CGAN
from models.images.games.dcgan import DCGAN
from models.images.games.sgan import SGAN
from models.images.system import System

VARIANTS: dict[str, type[System]] = {
    "dcgan": DCGAN,
    "cgan": CGAN,
    "sgan": SGAN,
}
