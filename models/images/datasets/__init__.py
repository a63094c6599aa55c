"""The image data sets. DATASETS is the list, in the order in which the page shows it."""

from models.images.datasets.cifar import CIFAR10
from models.images.datasets.digits import Digits
from models.images.datasets.glyphs import Glyphs
from models.images.datasets.image_set import DATA, SIZES, BadFile, Images, ImageSet, NotHere, resized
from models.images.datasets.mnist import MNIST, FashionMNIST
from models.images.datasets.own import Own
from models.images.datasets.shapes import Shapes

__all__ = ["DATA", "DATASETS", "SIZES", "BadFile", "ImageSet", "Images", "NotHere", "resized"]

DATASETS: dict[str, type[ImageSet]] = {
    "digits": Digits,
    "shapes": Shapes,
    "glyphs": Glyphs,
    "mnist": MNIST,
    "fashion_mnist": FashionMNIST,
    "cifar10": CIFAR10,
    "own": Own,
}
