"""GANs on the line and in the plane. VARIANTS is also the reading order."""

from models.toys.games.dragan import DRAGAN
from models.toys.games.gan import GAN
from models.toys.games.hinge import Hinge
from models.toys.games.lsgan import LSGAN
from models.toys.games.pacgan import PacGAN
from models.toys.games.r3gan import R3GAN
from models.toys.games.wgan import WGAN
from models.toys.games.wgan_gp import WGANGP

VARIANTS: dict[str, type[GAN]] = {
    "gan": GAN,
    "lsgan": LSGAN,
    "wgan": WGAN,
    "wgan_gp": WGANGP,
    "hinge": Hinge,
    "dragan": DRAGAN,
    "r3gan": R3GAN,
    "pacgan": PacGAN,
}
