"""How far a toy has come: left the picture, done, or where nothing else is found, whether it learns."""

from models.diagnosis.evidence import FEWEST, LATELY
from models.diagnosis.finding import LEARNT, Diagnosis, said
from models.toys.diagnosis.evidence import Evidence
from models.toys.diagnosis.fakes import SWINGS

LEFT = 3.0  # spreads of the data: the stage ends before
NEAR = {1: 0.05, 2: LEARNT}  # bits above the floor, lately at the most, by dimensions: on the line an eye sees more
SETTLED = 0.25  # the same for a run that gets no better: the defaults on GAN Lab's data end below
FULL = 80  # % of high quality: bridges between modes, which no continuous G can do without, take up to 10


def blown_up(e: Evidence) -> Diagnosis | None:
    """Values may grow until they are not finite, or stop on their way there with everything far off."""
    far = e.offset - e.last("spread")
    if len(e.measures) < 2 or not far > LEFT:
        return None
    text = f"{e.offset:,.0f} spreads of the data"
    sentence = f"The fakes have left the picture: they lie {text} away from where they should be."
    return said(e, "diverged", "bad", "offset", e.offset, text, sentence)


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
    steps = int(e.now["step"] - w[0]["step"])
    perfect = f"a perfect G has about {e.floor:.2f}"
    if steps < LATELY:
        return said(e, "learning", "info", "js", js, text, f"JS is {text}; {perfect}.", "wait")
    moved = round(js, 2) - round(before, 2)
    than = f"{before:.2f}, {steps:,} steps ago"
    how = "as" if moved == 0 else f"{'up' if moved > 0 else 'down'} from"
    sentence = f"JS is {text}, {how} {than if moved else f'{steps:,} steps ago'}; {perfect}."
    if e.stalled() or (round(e.last("js"), 2) > round(before, 2) and e.covered()):
        return said(e, "stuck", "info", "js", js, text, sentence, "stuck")
    return said(e, "learning", "info", "js", js, text, sentence, "wait")
