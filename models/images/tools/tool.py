"""What a tool is: questions, each a pydantic model, and their answers. It knows no system and no browser."""

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from torch import Tensor

from models.question import Question

S = TypeVar("S")


class Answer(NamedTuple):
    """Images, bytes `(n, C, s, s)`, side by side in rows of `columns`."""

    images: Tensor
    columns: int
    labels: Sequence[str] = ()  # what images are called, where they have names
    distances: Sequence[float] = ()  # of the images after the first from the first, where that is what was asked for


class Tool(Generic[S]):
    """A tool for systems of one sort."""

    name: ClassVar[str]
    title: ClassVar[str]
    questions: ClassVar[tuple[type[Question], ...]] = ()

    def answer(self, system: S, question: Any) -> Answer:
        """Any thread may ask. Raises Rejected for what this system does not have."""
        raise NotImplementedError

    def data(self) -> Any:
        """What the page needs for it beside the answers, as JSON; it depends on the code alone."""
        return None
