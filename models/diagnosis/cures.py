"""What may be tried against a finding, and the cures that both kinds of GANs share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Knobs = Mapping[str, Any]

USUAL = 1e-3  # learning rate of most variants


@dataclass(frozen=True)
class Cure:
    """A sentence, and the knobs that carry it out where knobs can."""

    advice: str
    tune: dict[str, Any] = field(default_factory=dict)


def calm(rate: float) -> float:
    """A rate with two digits: what a slider shows."""
    return float(f"{rate:.1e}")


def slower(k: Knobs) -> Cure:
    rates = {name: calm(k[name] / 10) for name in ("lr_g", "lr_d") if k[name]}
    return Cure("Lower the learning rates and reset.", rates)


def thawed(k: Knobs) -> Cure:
    """Against networks that were stopped: thaw them, at the other's rate where theirs is 0."""
    tune: dict[str, Any] = {name: False for name in ("freeze_d", "freeze_g") if k.get(name)}
    if not k["lr_d"]:
        tune["lr_d"] = k["lr_g"] or USUAL
    if not k["lr_g"]:
        tune["lr_g"] = k["lr_d"] or USUAL
    return Cure("Thaw it to let both learn." if tune.keys() <= {"freeze_d", "freeze_g"} else "Let both learn.", tune)
