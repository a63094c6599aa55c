"""Hyperparameters, each declared once: `penalty: float = knob(10.0, 0, 100, "Weight λ of the penalty", symbol="λ")`.

From that one line come validation, the control on the page, its tooltip, the URL, the command line and the
README's table. It is a thin layer over pydantic's `Field`; it knows nothing of GANs or of the server.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from annotated_types import Ge, Le
from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

Group = Literal["Noise", "Generator", "Discriminator", "Training", "Guidelines", "Data"]
OWNERS = {"Generator": "G", "Discriminator": "D"}


class Knobs(BaseModel):
    """A set of hyperparameters: immutable, no unknown names, no NaN, no silent conversions."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)

    def __init_subclass__(cls, **options: Any) -> None:
        """Puts the whole knob of the base in the place of each `usual(default)`, before pydantic looks at it."""
        super().__init_subclass__(**options)
        for name, value in list(vars(cls).items()):
            if isinstance(value, Usual):
                setattr(cls, name, with_default(knob_of_base(cls, name), value.default))

    @classmethod
    def named(cls, name: str) -> str:
        """What a person calls a knob: "Width of G"."""
        extra = cls.model_fields[name].json_schema_extra
        assert isinstance(extra, dict)
        label = str(extra["label"]) or name.replace("_", " ").capitalize()
        owner = OWNERS.get(str(extra["group"]), "")
        return f"{label} of {owner}" if owner else label

    @classmethod
    def rebuilding(cls) -> frozenset[str]:
        """Names of the knobs that need new networks, so that a change of one rebuilds the run."""
        extras = {name: field.json_schema_extra for name, field in cls.model_fields.items()}
        return frozenset(name for name, extra in extras.items() if isinstance(extra, dict) and extra["rebuild"])


def knob(
    default: Any,
    low: float | None = None,
    high: float | None = None,
    help: str = "",
    *,
    symbol: str = "",
    label: str = "",
    group: Group = "Training",
    log: bool = False,
    step: float | None = None,
    rebuild: bool = False,
    detail: bool = False,
    when: Mapping[str, Sequence[Any]] | None = None,
    off: str = "",
) -> Any:
    """Declare one hyperparameter.

    low, high: allowed range, both ends included (none for a choice). symbol: the paper's. log: the control moves
    in factors, not in differences. rebuild: a change needs new networks, so the run starts again with its seed.
    detail: the page keeps it back until asked; what a paper is about is no detail. when: other knobs by name, and the
    values of each with which this one means something; the page shows it only then. off: of a switch that should be
    on, what is the case where it is not.
    """
    extra: dict[str, Any] = {
        "symbol": symbol,
        "label": label,
        "group": group,
        "log": log,
        "step": step,
        "rebuild": rebuild,
        "detail": detail,
        "when": {name: list(values) for name, values in (when or {}).items()},
        "off": off,
    }
    return Field(default, ge=low, le=high, description=help, json_schema_extra=extra)


@dataclass(frozen=True)
class Usual:
    """Another default for a knob of the base."""

    default: Any


def usual(default: Any) -> Any:
    """Another default for a knob of the base, all else of which stays."""
    return Usual(default)


def knob_of_base(kind: type[Knobs], name: str) -> FieldInfo:
    """The knob that a class inherits. Raises TypeError where there is none."""
    for base in kind.__mro__[1:]:
        if issubclass(base, Knobs) and base is not Knobs and name in base.model_fields:
            return base.model_fields[name]
    raise TypeError(f"{kind.__qualname__} gives {name!r} another default, but inherits no such knob")


def with_default(field: FieldInfo, default: Any) -> Any:
    """The same knob with another default."""
    ends = {type(end): end for end in field.metadata}
    return Field(
        default,
        ge=ends[Ge].ge if Ge in ends else None,
        le=ends[Le].le if Le in ends else None,
        description=field.description,
        json_schema_extra=field.json_schema_extra,
    )
