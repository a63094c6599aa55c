"""How the training goes: whether it is over, stopped, just begun or done, and where nothing else is found, whether it
learns.
"""

from models.findings.fakes import SWINGS
from models.findings.finding import LEARNT, Diagnosis, said
from models.findings.wording import percent
from models.symptoms import LATELY, Evidence

BEGINNING = 200  # rounds in which anything may still happen
SETTLED = 0.25  # the same for a run that gets no better: the defaults on GAN Lab's data end below
FULL = 80  # % of high quality: bridges between modes, which no continuous G can do without, take up to 10


def diverged(e: Evidence) -> Diagnosis | None:
    if e.diverged_at is None:
        return None
    text = f"round {e.diverged_at:,}"
    sentence = f"A value grew beyond all bounds in {text}: the networks are lost, and the run has stopped."
    return said(e, "diverged", "bad", "step", e.diverged_at, text, sentence)


def beginning(e: Evidence) -> Diagnosis | None:
    if e.step >= BEGINNING and e.measures:
        return None
    text = f"round {e.step:,}"
    sentence = f"Just begun, {text}: G and D know next to nothing yet; wait for some {BEGINNING} rounds."
    if e.step >= BEGINNING:
        sentence = f"Nothing has been measured yet in {text}."
    return said(e, "learning", "info", "step", e.step, text, sentence, "wait")


def frozen(e: Evidence) -> Diagnosis | None:
    """Networks that were stopped on purpose are not ill."""
    still = [net for net in "dg" if e.knobs.get(f"freeze_{net}") or e.knobs.get(f"lr_{net}") == 0]
    decay = e.knobs.get("lr_decay", 0)
    right = e.last("accuracy")
    text = percent(right)
    told = f"D is right on {text} of the samples (50 % where it cannot tell)"
    if still == ["d"]:
        sentence = f"D is frozen, so G learns to please a D that does not answer; {told}."
    elif still == ["g"]:
        sentence = f"G is frozen, so D learns all it can about these fakes; {told}."
    elif still:
        sentence = f"Both networks are frozen: nothing changes; {told}."
    elif 0 < decay <= e.step:
        sentence = f"The learning rates have fallen to 0, so the training is over; {told}."
    else:
        return None
    return said(e, "learning", "info", "accuracy", right, text, sentence, "frozen" if still else "over")


def well(e: Evidence) -> Diagnosis | None:
    """Near the floor; fakes that have come to rest a little farther off are fair, and are not praised."""
    resting = LEARNT < e.wrong <= SETTLED and e.stalled()
    if not (e.wrong <= LEARNT or resting) or e.swing >= SWINGS:
        return None
    js, modes = e.last("js"), e.last("modes")
    if e.modes and (modes < e.modes or e.last("hq") < FULL):
        return None
    text = f"{js:.2f} bits"
    held = f", and all {e.modes} modes are held" if e.modes > 1 else ""
    reached = f"JS is {text}, {e.floor:.2f} would be perfect{held}."
    if resting:
        sentence = f"The fakes are fair and come no closer: {reached}"
        return said(e, "stuck", "info", "js", js, text, sentence, "settled")
    return said(e, "well", "good", "js", js, text, f"The fakes are nearly as good as they can be: {reached}")


def learning(e: Evidence) -> Diagnosis:
    """Where nothing else is found: whether JS falls. Numbers are compared as they are told, with two places."""
    js, w = e.last("js"), e.window()
    text = f"{js:.2f} bits"
    before = w[0].get("js", js)
    rounds = int(e.now["step"] - w[0]["step"])
    if rounds < LATELY:
        sentence = f"G and D are learning: JS is {text}; {e.floor:.2f} would be perfect."
        return said(e, "learning", "info", "js", js, text, sentence, "wait")
    since = f"JS is {text}, {before:.2f} it was {rounds:,} rounds ago; {e.floor:.2f} would be perfect."
    if e.stalled() or round(js, 2) > round(before, 2):
        return said(e, "stuck", "info", "js", js, text, f"G and D make no headway: {since}", "stuck")
    return said(e, "learning", "info", "js", js, text, f"G and D are learning: {since}", "wait")
