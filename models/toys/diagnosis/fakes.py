"""What is the matter with the fakes, as one sees it in their places: collapsed, swinging, or modes lost."""

from models.diagnosis.finding import LEARNT, Diagnosis, said
from models.diagnosis.wording import percent
from models.toys.diagnosis.evidence import Evidence

ONE_PLACE = 0.15  # of the data's spread; a good G has 1, the smallest mode of GAN Lab's data a quarter
CLUMP = 0.05  # the same of a clump that D drives about: fakes that swing are wider
SWINGS = 0.3  # spreads of the data: healthy runs stay below 0.15
RHYTHM = 0.5  # autocorrelation of a swing that counts as regular


def clump(e: Evidence) -> bool:
    """Whether all fakes are in one narrow place, be it another one each time, where the data have several."""
    return e.modes > 1 and e.covered() and e.last("spread", 5) <= CLUMP


def oscillation(e: Evidence) -> Diagnosis | None:
    """Not of a clump: that is a collapse, whether it hops about or not."""
    swing = e.swing
    if swing < SWINGS or clump(e):
        return None
    regular, lag = e.period
    often = f", about every {max(10, round(lag, -1)):,} steps" if regular >= RHYTHM else ""
    text = f"{swing:.1f} spreads of the data"
    sentence = (
        f"G and D chase each other in circles: the fakes swing to and fro by {text}{often}, without"
        " coming closer (below 0.1 they would be at rest)."
    )
    return said(e, "oscillation", "warn", "swing", swing, text, sentence)


def one_mode(e: Evidence) -> Diagnosis | None:
    """Collapse onto a part of the data."""
    held = max(m.get("modes", 0) for m in e.measures[-3:])
    if not (e.covered() and e.modes >= 2 and held == 1 and e.last("hq") >= 50):
        return None
    text = f"1 of {e.modes} modes"
    sentence = f"All fakes lie in {text}; a good G holds {'both' if e.modes == 2 else f'all {e.modes}'}."
    return said(e, "collapse", "bad", "modes", 1, text, sentence)


def one_place(e: Evidence) -> Diagnosis | None:
    """Collapse anywhere."""
    spread = e.last("spread")
    if not (e.covered() and spread <= ONE_PLACE and e.wrong > LEARNT):
        return None
    text = percent(spread)
    sentence = f"The fakes spread over {text} of the data’s width; a good G’s over 100 %."
    return said(e, "collapse", "bad", "spread", spread, text, sentence)


def lost_modes(e: Evidence) -> Diagnosis | None:
    """Not before fakes are good where they are, and no mode has come back over the window."""
    w = e.window()
    if e.modes < 2 or not e.covered() or e.last("hq") < 50:
        return None
    held = max(m["modes"] for m in e.measures[-3:])
    if held >= e.modes or held > max(m["modes"] for m in w[: len(w) // 2]):
        return None
    missing = e.modes - int(held)
    text = f"{missing} of {e.modes} modes"
    one = missing == 1
    sentence = f"{text} {'is' if one else 'are'} lost: no fake comes near {'it' if one else 'them'} any more."
    return said(e, "lost_modes", "warn" if missing >= 0.1 * e.modes else "info", "modes", held, text, sentence)
