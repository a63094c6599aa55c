"""What only image runs have."""

from pathlib import Path

import pytest

from models.images.experiment import Experiment
from server.kinds import KINDS
from server.kinds.image import RELOADS, ImageExtra
from server.protocol.messages import Cost, ImageRun, Loading
from server.settings import Settings
from server.workers.reports import Applied, Costs, Perfect, Waiting

IMAGE = KINDS["image"]
EXPERIMENT = Experiment.parse("dcgan", "digits", {"size": 16})
COST = Cost(device="CPU", steps_per_s=20.0, seconds=None, until=None)


@pytest.fixture
def extra(tmp_path: Path) -> ImageExtra:
    made = IMAGE.make_extra(EXPERIMENT, tmp_path)
    assert isinstance(made, ImageExtra)
    return made


def told(extra: ImageExtra) -> ImageRun:
    message = extra.message(EXPERIMENT)["image"]
    assert isinstance(message, ImageRun)
    return message


def test_it_says_what_the_images_are(extra: ImageExtra) -> None:
    digits = [str(digit) for digit in range(10)]
    assert told(extra) == ImageRun(size=16, channels=1, classes=digits, place=None, loading=None, cost=None)


def test_what_the_worker_reports_is_told_at_once_but_for_what_the_page_asks_for(extra: ImageExtra) -> None:
    assert not extra.waits
    assert extra.update(Waiting("a", 1, 2, (3, 9)))
    assert (told(extra).place, told(extra).loading, extra.waits) == (2, Loading(here=3, total=9), True)
    assert extra.update(Waiting("a", 1, None, None))
    assert (told(extra).place, told(extra).loading, extra.waits) == (None, None, False)
    assert extra.update(Costs("a", 1, COST))
    assert told(extra).cost == COST
    assert extra.find_perfect(EXPERIMENT) == {}
    assert not extra.update(Perfect("a", 1, {"diversity": 1.0}))
    assert extra.find_perfect(EXPERIMENT) == {"diversity": 1.0}
    assert not extra.update(Applied("a", 1, 1, 0, ()))


def test_a_script_loads_the_file_that_is_named(extra: ImageExtra) -> None:
    assert 'load_file("mine.safetensors")' in extra.write_snippet(EXPERIMENT, "mine.safetensors")
    assert IMAGE.no_file is None


def test_it_makes_room_sooner_where_somebody_waits() -> None:
    settings = Settings(pause_after=700.0, image_pause_after=60.0)
    assert (IMAGE.patience(settings, False), IMAGE.patience(settings, True)) == (60.0, RELOADS)
    assert IMAGE.patience(Settings(image_pause_after=1.0), True) == 1.0
    assert IMAGE.explain_sleep(1234) == (
        "Nobody watched, so the run paused at step 1,234 to let others train; it goes on now."
    )
