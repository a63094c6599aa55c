"""How the training goes: whether it is over, stopped or has just begun."""

from models.diagnosis.evidence import Evidence
from models.diagnosis.finding import Diagnosis, said
from models.diagnosis.wording import percent

BEGINNING = 200  # steps in which anything may still happen


def diverged(e: Evidence) -> Diagnosis | None:
    if e.diverged_at is None:
        return None
    text = f"step {e.diverged_at:,}"
    sentence = f"A value grew beyond all bounds in {text}: the networks are lost, and the run has stopped."
    return said(e, "diverged", "bad", "step", e.diverged_at, text, sentence)


def beginning(e: Evidence) -> Diagnosis | None:
    if e.step >= BEGINNING and e.measures:
        return None
    text = f"step {e.step:,}"
    sentence = f"Just begun, {text}: G and D know next to nothing yet; wait for some {BEGINNING} steps."
    if e.step >= BEGINNING:
        sentence = f"Nothing has been measured yet in {text}."
    return said(e, "learning", "info", "step", e.step, text, sentence, "wait")


def frozen(e: Evidence) -> Diagnosis | None:
    """Networks that were stopped on purpose are neither ill nor praised."""
    still = [net for net in "dg" if e.knobs.get(f"freeze_{net}") or e.knobs.get(f"lr_{net}") == 0]
    text, told = of_d(e)
    if still == ["d"]:
        sentence = f"D is frozen, so G learns to please a D that does not answer; {told}."
    elif still == ["g"]:
        sentence = f"G is frozen, so D learns all it can about these fakes; {told}."
    elif still:
        sentence = f"Both networks are frozen: nothing changes; {told}."
    else:
        return None
    return said(e, "learning", "info", "accuracy", e.right, text, sentence, "frozen")


def over(e: Evidence) -> Diagnosis | None:
    if not 0 < e.knobs.get("lr_decay", 0) <= e.step:
        return None
    text, told = of_d(e)
    sentence = f"The learning rates have fallen to 0, so the training is over; {told}."
    return said(e, "learning", "info", "accuracy", e.right, text, sentence, "over")


def of_d(e: Evidence) -> tuple[str, str]:
    """How often D is right, alone and in words."""
    text = percent(e.right)
    return text, f"D is right on {text} of the samples (50 % where it cannot tell)"
