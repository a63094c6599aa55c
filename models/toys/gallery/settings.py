"""What an experiment of the gallery is, and the settings that several of them share."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict


class Cure(BaseModel):
    """The knobs that put a failing experiment right, and why they do."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    knobs: dict[str, Any]
    why: str


class Preset(BaseModel):
    """A recipe with a name for the URL; the seed is the user's.

    why: what happens and for what reason, for somebody who sees their first GAN. rounds: by when it has happened.
    cure: of a bad one; its rounds from there to the cure's success are in tests/models/toys/gallery/claims.py.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    title: str
    kind: Literal["good", "bad"] = "good"
    variant: str
    data: str
    knobs: dict[str, Any] = {}
    data_knobs: dict[str, Any] = {}
    rounds: int = 2000
    why: str
    cure: Cure | None = None


def network(layers: int, width: int) -> dict[str, Any]:
    """The same size for G and D."""
    return {"g_layers": layers, "g_width": width, "d_layers": layers, "d_width": width}


def adam(lr: float, beta1: float, beta2: float) -> dict[str, Any]:
    """Adam with the same rate and decays for G and D."""
    rates = {"lr_g": lr, "lr_d": lr, "beta1_g": beta1, "beta1_d": beta1, "beta2_g": beta2, "beta2_d": beta2}
    return {"optimiser_g": "adam", "optimiser_d": "adam"} | rates
