"""Questions to a graph of imports: its circles, and how one file reaches others. It knows no language."""

from collections.abc import Callable, Mapping, Set

Graph = Mapping[str, Set[str]]


def circles(graph: Graph) -> list[list[str]]:
    """Groups of files in which each reaches all others, sorted. A file alone is no circle."""
    reached = {file: reachable(graph, file) for file in graph}
    groups = {
        tuple(sorted({file, *(other for other in reached[file] if file in reached.get(other, ()))})) for file in graph
    }
    return sorted(list(group) for group in groups if len(group) > 1)


def reachable(graph: Graph, start: str) -> set[str]:
    """All files that a file imports, directly or through others. The file itself is among them if it is in a circle."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for file in graph.get(waiting.pop(), ()):
            if file not in found:
                found.add(file)
                waiting.append(file)
    return found


def path(graph: Graph, start: str, wanted: Callable[[str], bool]) -> list[str] | None:
    """A shortest chain of imports from a file to one that is wanted, or None."""
    chains = [[start]]
    seen = {start}
    for chain in chains:  # grows while it is read
        for file in sorted(graph.get(chain[-1], ()), key=faces_last):
            if wanted(file):
                return [*chain, file]
            if file not in seen:
                seen.add(file)
                chains.append([*chain, file])
    return None


def faces_last(file: str) -> tuple[bool, str]:
    """A module says more than the face of the package that it is in."""
    return file.endswith("__init__.py"), file
