"""The strictness of everything that a browser and the server tell each other."""

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """Strict: "12" is no number and NaN is none either; a field nobody knows is refused, not ignored."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        allow_inf_nan=False,
        json_schema_serialization_defaults_required=True,
    )
