"""Images that somebody brings: decoded once, kept as one file of ours in the data folder, found again by its name.

The name is made from the images themselves, so the same files give the same set, and a link to it stays good. What was
uploaded is not kept. Decoding takes seconds: do it where nobody waits.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar

import torch
from pydantic import StringConstraints
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from models.images.datasets import decoding
from models.images.datasets.image_set import DATA, BadFile, Images, ImageSet, NotHere, Progress, resized
from models.knobs import knob

FOLDER = "own"
MOST_CLASSES = 100
MOST_SETS = 50  # on the disk; the oldest gives way
KEPT_BACK = 10  # every tenth image is for the test
Name = Annotated[str, StringConstraints(pattern="^([0-9a-f]{16})?$")]


@dataclass(frozen=True)
class Kept:
    """What became of an upload: the set's name, what it holds, and which files were left out, each with the reason."""

    name: str
    images: int
    channels: int
    classes: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]


class Own(ImageSet):
    """Your own images: PNG, JPEG or WebP, up to 2,000 and 64 MB. Several folders, one for each class, make the set
    labelled. The square in the middle of each is used; the set is grey where no image has colours.
    """

    title: ClassVar[str] = "Your own images"
    channels: ClassVar[int] = 3  # or 1: the images decide

    upload: Name = knob("", help="The name that your upload was given", label="Upload", group="Data")

    def load(self, size: int, folder: Path = DATA, progress: Progress | None = None) -> Images:
        path = self.path(folder)
        if not self.here(folder):
            raise NotHere("These images are not on this server: upload them (again, if you have been here before).")
        try:
            with safe_open(path, "pt") as file:
                classes = tuple(json.loads(file.metadata()["classes"]))
                images, labels = file.get_tensor("images"), file.get_tensor("labels")
        except (SafetensorError, KeyError, ValueError) as error:
            raise BadFile(f"{path.name}: damaged ({error}); upload the images again") from None
        test = torch.arange(len(images)) % KEPT_BACK == KEPT_BACK - 1
        images = resized(images, size)
        if not classes:
            return Images(images[~test], None, images[test], None, ())
        return Images(images[~test], labels[~test], images[test], labels[test], classes)

    def here(self, folder: Path = DATA) -> bool:
        return self.upload != "" and self.path(folder).is_file()

    def described(self, folder: Path = DATA) -> tuple[int, tuple[str, ...]]:
        try:
            with safe_open(self.path(folder), "pt") as file:
                return file.get_slice("images").get_shape()[1], tuple(json.loads(file.metadata()["classes"]))
        except (SafetensorError, OSError, KeyError, ValueError):
            return super().described(folder)  # `load` says what is wrong

    def path(self, folder: Path) -> Path:
        return folder / FOLDER / f"{self.upload}.safetensors"


def keep(files: Iterable[tuple[str, bytes]], folder: Path = DATA) -> Kept:
    """Decode an upload, files or zip archives by name and bytes, and keep it as a set in the data folder.

    A file that cannot be used is left out, and named. Raises BadFile where the upload as a whole cannot be used: too
    many files, too many bytes, a damaged archive, or no image at all.
    """
    decoded, left_out = all_decoded(files)
    if not decoded:
        first = "".join(f": {name} is {why}" for name, why in left_out[:1])
        if left_out and left_out[0][0].lower().endswith(".zip"):
            first = f": {left_out[0][0]} is an empty or damaged zip archive"
        raise BadFile(f"No image could be read{first}.")
    images = torch.stack([image for _, image in decoded])
    if not decoding.coloured(images):
        images = images[:, 1:2].clone()
    labels, classes = labelled([decoding.folder_of(name) for name, _ in decoded])
    name = store(images, labels, classes, folder / FOLDER)
    return Kept(name, len(images), images.shape[1], classes, tuple(left_out))


def all_decoded(files: Iterable[tuple[str, bytes]]) -> tuple[list[tuple[str, Tensor]], list[tuple[str, str]]]:
    """Name and image `(3, SIDE, SIDE)` of each that can be read, by name; name and reason of each that cannot."""
    decoded, left_out, size = [], [], 0
    for count, (name, read) in enumerate(decoding.expanded(files), 1):
        if count > decoding.MOST_FILES:
            raise BadFile(decoding.too_many())
        try:
            content = read()
            size += len(content)
            if size <= decoding.MOST_BYTES:
                decoded.append((name, decoding.decoded(content)))
        except BadFile as error:
            left_out.append((name, str(error)))
        if size > decoding.MOST_BYTES:
            raise BadFile(decoding.too_large())
    return sorted(decoded, key=lambda pair: pair[0]), left_out


def labelled(folders: list[str]) -> tuple[Tensor, tuple[str, ...]]:
    """Labels int64 `(n,)` and classes; no classes where an image is in no folder, or all are in one."""
    classes = sorted(set(folders))
    if len(classes) > MOST_CLASSES:
        raise BadFile(f"There are images in {len(classes)} folders; a set may have {MOST_CLASSES} classes at most.")
    if len(classes) < 2 or "" in classes:
        return torch.zeros(len(folders), dtype=torch.int64), ()
    return torch.tensor([classes.index(folder) for folder in folders]), tuple(classes)


def store(images: Tensor, labels: Tensor, classes: tuple[str, ...], folder: Path) -> str:
    """Write the set, and forget the oldest where there are too many; returns its name."""
    content = save({"images": images, "labels": labels}, {"classes": json.dumps(classes)})
    name = hashlib.sha256(content).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{name}.part"
    part.write_bytes(content)
    part.replace(folder / f"{name}.safetensors")
    sets = sorted(folder.glob("*.safetensors"), key=lambda path: path.stat().st_mtime)
    for oldest in sets[:-MOST_SETS]:
        oldest.unlink(missing_ok=True)
    return name
