"""All experiments of the gallery: those of points, then those of images."""

from models.images.gallery.presets import PRESETS as IMAGES
from models.preset import Preset
from models.toys.gallery.presets import PRESETS as TOYS

PRESETS: list[Preset] = [*TOYS, *IMAGES]
