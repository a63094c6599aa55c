"""Who is prepared a judge, and when."""

from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
import torch

from server.worker.images import judges as module
from server.worker.images.judges import STAYS, Judges
from server.worker.images.member import ImageMember
from tests.server.worker.images.test_member import made


class Images:
    def __init__(self, labelled: bool) -> None:
        self.train_labels = torch.zeros(4) if labelled else None


class Judged:
    """In place of a judge: what it was made of, and how well real images do."""

    def __init__(self, images: object, classifier: object) -> None:
        self.classifier = classifier

    def floors(self) -> dict[str, float]:
        return {"diversity": 1.0} | ({"clear": 0.9} if self.classifier else {})


@pytest.fixture
def judges(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Judges]:
    monkeypatch.setattr(module, "Judge", Judged)
    monkeypatch.setattr(module, "classifier", lambda images, folder, still: "a classifier")
    judges = Judges(tmp_path)
    yield judges
    judges.close()


def seen(step: int, labelled: bool = True) -> ImageMember:
    member, images = made(), Images(labelled)
    feed = type("Feed", (), {"images": images})()
    run: Any = type("Run", (), {"step": step, "diverged_at": None, "feed": feed})()
    member.run, member.seen = run, True
    member.images.set_result(images)  # type: ignore[arg-type]
    return member


def taken(judges: Judges) -> tuple[ImageMember, dict[str, float]]:
    end = monotonic() + 30
    while not (ready := judges.take()):
        assert monotonic() < end
        sleep(0.01)
    (one,) = ready
    return one


def test_pixels_come_first_and_a_classifier_once_the_run_stays(judges: Judges) -> None:
    member = seen(STAYS - 1)
    judges.ask([member])
    judges.ask([member])
    assert judges.waiting == 1
    assert taken(judges) == (member, {"diversity": 1.0})
    assert (judges.waiting, member.judges_asked) == (0, 1)
    judges.ask([member])
    assert judges.waiting == 0
    member.run.step = STAYS  # type: ignore[union-attr]
    member.measured_step = 7
    judges.ask([member])
    assert taken(judges) == (member, {"diversity": 1.0, "clear": 0.9})
    assert member.measured_step is None  # measured anew from now on
    judges.ask([member])
    assert judges.waiting == 0


def test_images_without_labels_have_no_classifier(judges: Judges) -> None:
    member = seen(STAYS, labelled=False)
    judges.ask([member])
    taken(judges)
    judges.ask([member])
    assert (judges.waiting, member.judges_asked) == (0, 1)


def test_nothing_is_prepared_for_runs_that_nobody_sees_or_that_have_no_networks(judges: Judges) -> None:
    unseen, failed, loading = seen(STAYS), seen(STAYS), seen(STAYS)
    unseen.seen, failed.failed, loading.run = False, True, None
    judges.ask([unseen, failed, loading])
    assert judges.waiting == 0


def test_a_run_that_is_gone_is_given_up(judges: Judges) -> None:
    member = seen(1)
    member.gone = True
    judges.ask([member])
    assert taken(judges) == (member, {})
    assert member.judge is None
