"""The GANs: pure PyTorch, no server, no browser. VARIANTS names them in reading order."""

from models.toys import VARIANTS

__all__ = ["VARIANTS"]
