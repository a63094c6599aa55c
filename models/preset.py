"""What an experiment of the gallery is."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict


class Cure(BaseModel):
    """The knobs that put a failing experiment right, and why they do."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    knobs: dict[str, Any]
    why: str


class Preset(BaseModel):
    """A recipe with a name for the URL; the seed is the user's.

    why: what happens and for what reason, for somebody who sees their first GAN. steps: by when it has happened.
    cure: of a bad one; its steps from there to the cure's success are in the tests of the gallery (claims.py).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    title: str
    kind: Literal["good", "bad"] = "good"
    variant: str
    data: str
    knobs: dict[str, Any] = {}
    data_knobs: dict[str, Any] = {}
    steps: int = 2000
    why: str
    cure: Cure | None = None
