"""MNIST and Fashion-MNIST: from a folder that holds their four files, else from the internet."""

from abc import abstractmethod
from pathlib import Path
from typing import ClassVar

from models.images.datasets.fetch import Remote, fetch
from models.images.datasets.idx import labelled
from models.images.datasets.image_set import DATA, Images, ImageSet, Progress, resized

NAMES = (
    "train-images-idx3-ubyte.gz",
    "train-labels-idx1-ubyte.gz",
    "t10k-images-idx3-ubyte.gz",
    "t10k-labels-idx1-ubyte.gz",
)


class IDXSet(ImageSet):
    """A set in MNIST's four files."""

    channels: ClassVar[int] = 1
    places: ClassVar[tuple[str, ...]]  # folders in the data folder where the files may be; the first is where they go
    remotes: ClassVar[tuple[Remote, ...]]

    @classmethod
    @abstractmethod
    def may_hold(cls, folder: Path) -> bool:
        """Whether files in this folder itself, not in one of `places`, are this set's: the names say nothing."""

    def load(self, size: int, folder: Path = DATA, progress: Progress | None = None) -> Images:
        paths = self.found(folder) or fetch(self.remotes, folder / self.places[0], progress)
        (x, y), (test_x, test_y) = (labelled(paths[i], paths[i + 1], len(self.classes)) for i in (0, 2))
        train, test = (resized(images, size, margin=images.shape[-1] // 14) for images in (x, test_x))
        return Images(train, y, test, test_y, self.classes)

    def here(self, folder: Path = DATA) -> bool:
        return self.found(folder) is not None

    @classmethod
    def found(cls, folder: Path) -> list[Path] | None:
        """The four files where all of them lie together, packed or not, of whatever length; or None."""
        for place in [folder / p for p in cls.places] + [folder] * cls.may_hold(folder.resolve()):
            choices = [(place / name, place / name.removesuffix(".gz")) for name in NAMES]
            paths = [path for choice in choices for path in choice if path.is_file()]
            if {path.name.removesuffix(".gz") for path in paths} == {name.removesuffix(".gz") for name in NAMES}:
                return [next(path for path in choice if path.is_file()) for choice in choices]
        return None


def remotes(homes: tuple[str, ...], *files: tuple[int, str]) -> tuple[Remote, ...]:
    """What NAMES are called elsewhere, from the size and the SHA-256 of each."""
    return tuple(Remote(name, sha256, size, homes) for name, (size, sha256) in zip(NAMES, files, strict=True))


class MNIST(IDXSet):
    """MNIST (LeCun et al. 1998): 60,000 handwritten digits to learn from and 10,000 to test, by people who wrote
    none of the others. Fetched once from the internet (12 MB), or read from the folder given by --data.
    """

    title: ClassVar[str] = "MNIST"
    classes: ClassVar[tuple[str, ...]] = tuple("0123456789")
    places: ClassVar[tuple[str, ...]] = ("mnist", "MNIST/raw", "MNIST")
    remotes: ClassVar[tuple[Remote, ...]] = remotes(
        ("https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/"),
        (9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
        (28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
        (1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
        (4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
    )

    @classmethod
    def may_hold(cls, folder: Path) -> bool:
        return "fashion" not in folder.name.lower()


class FashionMNIST(IDXSet):
    """Fashion-MNIST (Xiao et al. 2017, arXiv:1708.07747): 60,000 pieces of clothing to learn from and 10,000 to test,
    in MNIST's format. Fetched once from the internet (31 MB), or read from the folder given by --data.
    """

    title: ClassVar[str] = "Fashion-MNIST"
    classes: ClassVar[tuple[str, ...]] = (
        "T-shirt",
        "trousers",
        "pullover",
        "dress",
        "coat",
        "sandal",
        "shirt",
        "sneaker",
        "bag",
        "ankle boot",
    )
    places: ClassVar[tuple[str, ...]] = ("fashion_mnist", "FashionMNIST/raw", "FashionMNIST", "fashion-mnist")
    remotes: ClassVar[tuple[Remote, ...]] = remotes(
        (
            "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
        ),
        (26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
        (29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
        (4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
        (5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
    )

    @classmethod
    def may_hold(cls, folder: Path) -> bool:
        return "fashion" in folder.name.lower()
