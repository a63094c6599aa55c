"""The data a toy GAN learns. DISTRIBUTIONS is the list, in the order in which the page shows it."""

from models.toys.distributions.base import Box, Distribution, Mixture, NoisyCurve
from models.toys.distributions.gaussians import Disjoint, Gaussian, GaussianGrid, GaussianRing, Gaussians
from models.toys.distributions.line import Bimodal1D, Gaussian1D, Trimodal1D, Uniform1D
from models.toys.distributions.points import Points, Points1D
from models.toys.distributions.shapes import Checkerboard, Line, Moons, Ring, SwissRoll

__all__ = ["DISTRIBUTIONS", "Box", "Distribution", "Mixture", "NoisyCurve"]

DISTRIBUTIONS: dict[str, type[Distribution]] = {
    "gaussian_1d": Gaussian1D,
    "bimodal_1d": Bimodal1D,
    "trimodal_1d": Trimodal1D,
    "uniform_1d": Uniform1D,
    "points_1d": Points1D,
    "gaussian": Gaussian,
    "gaussians": Gaussians,
    "line": Line,
    "ring": Ring,
    "disjoint": Disjoint,
    "gaussian_ring": GaussianRing,
    "gaussian_grid": GaussianGrid,
    "moons": Moons,
    "swiss_roll": SwissRoll,
    "checkerboard": Checkerboard,
    "points": Points,
}
