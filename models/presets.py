"""All experiments of the gallery: those of points, then those of images."""

from models.images.presets import PRESETS as IMAGES
from models.preset import Preset
from models.toys.presets import PRESETS as TOYS

PRESETS: list[Preset] = [*TOYS, *IMAGES]
