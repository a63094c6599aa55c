"""What is happening in an image GAN: toys' checks and its own, asked of its own numbers."""

from collections.abc import Mapping

from models.diagnosis.finding import Diagnosis, first
from models.diagnosis.history import Floats, History
from models.images.diagnosis.findings import CHECKS, learning
from models.images.diagnosis.symptoms import evidence
from models.images.run import ImageRun
from models.toys.engine.readings import CURVE


def diagnosis_of_images(run: ImageRun, rows: Floats, history: History, floors: Mapping[str, float]) -> Diagnosis:
    """Of a run, from its newest curve rows, what its history remembers, and what real images score."""
    history.see(dict(zip(CURVE, rows.T, strict=True)))
    return first(evidence(run, rows, history, floors), CHECKS, learning)
