"""The names of the columns of a toy's curve, in their order; all games have the same."""

from models.toys.games.gan import GAN

CURVE = tuple(column.name for column in GAN.columns(GAN.Knobs()))
