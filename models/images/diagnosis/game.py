"""What is the matter between D and G of image GANs, where it is told by other numbers than in toys."""

import numpy as np

from models.diagnosis.evidence import LATELY, WINDOW
from models.diagnosis.finding import Diagnosis, said
from models.diagnosis.game import CONSTANT, FAR_OFF, FLAT, NOTHING, stranded
from models.diagnosis.wording import number, percent
from models.images.diagnosis.symptoms import ImageEvidence

LOW = 0.15  # of what is wrong, that D sees: healthy runs of digits stay above 0.2 while samples get clear


def dead_d(e: ImageEvidence) -> Diagnosis | None:
    """D's values no longer depend on the image."""
    limit = FLAT * abs(e.last("d_level")) if e.critic else CONSTANT
    if len(e.measures) < 3 or not e.last("d_range") <= limit:
        return None
    text = f"{e.last('d_level'):.2f}"
    sentence = f"D says {text} of every image, real or fake: its units are off, and G learns nothing from it."
    return said(e, "dead_d", "bad", "d_level", e.last("d_level"), text, sentence)


def dead_g(e: ImageEvidence) -> Diagnosis | None:
    """Nothing has moved G for long: its own units or D's are off or saturated."""
    grads = e.curve.get("grad_g", np.empty(0))[-LATELY:]
    if len(grads) < LATELY or not grads.max() < NOTHING:
        return None
    text = number(float(grads[-1]))
    sentence = f"G’s gradient has been {text} for {LATELY} steps: units of G or D are saturated, and nothing moves G."
    return said(e, "vanished", "bad", "grad_g", grads[-1], text, sentence, "dead_g")


def weak_d(e: ImageEvidence) -> Diagnosis | None:
    """D sees too little of what a classifier says is wrong."""
    if not (e.edge < LOW * e.wrong and stranded(e, FAR_OFF, WINDOW)):
        return None
    what, text = "2·accuracy − 1" if e.critic else "D(x) − D(G(z))", f"{e.edge:.2f}"
    why = f"although {percent(1 - e.shown('clear'))} of the samples are not clear, so G is not told what is wrong"
    return said(e, "weak_d", "warn", "edge", e.edge, text, f"{what} is {text}, {why}.")
