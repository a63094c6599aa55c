"""Words that the glossary of the README replaces, and where they still stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SOURCES = ("models/", "server/", "web/src/")
TESTS = ("tests/bench/", "tests/browser/", "tests/models/", "tests/server/", "tests/tools/")


@dataclass(frozen=True)
class Replaced:
    """A word that must not occur in files whose names begin so, but for what `allowed` matches; and what to write."""

    word: str
    instead: str
    where: tuple[str, ...] = SOURCES
    allowed: str = r"(?!)"

    def uses(self, file: str, text: str) -> Iterator[str]:
        """The lines that hold the word, also as a part of a name: `rounds_min`, `nextRound`."""
        if not file.startswith(self.where):
            return
        for number, line in enumerate(text.splitlines(), 1):
            if found(self.word, re.sub(self.allowed, "", line)):
                yield f"{file}:{number}: {line.strip()}"


def found(word: str, line: str) -> bool:
    """Whether a line holds a word or its plural, also within a name, where words begin after `_` or with a capital.

    A name that begins with a capital is looked for as it is.
    """
    begin, rest = word[0], word[1:]
    if begin.isupper():
        return re.search(rf"\b{word}\b", line) is not None
    lower = rf"(?<![A-Za-z]){begin.lower()}{rest}s?(?![a-z])"
    capital = rf"(?<![A-Z]){begin.upper()}{rest}s?(?![a-z])"
    return re.search(f"{lower}|{capital}", line) is not None


ROUND = r"""(?x)
    \bround_?\( | \bMath\.round\b   # the function
  | \bconst\s+round\s*=\s*\(value   # one like it
  | ["']round["'] | :\s*round\b     # the end of a line that is drawn
  | \bround[- ]trips?\b
  | --rounds\b                      # the terminal still takes it for --steps
  | \b[Oo]ne\s+round\s+(?:and|blob)\b | \brounds\s+(?:a|otherwise)\b
  | \b(?:way|turns?|goes)\s+round\b | \b[Rr]ound\s+(?:numbers?|scale)\b
"""

REPLACED = [
    Replaced("round", "step", (*SOURCES, "README.md", *TESTS), ROUND),
    Replaced("verdict", "score, or finding", ("models/", "server/"), r"D’s verdicts alone|not a verdict"),
    Replaced("SYSTEMS", "VARIANTS"),
    Replaced("Post", "WorkerSpec", ("models/", "server/")),
]
