"""GANs on the line and in the plane. VARIANTS is also the reading order."""

from models.toys.dragan import DRAGAN
from models.toys.gan import GAN
from models.toys.hinge import Hinge
from models.toys.lsgan import LSGAN
from models.toys.pacgan import PacGAN
from models.toys.r3gan import R3GAN
from models.toys.wgan import WGAN
from models.toys.wgan_gp import WGANGP

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
