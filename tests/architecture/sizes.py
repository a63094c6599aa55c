"""How long files are, and how many lie flat in a folder."""

from collections import Counter
from collections.abc import Iterable, Mapping
from statistics import median

LONGEST = 300  # lines
USUAL = 110  # lines: at least half of the files are no longer
FLAT = 16  # source files in one folder


def too_long(texts: Mapping[str, str]) -> list[str]:
    """Files of more than `LONGEST` lines, with their number of lines."""
    return [f"{file} has {lines} lines" for file, lines in lengths(texts).items() if lines > LONGEST]


def usual_length(texts: Mapping[str, str]) -> float:
    """The median, in lines."""
    return median(lengths(texts).values())


def lengths(texts: Mapping[str, str]) -> dict[str, int]:
    return {file: len(text.splitlines()) for file, text in texts.items()}


def too_flat(files: Iterable[str]) -> list[str]:
    """Folders that hold more than `FLAT` files of their own, with the number of them."""
    folders = Counter(file.rpartition("/")[0] for file in files)
    return [f"{folder} holds {number} files" for folder, number in sorted(folders.items()) if number > FLAT]
