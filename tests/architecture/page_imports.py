"""Which file imports which, for the page: TypeScript and Svelte.

Imports of types count, and so do exports from another file, dynamic imports and imports in a component's markup. The
page imports its own files by relative paths alone.
"""

import posixpath
import re
from collections.abc import Container, Iterator, Mapping

Graph = dict[str, set[str]]

COMMENT = re.compile(r"(?<!\w)/\*.*?\*/|<!--.*?-->|(?<![:\"'`\w])//[^\n]*", re.S)
# import x from './a' · import type { x } from './a' · export { x } from './a' · import './a.css' · import('./a')
IMPORT = re.compile(
    r"""\b(?:import|export)\b(?:[\w\s{},*$]|\btype\b)*?\bfrom\s*['"]([^'"\n]+)['"]
    | \bimport\s*['"]([^'"\n]+)['"]
    | \bimport\s*\(\s*['"]([^'"\n]+)['"]""",
    re.X,
)
ENDINGS = ("", ".ts", ".svelte", ".svelte.ts", "/index.ts")


class UnknownImportError(ValueError):
    """A relative import that names no file: the reader would otherwise miss it in silence."""


def graph(sources: Mapping[str, str], assets: Container[str] = ()) -> Graph:
    """The files that each file imports, for files given with their text. `assets` (styles, tables) import nothing."""
    return {file: set(imported_files(file, text, sources, assets)) - {file} for file, text in sources.items()}


def imported_files(file: str, text: str, sources: Container[str], assets: Container[str]) -> Iterator[str]:
    for specifier in specifiers(text):
        if not specifier.startswith("."):
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(file), specifier.partition("?")[0]))
        target = next((path + ending for ending in ENDINGS if path + ending in sources), None)
        if target:
            yield target
        elif path not in assets:
            raise UnknownImportError(f"{file} imports {specifier}, which is no file")


def specifiers(text: str) -> list[str]:
    """What the imports of a file name, in their order."""
    return [next(filter(None, match.groups())) for match in IMPORT.finditer(COMMENT.sub("", text))]
