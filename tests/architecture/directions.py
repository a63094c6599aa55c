"""Which part of the tree may not reach which other: the directions of the architecture, in one table a language.

A rule holds for what a file imports through others, too: models/toys does not come to models/images by way of a
module that knows both.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.architecture.graph import Graph, path


@dataclass(frozen=True)
class Rule:
    """Files of `who`, but for those of `unless`, reach no file of `never`. A part is a file or, with `/`, a folder."""

    name: str
    who: tuple[str, ...]
    never: tuple[str, ...]
    unless: tuple[str, ...] = ()
    directly: bool = False  # only what a file itself imports counts

    @property
    def parts(self) -> tuple[str, ...]:
        """Everything that it names."""
        return (*self.who, *self.never, *self.unless)


TOYS, IMAGES = "models/toys/", "models/images/"
# Lists both kinds, and what reads this list.
BOTH_KINDS = ("models/kinds.py", "models/terminal/", "models/__main__.py")
# Runs in a worker process, and in the server's own process.
WORKER, SERVER = "server/worker/", ("server/rest/", "server/sockets/", "server/storage/", "server/runs/")

PYTHON = [
    Rule("models know no server", ("models/",), ("server/", "tests/")),
    Rule("the server knows no tests", ("server/",), ("tests/",)),
    Rule("toys know no images", (TOYS,), (IMAGES, "models/kinds.py", "models/__main__.py")),
    Rule("images know no toys", (IMAGES,), (TOYS, "models/kinds.py", "models/__main__.py")),
    Rule("diagnosis knows no kind", ("models/diagnosis/",), (TOYS, IMAGES)),
    Rule("the root of models knows no kind", ("models/",), (TOYS, IMAGES), unless=(TOYS, IMAGES, *BOTH_KINDS)),
    Rule("a worker knows nothing of the server's process", (WORKER,), (*SERVER, "server/app.py", "server/settings.py")),
    # The record of a kind knows what makes its worker, and imports it in the worker's process.
    Rule("the server's process imports nothing of a worker's inside", SERVER, (WORKER,), directly=True),
    Rule("the toys' worker knows no images", ("server/worker/toys/",), (IMAGES, "server/worker/images/")),
    Rule("the images' worker knows no toys", ("server/worker/images/",), (TOYS, "server/worker/toys/")),
    Rule("the protocol knows nobody who speaks it", ("server/protocol/",), (*SERVER, WORKER, "server/workers/")),
    Rule("records of kinds know no runs and no way to reach them", ("server/kinds/",), (*SERVER, "server/app.py")),
    Rule("storage and runs know no way to reach them", SERVER[2:], (*SERVER[:2], "server/app.py")),
]

SRC = "web/src/"
APP = (f"{SRC}App.svelte", f"{SRC}main.ts")
WIRE, ADDRESS, WORDS = f"{SRC}wire/", f"{SRC}address/", f"{SRC}words/"
DRAWN = (f"{SRC}charts/", f"{SRC}canvas/", f"{SRC}views/", f"{SRC}dirac/")
STATE, PANELS, KINDS = f"{SRC}state/", f"{SRC}panels/", f"{SRC}kinds/"

PAGE = [
    Rule(
        "wire, address and words know no view, state or panel",
        (WIRE, ADDRESS, WORDS),
        (*DRAWN, STATE, PANELS, KINDS, *APP),
    ),
    Rule("wire and words know no address", (WIRE, WORDS), (ADDRESS,)),
    Rule("charts, canvas and views know no state or panel", DRAWN, (STATE, PANELS, KINDS, *APP)),
    Rule("the state knows no panel", (STATE,), (PANELS, *APP)),
    Rule("panels do not know the whole page", (PANELS, KINDS), APP),
    # Both know the session, which knows the list of kinds.
    Rule("the page's toys import no images", (f"{KINDS}toy/",), (f"{KINDS}image/",), directly=True),
    Rule("the page's images import no toys", (f"{KINDS}image/",), (f"{KINDS}toy/",), directly=True),
]


def broken(rule: Rule, graph: Graph) -> Iterator[str]:
    """The chain of imports by which a file breaks the rule, for each file that does."""
    for file in sorted(graph):
        if not file.startswith(rule.who) or any(file.startswith(part) for part in rule.unless):
            continue
        reached = {file: graph[file]} if rule.directly else graph
        if chain := path(reached, file, lambda other: other.startswith(rule.never)):
            yield " → ".join(chain)
