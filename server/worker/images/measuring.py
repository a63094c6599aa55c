"""How image runs are measured and diagnosed: by a judge, which threads prepare beside the training (judges.py)."""

from collections.abc import Collection
from pathlib import Path

from models.diagnosis.finding import Diagnosis
from models.diagnosis.history import Floats
from models.images.diagnosis.diagnose import diagnosis_of_images
from models.images.judging.evaluation import evaluate
from server.worker.images.judges import Judges
from server.worker.images.member import ImageMember
from server.worker.measuring import Measuring
from server.workers.reports import Perfect

SHARE = 0.02  # of the worker's time: measured every four seconds or so, images still change less than the eye sees
LOOK_EVERY = 0.1  # s between two looks for a judge


class ImageMeasuring(Measuring[ImageMember]):
    def __init__(self, folder: Path) -> None:
        super().__init__(SHARE)
        self._judges = Judges(folder)

    def measurable(self, member: ImageMember) -> bool:
        return member.judge is not None

    def wait(self, members: Collection[ImageMember], now: float) -> float | None:
        waits = [super().wait(members, now), LOOK_EVERY if self._judges.waiting else None]
        return min((wait for wait in waits if wait is not None), default=None)

    def update(self, members: Collection[ImageMember], now: float) -> bool:
        """Also reports what real images score, once that is known."""
        for member, floors in self._judges.take():
            if floors and not member.gone:
                member.floors = floors
                self._reports.append(Perfect(member.id, member.build, floors))
        self._judges.ask(members)
        return super().update(members, now)

    def evaluate(self, member: ImageMember) -> dict[str, float]:
        assert member.run is not None
        assert member.judge is not None
        return evaluate(member.run, member.judge)

    def find_diagnosis(self, member: ImageMember, rows: Floats) -> Diagnosis:
        assert member.run is not None
        return diagnosis_of_images(member.run, rows, member.history, member.floors)
