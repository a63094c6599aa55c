"""What a layer is: a named part of a picture, which is asked for by its name, with the arrays it returns."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

P = TypeVar("P")  # a picture: what its layers are drawn from
A = TypeVar("A")  # the arrays by name, in the form that suits the kind of run


@dataclass(frozen=True)
class Layer(Generic[P, A]):
    """`draw` makes the arrays of this layer; arrays are the names of all that it may return."""

    name: str
    arrays: tuple[str, ...]
    draw: Callable[[P], A]


def layer(name: str, *arrays: str) -> Callable[[Callable[[P], A]], Layer[P, A]]:
    """Turns a function into a layer, as in `@layer("manifold", "manifold", "noise")`."""
    return lambda draw: Layer(name, arrays, draw)
