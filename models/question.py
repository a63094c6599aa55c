"""What somebody can ask a run: the base of all questions. Each is declared beside the tool that answers it."""

from pydantic import BaseModel, ConfigDict


class Question(BaseModel):
    """Something to ask; each kind has a `type: Literal[…]` of its own. Strict, as everything that a browser sends."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        allow_inf_nan=False,
        json_schema_serialization_defaults_required=True,
    )
