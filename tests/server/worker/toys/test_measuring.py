"""What is measured of toys."""

from server.worker.toys.worker import ToyWorker
from server.workers import reports
from tests.server.worker.toys.made import ask, of, pictures, put, run


def test_measures_come_with_the_frames_of_who_is_looked_at() -> None:
    w = ToyWorker()
    put(w, "seen", True, 100.0)
    put(w, "unseen", True, 100.0)
    ask(w, "seen")
    run(w, lambda r: bool(of(r, reports.Frame)))
    run(w, lambda r: w.members["seen"].measures is not None)
    ask(w, "seen")
    (picture,) = pictures(run(w, lambda r: bool(of(r, reports.Frame))))
    measures = picture.measures
    assert 0 <= measures["step"] <= picture.step
    assert 0 <= measures["js"] <= 1
    assert w.members["unseen"].measures is None
