"""The toys' experiments of the gallery in their order: those that work, then those that fail."""

from models.preset import Preset
from models.toys.gallery.bad import BAD
from models.toys.gallery.good import GOOD

PRESETS: list[Preset] = [*GOOD, *BAD]
