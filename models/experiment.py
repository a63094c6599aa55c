"""A recipe, validated: which variant on which data with which hyperparameters and seed.

What toys and images share. It knows neither: each kind of experiment says which variants and which data there are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal, Self, TypeVar

from pydantic import ValidationError

from models.column import Column
from models.knobs import Knobs

K = TypeVar("K", bound=Knobs)
Box = tuple[tuple[float, float], ...]
MAX_SEED = 2**31 - 1


class Rejected(ValueError):  # noqa: N818 – it is what the user is told
    """A value that is not allowed: which control, what is wrong with it, what is allowed."""

    def __init__(self, control: str, message: str, allowed: str | None = None):
        super().__init__(message)
        self.control, self.message, self.allowed = control, message, allowed


@dataclass(frozen=True)
class Experiment:
    """Everything a run is made of; equal experiments train to equal bits on the same machine."""

    variant: str
    data: str
    knobs: Knobs
    data_knobs: Knobs  # the data with their parameters
    seed: int

    kind: ClassVar[Literal["toy", "image"]]
    variants: ClassVar[Mapping[str, type[Any]]] = {}  # each has Knobs, and columns(knobs)
    datasets: ClassVar[Mapping[str, type[Knobs]]] = {}

    @classmethod
    def parse(
        cls,
        variant: str,
        data: str,
        knobs: dict[str, Any] | None = None,
        data_knobs: dict[str, Any] | None = None,
        seed: int = 1,
    ) -> Self:
        """Raises Rejected, which names what is wrong and what is allowed."""
        if variant not in cls.variants:
            raise Rejected("variant", f"There is no variant called {variant!r}.", ", ".join(cls.variants))
        if data not in cls.datasets:
            raise Rejected("data", f"There are no data called {data!r}.", ", ".join(cls.datasets))
        if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed <= MAX_SEED:
            raise Rejected("seed", f"The seed cannot be {seed!r}.", f"0 … {MAX_SEED}")
        return cls(
            variant,
            data,
            validate(cls.variants[variant].Knobs, knobs or {}),
            validate(cls.datasets[data], data_knobs or {}),
            seed,
        )

    @property
    def gan(self) -> type[Any]:
        return self.variants[self.variant]

    def with_changes(self, knobs: dict[str, Any], data_knobs: dict[str, Any]) -> tuple[Self, bool]:
        """The experiment with some knobs changed, and whether that needs new networks. Raises Rejected."""
        data = self.data_knobs
        if data_knobs:  # the same data keep what was worked out of them
            data = validate(type(data), dict(data) | data_knobs)
        turned = validate(type(self.knobs), self.knobs.model_dump() | knobs)
        changed = replace(self, knobs=turned, data_knobs=data)
        return changed, self.rebuilds(changed)

    def rebuilds(self, changed: "Experiment") -> bool:
        """Whether the changed experiment cannot go on where this one stands."""
        return bool(self.renewing(changed))

    def renewing(self, changed: "Experiment") -> list[str]:
        """The knobs whose change needs other networks."""
        turned = [n for n, value in self.knobs if getattr(changed.knobs, n) != value]
        return [n for n in turned if n in self.knobs.rebuilding()]

    def columns(self) -> list[Column]:
        """The columns of the curve, in the order of its array."""
        columns: list[Column] = self.gan.columns(self.knobs)
        return columns


def validate(kind: type[K], values: dict[str, Any]) -> K:
    """The values as knobs of this kind; raises Rejected for the first that is not allowed."""
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        raise explain(kind, error) from None


def explain(kind: type[Knobs], error: ValidationError) -> Rejected:
    """Pydantic's first complaint as a sentence about a control."""
    first = error.errors(include_url=False, include_context=False)[0]
    name = str(first["loc"][0]) if first["loc"] else kind.__name__
    if first["type"] == "extra_forbidden":
        return Rejected(name, f"There is no knob called {name!r} here.", ", ".join(kind.model_fields))
    value = first["input"]
    shown = repr(value) if len(repr(value)) < 60 else f"{repr(value)[:57]}…"
    reason = first["msg"].removeprefix("Value error, ").rstrip(".")
    sentence = f"{name} cannot be {shown}: {reason[:1].lower()}{reason[1:]}."
    return Rejected(name, sentence, allowed(kind, name))


def allowed(kind: type[Knobs], name: str) -> str | None:
    """The values a knob can take, in words: "0 … 100", or its choices."""
    schema = kind.model_json_schema()["properties"].get(name, {})
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    if "minimum" in schema and "maximum" in schema:
        return f"{schema['minimum']} … {schema['maximum']}"
    return None
