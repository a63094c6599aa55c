"""What is happening in an image GAN: the checks that both kinds share and its own, on its own numbers."""

from collections.abc import Mapping

from models.diagnosis.finding import Diagnosis, first
from models.diagnosis.history import Floats, History
from models.images.diagnosis.findings import CHECKS, learning
from models.images.diagnosis.symptoms import evidence
from models.images.run import ImageRun


def diagnosis_of_images(run: ImageRun, rows: Floats, history: History, floors: Mapping[str, float]) -> Diagnosis:
    """Of a run, from its newest curve rows, what its history remembers, and what real images score."""
    curve = {column.name: values for column, values in zip(run.columns, rows.T, strict=True)}
    history.see(curve)
    return first(evidence(run, curve, history, floors), CHECKS, learning)
