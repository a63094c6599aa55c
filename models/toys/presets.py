"""The experiments of the gallery in their order: those that work, then those that fail."""

from models.toys.gallery.bad import BAD
from models.toys.gallery.good import GOOD
from models.toys.gallery.preset import Cure, Preset

__all__ = ["PRESETS", "Cure", "Preset"]

PRESETS: list[Preset] = [*GOOD, *BAD]
