"""What is the matter between D and G: why fakes that are far from the data come no closer."""

from models.diagnosis.evidence import WINDOW, Evidence
from models.diagnosis.finding import Diagnosis, said
from models.diagnosis.wording import number, percent, small_percent

CONSTANT = 1e-4  # D's values on nearly all samples lie closer together: one that still learns ranges over 1e-3
FLAT = 1e-7  # the same for a critic, as a share of its value, which float32 cuts off there; clipped weights give 1e-5
FAR = 0.3  # bits: fakes that D must be able to tell
FAR_OFF = 0.45  # the same where it is asked of D: a checkerboard's edges, which no small D can draw, leave 0.35
SURE = 0.95  # accuracy of D; the best D reaches it where JS is 0.72 or more
WINNING = 0.7  # D(x) − D(G(z)); the best D reaches it only where JS is 0.59 or more
LITTLE = 0.01  # of G's usual gradient: where fakes come to rest in a mode, it falls to some 0.04
SATURATED = 0.01  # mean D(G(z)): of the non-saturating loss's gradient, the minimax loss has D/(1 − D)
NOTHING = 1e-6  # gradient that Adam and RMSprop no longer tell from their ε of 1e-8


def stranded(e: Evidence, far: float = FAR, steps: int = WINDOW) -> bool:
    """The fakes are so many bits from the data, which D must be able to tell, and come no closer."""
    return e.wrong >= far and e.stalled(steps)


def vanished(e: Evidence) -> Diagnosis | None:
    now, usual, said_of_fakes, right = e.lately("grad_g"), e.peak_grad_g, e.lately("d_fake"), e.right
    flat = e.knobs.get("loss") == "minimax" and said_of_fakes < SATURATED
    sure = right >= SURE and (flat or now < LITTLE * usual)
    if not (stranded(e) and (sure or now < NOTHING)):
        return None
    text = number(now)
    compared = f"{small_percent(now / usual)} of what it was" if usual > 0 else "too little to move anything"
    if flat:
        share = small_percent(said_of_fakes / (1 - said_of_fakes))
        compared = f"{share} of what the non-saturating loss would give"
    told = f", because D is right on {percent(right)} of the samples" if sure else ""
    sentence = f"G’s gradient has a norm of {text}, {compared}, and the fakes stand still{told}."
    return said(e, "vanished", "bad", "grad_g", now, text, sentence)


def strong_d(e: Evidence) -> Diagnosis | None:
    right = e.right
    if not (right >= SURE and stranded(e)):
        return None
    why = "and G makes no headway; near 50–75 % it would teach G more"
    sentence = f"D is right on {percent(right)} of the samples {why}."
    return said(e, "strong_d", "warn", "accuracy", right, percent(right), sentence)


def winning_d(e: Evidence) -> Diagnosis | None:
    """D wins against the fakes as G makes them now; their average, of which accuracy is told, may lie elsewhere."""
    if e.critic or not (e.edge >= WINNING and stranded(e)):
        return None
    text = f"{e.edge:.2f}"
    sentence = f"D(x) − D(G(z)) is {text} and G makes no headway; nearer to 0 it would teach G more."
    return said(e, "strong_d", "warn", "edge", e.edge, text, sentence)
