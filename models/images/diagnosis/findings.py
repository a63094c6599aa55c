"""What is found in image GANs where it is told by other numbers than in toys: a classifier's, and the pixels'."""

from collections.abc import Callable

from models.diagnosis.course import BEGINNING, beginning, diverged, frozen
from models.diagnosis.evidence import LATELY, WINDOW
from models.diagnosis.finding import Diagnosis, said
from models.diagnosis.game import strong_d, vanished, winning_d
from models.diagnosis.wording import percent
from models.images.diagnosis.game import dead_d, dead_g, weak_d
from models.images.diagnosis.symptoms import ImageEvidence

ALIKE = 0.3  # of real images' mean distance: healthy runs of digits stay above 0.8 from step 100 on
SWINGS = 0.14  # of the Fréchet distance's logarithm: D’s rate × 50 gives 0.16 and more, as do small distances by chance
CLEAR = 0.5  # of samples: before, classes that do not occur are not lost but not there yet; after, nothing is lost
NEAR = 0.2  # below real images' share of clear samples: what is called well
COPIES = 0.2  # of samples, beyond the share of real images: 64 are looked at, and of healthy runs' none is one
KEPT = 0.8  # of real images' diversity, which well asks for too


def begun(e: ImageEvidence) -> Diagnosis | None:
    """Too early for alarms, but not to say what a classifier sees already."""
    found = beginning(e)
    if found is None or not e.measures or not e.labelled:
        return found
    clear = e.shown("clear")
    text = percent(clear)
    far = f"and {text} of the samples are clear already" if clear >= 0.01 else f"with {text} of the samples clear"
    sentence = f"Just begun, {far}; what goes wrong shows from step {BEGINNING}."
    return said(e, "learning", "info", "clear", clear, text, sentence, "wait")


def alike(e: ImageEvidence) -> Diagnosis | None:
    """Collapse, by pixels: it needs no labels."""
    if len(e.measures) < 3 or not e.last("diversity") <= ALIKE:
        return None
    diversity = e.shown("diversity")
    text = percent(diversity)
    sentence = f"All samples look alike: they differ from each other by {text} of what real images do."
    return said(e, "collapse", "bad", "diversity", diversity, text, sentence)


def one_class(e: ImageEvidence) -> Diagnosis | None:
    """Collapse onto a class or two, which may differ in their pixels."""
    most = max((m.get("classes", 0) for m in e.measures[-3:]), default=0)
    if not (e.labelled and e.covered() and e.modes >= 4 and e.last("clear") >= CLEAR and 1 <= most <= e.modes / 5):
        return None
    text = f"{int(most)} of {e.modes} classes"
    return said(e, "collapse", "bad", "classes", most, text, f"Clear samples are of {text} only.")


def by_heart(e: ImageEvidence) -> Diagnosis | None:
    """Samples that are training images show nothing new; it needs no labels."""
    if len(e.measures) < 3 or not e.last("memorised") - e.floors.get("memorised", 0.0) >= COPIES:
        return None
    copies = e.shown("memorised")
    text = percent(copies)
    sentence = f"{text} of the samples are copies of training images: G has learned them by heart."
    return said(e, "memorised", "warn", "memorised", copies, text, sentence)


def oscillation(e: ImageEvidence) -> Diagnosis | None:
    """G and D chase each other: what was learned is lost again, so most samples are not clear."""
    if not e.last("clear") < CLEAR or e.swing < SWINGS:
        return None
    distances = [m["frechet"] for m in e.window()]
    text = f"between {min(distances):.1f} and {max(distances):.1f}"
    sentence = f"The samples become better and worse again: their Fréchet distance goes to and fro {text}."
    return said(e, "oscillation", "warn", "swing", e.swing, text, sentence)


def lost_classes(e: ImageEvidence) -> Diagnosis | None:
    """Not before samples are clear, and no class has come back over the window."""
    w = e.window()
    if not e.labelled or e.modes < 2 or not e.covered() or not e.last("clear") >= CLEAR:
        return None
    held = max(m.get("classes", 0) for m in e.measures[-3:])
    if held >= e.modes or held > max(m.get("classes", 0) for m in w[: len(w) // 2]):
        return None
    missing = e.modes - int(held)
    text = f"{missing} of {e.modes} classes"
    sentence = f"{text} {'does' if missing == 1 else 'do'} not occur among the clear samples."
    return said(e, "lost_modes", "warn", "classes", held, text, sentence)


def well(e: ImageEvidence) -> Diagnosis | None:
    """Near real images, without being them, and not just in passing."""
    known = e.labelled and "clear" in e.floors
    if not (known and e.covered() and e.wrong <= NEAR and e.last("diversity") >= KEPT) or by_heart(e):
        return None
    held = max(m.get("classes", 0) for m in e.measures[-3:])
    if held < e.modes:
        return None
    text, best = percent(e.shown("clear")), percent(e.floors["clear"])
    sentence = f"{text} of the samples are clear, of all {e.modes} classes; of real images {best} are."
    return said(e, "well", "good", "clear", e.shown("clear"), text, sentence)


def learning(e: ImageEvidence) -> Diagnosis:
    """Where nothing else is found: how the share of clear samples moves, or what is known without labels."""
    if not e.labelled:
        diversity = e.shown("diversity")
        text = percent(diversity)
        sentence = f"Samples differ from each other by {text} of what real images do; whether they look real, you see."
        return said(e, "learning", "info", "diversity", diversity, text, sentence, "wait")
    clear, w = e.shown("clear"), [m for m in e.window() if "clear" in m]
    text, before, steps = percent(clear), w[0]["clear"], int(e.now["step"] - w[0]["step"])
    many = "" if not e.modes else f" and look like {int(e.now['classes'])} of {e.modes} classes"
    sentence = f"{text} of the samples are clear{many}"
    if steps >= LATELY:
        sentence += f"; {percent(before)} were, {steps:,} steps ago"
    stuck = e.stalled(2 * WINDOW) and e.wrong > NEAR
    return said(
        e, "stuck" if stuck else "learning", "info", "clear", clear, text, f"{sentence}.", "stuck" if stuck else "wait"
    )


CHECKS: tuple[Callable[[ImageEvidence], Diagnosis | None], ...] = (
    diverged,
    begun,
    frozen,
    well,
    dead_d,
    dead_g,
    alike,
    one_class,
    by_heart,
    oscillation,
    vanished,
    strong_d,
    winning_d,
    lost_classes,
    weak_d,
)  # in the order in which they are asked
