"""CIFAR-10 from its binary version (Krizhevsky 2009): no pickle, which could run code, and nothing is unpacked.

The archive holds six files of records of 3,073 bytes: the label, then 32 rows of 32 pixels of red, of green, of blue.
"""

import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import numpy as np
import torch
from torch import Tensor

from models.images.datasets.fetch import Remote, fetch
from models.images.datasets.image_set import DATA, BadFile, Images, ImageSet, Progress, resized

ARCHIVE = Remote(
    "cifar-10-binary.tar.gz",
    "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
    170_052_171,
    ("https://www.cs.toronto.edu/~kriz/",),
)
UNPACKED = "cifar-10-batches-bin"
BATCHES = (*(f"data_batch_{i}.bin" for i in range(1, 6)), "test_batch.bin")
PIXELS = 32
RECORD = 1 + 3 * PIXELS**2
MOST = 10_000 * RECORD  # bytes of a file


class CIFAR10(ImageSet):
    """CIFAR-10 (Krizhevsky 2009): 50,000 small photographs to learn from and 10,000 to test, of ten kinds of animals
    and vehicles. Fetched once from the internet (170 MB), or read from the folder given by --data.
    """

    title: ClassVar[str] = "CIFAR-10"
    channels: ClassVar[int] = 3
    classes: ClassVar[tuple[str, ...]] = (
        "airplane",
        "automobile",
        "bird",
        "cat",
        "deer",
        "dog",
        "frog",
        "horse",
        "ship",
        "truck",
    )

    def load(self, size: int, folder: Path = DATA, progress: Progress | None = None) -> Images:
        batches = self.batches(folder, progress)
        parts = [records(batches[name], name) for name in BATCHES]
        images, labels = (torch.cat(part) for part in zip(*parts[:-1], strict=True))
        test, test_labels = parts[-1]
        return Images(resized(images, size), labels, resized(test, size), test_labels, self.classes)

    def here(self, folder: Path = DATA) -> bool:
        return bool(self.archives(folder)) or self.unpacked(folder) is not None

    @staticmethod
    def unpacked(folder: Path) -> Path | None:
        """The folder that holds all of BATCHES."""
        folders = (found for place in places(folder) for found in (place / UNPACKED, place))
        return next((found for found in folders if all((found / name).is_file() for name in BATCHES)), None)

    @staticmethod
    def archives(folder: Path) -> list[Path]:
        return [place / ARCHIVE.name for place in places(folder) if (place / ARCHIVE.name).is_file()]

    def batches(self, folder: Path, progress: Progress | None) -> dict[str, bytes]:
        """The bytes of each of BATCHES: from an unpacked folder, from the archive, or from the internet."""
        if (unpacked := self.unpacked(folder)) is not None:
            return {name: (unpacked / name).read_bytes() for name in BATCHES}
        (archive,) = self.archives(folder)[:1] or fetch([ARCHIVE], places(folder)[0], progress)
        try:
            found = dict(members(archive))
        except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
            raise BadFile(f"{archive.name}: damaged or cut off ({error})") from None
        missing = [name for name in BATCHES if name not in found]
        if missing:
            raise BadFile(f"{archive.name}: {', '.join(missing)} missing in it")
        return found


def places(folder: Path) -> list[Path]:
    """Where the files may lie; the first is where they go."""
    return [folder / "cifar10", folder]


def members(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of those of BATCHES that are in the archive."""
    with tarfile.open(archive, "r:*") as tar:
        for member in tar:
            name = member.name.removeprefix("./").removeprefix(f"{UNPACKED}/")
            if name in BATCHES and member.isfile():
                file = tar.extractfile(member)
                assert file is not None  # it is, for files
                yield name, file.read(MOST + 1)


def records(batch: bytes, name: str) -> tuple[Tensor, Tensor]:
    """Images, bytes `(n, 3, 32, 32)`, and labels, int64 `(n,)`. Raises BadFile."""
    if not batch or len(batch) % RECORD or len(batch) > MOST:
        raise BadFile(f"{name}: {len(batch):,} bytes; 1 to 10,000 records of {RECORD:,} are expected")
    table = torch.from_numpy(np.frombuffer(batch, np.uint8).reshape(-1, RECORD).copy())
    if table[:, 0].max() >= len(CIFAR10.classes):
        raise BadFile(f"{name}: label {int(table[:, 0].max())}; there are {len(CIFAR10.classes)} classes, from 0")
    return table[:, 1:].reshape(-1, 3, PIXELS, PIXELS), table[:, 0].long()
