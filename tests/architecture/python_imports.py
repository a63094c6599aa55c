"""Which module imports which, for Python.

All imports count: those inside functions, and those that only a type checker would see. An import runs more than the
module that it names: `from models.toys.games.gan import GAN` first runs `models/toys/games/__init__.py`. So a module
also imports the packages around its target, except for those that the module itself is in.
"""

import ast
from collections.abc import Iterator, Mapping

Graph = dict[str, set[str]]


def graph(sources: Mapping[str, str]) -> Graph:
    """The files that each file imports, for files given with their text. Other modules do not occur."""
    modules = {module_name(file): file for file in sources}
    return {
        file: {modules[name] for name in imported_modules(file, text, modules)} - {file}
        for file, text in sources.items()
    }


def module_name(file: str) -> str:
    """`a/b.py` and `a/b/__init__.py` are both the module `a.b`."""
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imported_modules(file: str, text: str, modules: Mapping[str, str]) -> set[str]:
    """The names of those of `modules` that this file imports, with the packages around them."""
    around = set(packages_of(module_name(file)))
    if file.endswith("/__init__.py"):
        around.add(module_name(file))
    found: set[str] = set()
    for name in imported_names(file, text):
        target = name if name in modules else name.rpartition(".")[0]
        if target in modules:
            found |= {target} | {package for package in packages_of(target) if package not in around}
    return {name for name in found if name in modules}


def packages_of(module: str) -> Iterator[str]:
    """`a.b.c` is in `a.b` and in `a`."""
    while module := module.rpartition(".")[0]:
        yield module


def imported_names(file: str, text: str) -> Iterator[str]:
    """What the import statements name: a module, or a thing within a module."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = node.module if node.level == 0 else absolute(file, node)
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def absolute(file: str, node: ast.ImportFrom) -> str:
    """The module that a relative import starts from."""
    package = file.split("/")[: -node.level]
    return ".".join([*package, *([node.module] if node.module else [])])


def names_type_checking(text: str) -> bool:
    """Whether a module hides imports behind TYPE_CHECKING."""
    nodes = ast.walk(ast.parse(text))
    return any(
        (isinstance(node, ast.Name) and node.id == "TYPE_CHECKING")
        or (isinstance(node, ast.Attribute) and node.attr == "TYPE_CHECKING")
        for node in nodes
    )


def imports_at_the_top(text: str) -> set[str]:
    """The first part of each name that a module imports when it is loaded: `torch` of `from torch.nn import Linear`."""
    top: set[str] = set()
    waiting: list[ast.AST] = [ast.parse(text)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            top |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            top.add(node.module.partition(".")[0])
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))
    return top
