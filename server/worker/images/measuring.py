"""What is measured and said of image runs that somebody looks at, by the code of toys (server/worker/scores.py)."""

from collections.abc import Collection
from pathlib import Path

from models.diagnosis.history import Floats
from models.images.diagnosis.diagnose import diagnosis_of_images
from models.images.judging.evaluation import evaluate
from models.toys.diagnosis.checks import Diagnosis
from server.worker.images.judges import Judges
from server.worker.images.member import ImageMember
from server.worker.measuring import Scores
from server.workers.reports import Measured, Perfect

SHARE = 0.02  # of the worker's time: measured every four seconds or so, images still change less than the eye sees
LOOK_EVERY = 0.1  # s between two looks for a judge


class Verdicts:
    def __init__(self, folder: Path) -> None:
        self._judges = Judges(folder)
        self._scores = Scores(scores_of, diagnosis_of, SHARE)

    def wait(self, members: Collection[ImageMember], now: float) -> float | None:
        """Seconds until something is to be done, none when nobody is to be judged."""
        waits = [self._scores.wait(judged(members), now), LOOK_EVERY if self._judges.waiting else None]
        return min((wait for wait in waits if wait is not None), default=None)

    def update(self, members: Collection[ImageMember], now: float) -> list[Perfect | Measured]:
        """Measure a run, if it is time; tells its scores, and what real images score, where that is known by now."""
        reports: list[Perfect | Measured] = []
        for member, floors in self._judges.take():
            if floors and not member.gone:
                member.floors = floors
                reports.append(Perfect(member.id, member.build, floors))
        self._judges.ask(members)
        self._scores.update(judged(members), now)
        return reports + self._scores.take()

    def diagnose(self, member: ImageMember) -> None:
        """Say at once what is happening in a run."""
        self._scores.diagnose(member)


def judged(members: Collection[ImageMember]) -> list[ImageMember]:
    return [member for member in members if member.judge is not None]


def scores_of(member: ImageMember) -> dict[str, float]:
    assert member.run is not None
    assert member.judge is not None
    return evaluate(member.run, member.judge)


def diagnosis_of(member: ImageMember, rows: Floats) -> Diagnosis:
    assert member.run is not None
    return diagnosis_of_images(member.run, rows, member.history, member.floors)
