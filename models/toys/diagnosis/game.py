"""What is the matter between D and G of a toy, where it is found by how far the fakes are from the data."""

from models.diagnosis.finding import LEARNT, Diagnosis, said
from models.diagnosis.game import CONSTANT, FAR_OFF, FLAT, stranded
from models.toys.diagnosis.evidence import Evidence

PATIENCE = 2400  # steps: before a grid of 25, a D that learns well sees little for the first 2,000
BLIND = 0.35  # of what the best D would see at least


def dead_d(e: Evidence) -> Diagnosis | None:
    limit = FLAT * abs(e.last("d_level")) if e.critic else CONSTANT
    if len(e.measures) < 3 or not (e.last("d_range") <= limit and e.wrong > LEARNT):
        return None
    text = f"{e.shown('js'):.2f} bits"
    sentence = (
        f"D says the same of every sample, real or fake, although they are {text} of JS apart"
        f" ({e.floor:.2f} would be no difference). Grey is not the optimum here."
    )
    return said(e, "dead_d", "bad", "js", e.shown("js"), text, sentence)


def weak_d(e: Evidence) -> Diagnosis | None:
    if not (e.edge < BLIND * e.wrong and stranded(e, FAR_OFF, PATIENCE)) or e.knobs.get("instance_noise"):
        return None
    what, text = "2·accuracy − 1" if e.critic else "D(x) − D(G(z))", f"{e.edge:.2f}"
    why = f"where the best D would reach {e.wrong:.2f} or more, so G is not told what is wrong with its fakes"
    return said(e, "weak_d", "warn", "edge", e.edge, text, f"{what} is {text}, {why}.")
