"""The layers of an image run's picture: named parts that can be asked for, and the arrays that each brings.

samples   samples: the sheet as a WebP image, bytes (n,); d_fake (images,): what D says of each
scores    d_real, d_fake: what D says of real images, and of those of the sheet
"""

LAYERS: dict[str, tuple[str, ...]] = {"samples": ("samples", "d_fake"), "scores": ("d_real", "d_fake")}
