"""What only runs of points have."""

from pathlib import Path
from typing import Any

from models.toys.experiment import Experiment
from models.toys.measures import floors
from models.toys.measures.evaluation import MEASURED
from server.kinds import KINDS
from server.kinds.toy import ToyExtra, own_points
from server.protocol.messages import ToyRun
from server.settings import Settings
from server.workers.reports import Applied, Rows

TOY = KINDS["toy"]
POINTS = [[i / 10, 0.0] for i in range(10)]
BOX = ((-2.0, 2.0), (-3.0, 3.0))


def own(**knobs: Any) -> Experiment:
    return Experiment.parse("gan", "points", data_knobs={"points": POINTS} | knobs)


def test_the_stage_is_that_of_the_data_until_the_worker_tells_its_own() -> None:
    experiment = Experiment.parse("gan", "gaussian_1d")
    extra = TOY.make_extra(experiment, Path("data"))
    (low, high), *_ = experiment.distribution.box()
    assert extra.message(experiment) == {"toy": ToyRun(dims=1, box=[low, high], points=0)}
    assert not extra.update(Applied("a", 1, 1, 0, BOX))
    told = extra.message(experiment)["toy"]
    assert isinstance(told, ToyRun)
    assert told.box == [-2.0, 2.0, -3.0, 3.0]
    assert not extra.update(Rows("a", 1, 1, None))  # type: ignore[arg-type]


def test_own_points_are_counted_kept_and_left_out_where_they_are_many() -> None:
    experiment = own(jitter=0.1)
    told = ToyExtra(BOX).message(experiment)["toy"]
    assert isinstance(told, ToyRun)
    assert (told.dims, told.points) == (2, 10)
    assert own_points(experiment) == tuple(map(tuple, POINTS))
    assert TOY.kept_data_knobs(experiment) == {"points": own_points(experiment)}
    assert set(TOY.short_data_knobs(experiment, 10)) == {"points", "jitter"}
    assert TOY.short_data_knobs(experiment, 9) == {"jitter": 0.1}


def test_a_perfect_generator_is_measured_on_the_stage_of_the_run() -> None:
    experiment = Experiment.parse("gan", "ring")
    perfect = ToyExtra(BOX).find_perfect(experiment)
    assert perfect == {k: v for k, v in floors(experiment.distribution, MEASURED, BOX).items() if v == v}
    assert "js" in perfect


def test_it_sleeps_after_a_while_and_nobody_need_know() -> None:
    settings = Settings(pause_after=7.0, image_pause_after=3.0)
    assert (TOY.patience(settings, False), TOY.patience(settings, True)) == (7.0, 7.0)
    assert TOY.explain_sleep(12) is None
    assert TOY.no_file is not None
