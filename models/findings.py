"""What can be the matter with a run: each check looks for one thing and puts it into a sentence with its number.

CHECKS stand in the order in which they are asked: what stops a run, what explains all else, what one sees, what is
behind a training that comes to nothing. Thresholds were chosen on the experiments of tests/bench/diagnosis.py, seeds
1 to 20. The tests ask seeds 21 to 30, the bench 101 to 120.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from models.cures import Cure, cure
from models.symptoms import LATELY, Evidence

State = Literal[
    "collapse",
    "lost_modes",
    "strong_d",
    "weak_d",
    "vanished",
    "oscillation",
    "diverged",
    "dead_d",
    "well",
    "stuck",
    "learning",
]
Level = Literal["good", "info", "warn", "bad"]

BEGINNING = 200  # rounds in which anything may still happen
CONSTANT = 1e-4  # D's values on nearly all samples lie closer together: one that still learns ranges over 1e-3
FLAT = 1e-7  # the same for a critic, as a share of its value, which float32 rounds there; clipped weights give 1e-5
LEARNT = 0.1  # bits of JS above its floor
SETTLED = 0.25  # the same for a run that gets no better: the defaults on GAN Lab's data end below
FULL = 80  # % of high quality: bridges between modes, which no continuous G can do without, take up to 10
FAR = 0.3  # bits: fakes that D must be able to tell
FAR_OFF = 0.45  # the same where it is asked of D: a checkerboard's edges, which no small D can draw, leave 0.35
ONE_PLACE = 0.15  # of the data's spread; a good G has 1, the smallest mode of GAN Lab's data a quarter
SURE = 0.95  # accuracy of D; the best D reaches it where JS is 0.72 or more
LITTLE = 0.01  # of G's usual gradient: where fakes come to rest in a mode, it falls to some 0.04
SATURATED = 0.01  # mean D(G(z)): of the non-saturating loss's gradient, the minimax loss has D/(1 − D)
NOTHING = 1e-6  # gradient that Adam and RMSprop no longer tell from their ε of 1e-8
PATIENCE = 2000  # rounds: before a grid of 25, a D that learns well sees nothing for the first 1,000
BLIND = 0.35  # of what the best D would see at least
SWINGS = 0.3  # spreads of the data: healthy runs stay below 0.15
RHYTHM = 0.5  # autocorrelation of a swing that counts as regular


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

    def json(self) -> dict[str, Any]:
        """As the frames carry it."""
        value = self.value if math.isfinite(self.value) else None
        number = {"name": self.name, "value": value, "text": self.text}
        told = {"step": self.step, "state": self.state, "level": self.level, "sentence": self.sentence}
        return told | {"number": number, "try": self.cure.advice, "tune": self.cure.tune}


Check = Callable[[Evidence], Diagnosis | None]


def said(
    e: Evidence, state: State, level: Level, name: str, value: float, text: str, sentence: str, why: str = ""
) -> Diagnosis:
    """A diagnosis with its cure; why tells apart the cures of one state."""
    return Diagnosis(e.step, state, level, sentence, name, float(value), text, cure(why or state, e.knobs))


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
    text = f"{100 * right:.0f} %"
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


def dead_d(e: Evidence) -> Diagnosis | None:
    limit = FLAT * abs(e.last("d_level")) if e.critic else CONSTANT
    if len(e.measures) < 3 or not (e.last("d_range") <= limit and e.wrong > LEARNT):
        return None
    text = f"{e.last('js'):.2f} bits"
    sentence = (
        f"D is dead: it says the same of every sample, real or fake, although they are {text} of JS apart"
        f" ({e.floor:.2f} would be no difference). Grey is not the optimum here."
    )
    return said(e, "dead_d", "bad", "js", e.last("js"), text, sentence)


def vanished(e: Evidence) -> Diagnosis | None:
    now, usual, said_of_fakes = e.lately("grad_g"), e.peak_grad_g, e.lately("d_fake")
    flat = e.knobs.get("loss") == "minimax" and said_of_fakes < SATURATED
    sure = e.last("accuracy") >= SURE and (flat or now < LITTLE * usual)
    if not (e.wrong >= FAR and e.stalled() and (sure or now < NOTHING)):
        return None
    text = f"{now:.1e}"
    compared = f"{100 * now / usual:.2g} % of what it was" if usual > 0 else "too little to move anything"
    if flat:
        share = 100 * said_of_fakes / (1 - said_of_fakes)
        compared = f"about {share:.2g} % of what the non-saturating loss would give"
    told = f", although D is right on {100 * e.last('accuracy'):.0f} % of the samples" if sure else ""
    sentence = f"G's gradient has vanished: its norm is {text}, {compared}, so the fakes stand still{told}."
    return said(e, "vanished", "bad", "grad_g", now, text, sentence)


def oscillation(e: Evidence) -> Diagnosis | None:
    swing = e.swing
    if swing < SWINGS:
        return None
    regular, lag = e.period
    often = f", about every {max(10, round(lag, -1)):,} rounds" if regular >= RHYTHM else ""
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
    sentence = f"G has collapsed: all its fakes lie in {text}; a good G holds all {e.modes}."
    return said(e, "collapse", "bad", "modes", 1, text, sentence)


def one_place(e: Evidence) -> Diagnosis | None:
    """Collapse anywhere."""
    spread = e.last("spread")
    if not (e.covered() and spread <= ONE_PLACE and e.wrong > LEARNT):
        return None
    text = f"{100 * spread:.0f} %"
    sentence = f"G has collapsed: its fakes spread over {text} of the data's width; a good G's over 100 %."
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


def strong_d(e: Evidence) -> Diagnosis | None:
    right = e.last("accuracy")
    if not (right >= SURE and e.wrong >= FAR and e.stalled()):
        return None
    text = f"{100 * right:.0f} %"
    sentence = (
        f"D is too strong: it is right on {text} of the samples and G makes no headway;"
        " near 50–75 % it would teach G more."
    )
    return said(e, "strong_d", "warn", "accuracy", right, text, sentence)


def weak_d(e: Evidence) -> Diagnosis | None:
    if not (e.wrong >= FAR_OFF and e.stalled(PATIENCE) and e.edge < BLIND * e.wrong) or e.knobs.get("instance_noise"):
        return None
    what = "2·accuracy − 1" if e.critic else "D(x) − D(G(z))"
    text = f"{e.edge:.2f}"
    sentence = (
        f"D is too weak: {what} is {text}, where the best D would reach {e.wrong:.2f} or more,"
        " so G is not told what is wrong with its fakes."
    )
    return said(e, "weak_d", "warn", "edge", e.edge, text, sentence)


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


CHECKS: tuple[Check, ...] = (
    diverged,
    beginning,
    well,
    frozen,
    dead_d,
    one_mode,
    oscillation,
    vanished,
    strong_d,
    one_place,
    lost_modes,
    weak_d,
)
