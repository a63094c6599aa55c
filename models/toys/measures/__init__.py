"""How good a toy GAN is, in numbers: pure functions of samples, densities and outputs of D."""

from models.toys.measures.floors import floors
from models.toys.measures.game import Confusion, confusion, d_star_distance, js_bound, optimal_d, value
from models.toys.measures.grid import histogram, js, js_grid, kl, kl_grid
from models.toys.measures.modes import Coverage, mode_coverage
from models.toys.measures.samples import MEASURES, measure_samples
from models.toys.measures.transport import sliced_w1, w1

__all__ = [
    "MEASURES",
    "Confusion",
    "Coverage",
    "confusion",
    "d_star_distance",
    "floors",
    "histogram",
    "js",
    "js_bound",
    "js_grid",
    "kl",
    "kl_grid",
    "measure_samples",
    "mode_coverage",
    "optimal_d",
    "sliced_w1",
    "value",
    "w1",
]
