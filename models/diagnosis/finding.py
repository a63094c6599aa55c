"""What a finding is: a state, a sentence with the number that says so, and a cure."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from models.diagnosis.cures import Cure
from models.diagnosis.evidence import Evidence

E = TypeVar("E", bound=Evidence)
State = Literal[
    "collapse",
    "lost_modes",
    "strong_d",
    "weak_d",
    "vanished",
    "oscillation",
    "diverged",
    "dead_d",
    "memorised",
    "well",
    "stuck",
    "learning",
]
TITLES: dict[State, str] = {
    "collapse": "Mode collapse",
    "lost_modes": "Modes lost",
    "strong_d": "D is too strong",
    "weak_d": "D is too weak",
    "vanished": "Vanished gradient",
    "oscillation": "Oscillation",
    "diverged": "Diverged",
    "dead_d": "D is dead",
    "memorised": "Learned by heart",
    "well": "Well",
    "stuck": "No headway",
    "learning": "Learning",
}
Level = Literal["good", "info", "warn", "bad"]

LEARNT = 0.1  # bits of JS above its floor: what counts as near it


@dataclass(frozen=True)
class Diagnosis:
    """The sentence includes the number; `tune` holds the knobs that carry out what `advice` says, if knobs can."""

    step: int
    state: State
    level: Level
    sentence: str
    name: str  # of the number
    value: float
    text: str  # the number as the sentence has it
    cure: Cure = field(default_factory=lambda: Cure(""))

    @property
    def title(self) -> str:
        """What stands before the sentence."""
        return TITLES[self.state]

    def json(self) -> dict[str, Any]:
        """As the frames carry it."""
        value = self.value if math.isfinite(self.value) else None
        number = {"name": self.name, "value": value, "text": self.text}
        return {
            "step": self.step,
            "state": self.state,
            "level": self.level,
            "title": self.title,
            "sentence": self.sentence,
            "number": number,
            "try": self.cure.advice,
            "tune": self.cure.tune,
        }


def said(
    e: Evidence, state: State, level: Level, name: str, value: float, text: str, sentence: str, why: str = ""
) -> Diagnosis:
    """A diagnosis with its cure; why tells apart the cures of one state."""
    return Diagnosis(e.step, state, level, sentence, name, float(value), text, e.cure(why or state))


def first(e: E, checks: Sequence[Callable[[E], Diagnosis | None]], otherwise: Callable[[E], Diagnosis]) -> Diagnosis:
    """What the first check finds that finds something; what is said otherwise, where none does."""
    for check in checks:
        found = check(e)
        if found is not None:
            return found
    return otherwise(e)
