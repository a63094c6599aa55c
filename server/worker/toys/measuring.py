"""How toys are measured and diagnosed."""

from models.diagnosis.finding import Diagnosis
from models.diagnosis.history import Floats
from models.toys.diagnosis.diagnose import diagnosis_of
from models.toys.measures.evaluation import evaluate
from server.worker.measuring import Measuring
from server.worker.toys.member import ToyMember

SHARE = 0.05  # of the worker's time


class ToyMeasuring(Measuring[ToyMember]):
    def __init__(self) -> None:
        super().__init__(SHARE)

    def evaluate(self, member: ToyMember) -> dict[str, float]:
        return evaluate([member.run])[0]

    def find_diagnosis(self, member: ToyMember, rows: Floats) -> Diagnosis:
        return diagnosis_of(member.run, rows, member.history)
