"""What is happening in an image GAN: toys' checks and its own, asked of its own numbers."""

from collections.abc import Mapping

from models.diagnosis.history import Floats, History
from models.images.diagnosis.findings import CHECKS, learning
from models.images.diagnosis.symptoms import evidence
from models.images.run import ImageRun
from models.toys.diagnosis.checks import Diagnosis
from models.toys.diagnosis.diagnose import first


def diagnosis_of_images(run: ImageRun, rows: Floats, history: History, floors: Mapping[str, float]) -> Diagnosis:
    """Of a run, from its newest curve rows, what its history remembers, and what real images score."""
    return first(evidence(run, rows, history, floors), CHECKS, learning)
