"""How the training goes: whether it is over, stopped, just begun or done, and where nothing else is found, whether it
learns.
"""

from models.diagnosis.evidence import FEWEST, LATELY, Evidence
from models.diagnosis.finding import LEARNT, Diagnosis, said
from models.diagnosis.wording import percent
from models.toys.diagnosis.fakes import SWINGS

BEGINNING = 200  # rounds in which anything may still happen
LEFT = 3.0  # spreads of the data: the stage ends before
NEAR = {1: 0.05, 2: LEARNT}  # bits above the floor, lately at the most, by dimensions: on the line an eye sees more
SETTLED = 0.25  # the same for a run that gets no better: the defaults on GAN Lab's data end below
FULL = 80  # % of high quality: bridges between modes, which no continuous G can do without, take up to 10


def diverged(e: Evidence) -> Diagnosis | None:
    if e.diverged_at is None:
        return None
    text = f"step {e.diverged_at:,}"
    sentence = f"A value grew beyond all bounds in {text}: the networks are lost, and the run has stopped."
    return said(e, "diverged", "bad", "step", e.diverged_at, text, sentence)


def blown_up(e: Evidence) -> Diagnosis | None:
    """Values may grow until they are not finite, or stop on their way there with everything far off."""
    far = e.offset - e.last("spread")
    if len(e.measures) < 2 or not far > LEFT:
        return None
    text = f"{e.offset:,.0f} spreads of the data"
    sentence = f"The fakes have left the picture: they lie {text} away from where they should be."
    return said(e, "diverged", "bad", "offset", e.offset, text, sentence)


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


def well(e: Evidence) -> Diagnosis | None:
    """Near the floor, and not just in passing; fakes that rest a little farther off are fair, and are not praised."""
    near = e.covered() and max(m["js"] for m in e.window()[-FEWEST:]) - e.floor <= NEAR[e.dims]
    fair = e.wrong <= SETTLED and e.resting()
    if not (near or fair) or e.swing >= SWINGS:
        return None
    js = e.shown("js")
    if e.modes and (e.last("modes") < e.modes or e.last("hq") < FULL):
        return None
    text = f"{js:.2f} bits"
    held = "" if e.modes < 2 else ", and both modes are held" if e.modes == 2 else f", and all {e.modes} modes are held"
    reached = f"JS is {text}, where a perfect G has about {e.floor:.2f}{held}."
    if near:
        return said(e, "well", "good", "js", js, text, f"The fakes are close to the data: {reached}")
    return said(e, "stuck", "info", "js", js, text, f"The fakes are fair and come no closer: {reached}", "settled")


def learning(e: Evidence) -> Diagnosis:
    """Where nothing else is found: how JS moves. Numbers are compared as they are told, with two places."""
    js, w = e.shown("js"), e.window()
    text = f"{js:.2f} bits"
    before = w[0].get("js", js)
    rounds = int(e.now["step"] - w[0]["step"])
    perfect = f"a perfect G has about {e.floor:.2f}"
    if rounds < LATELY:
        return said(e, "learning", "info", "js", js, text, f"JS is {text}; {perfect}.", "wait")
    moved = round(js, 2) - round(before, 2)
    than = f"{before:.2f}, {rounds:,} steps ago"
    how = "as" if moved == 0 else f"{'up' if moved > 0 else 'down'} from"
    sentence = f"JS is {text}, {how} {than if moved else f'{rounds:,} steps ago'}; {perfect}."
    if e.stalled() or (round(e.last("js"), 2) > round(before, 2) and e.covered()):
        return said(e, "stuck", "info", "js", js, text, sentence, "stuck")
    return said(e, "learning", "info", "js", js, text, sentence, "wait")
