"""The image GANs' experiments of the gallery in their order: those that work, then those that fail."""

from models.images.gallery.bad import BAD
from models.images.gallery.good import GOOD
from models.preset import Preset

PRESETS: list[Preset] = [*GOOD, *BAD]
