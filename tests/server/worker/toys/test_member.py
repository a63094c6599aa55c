"""A toy run in its worker."""

import pytest

from models.images.experiment import Experiment as ImageExperiment
from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from server.worker.toys.member import ToyMember, as_toy
from server.workers.orders import Put
from tests.server.worker.toys.made import experiment


def made() -> ToyMember:
    return ToyMember(Put("a", 1, 1, 1, 1, experiment(), True, None), Run(experiment()))


def test_it_stands_where_its_run_stands() -> None:
    member = made()
    Cohort().advance([member.run], 5)
    assert (member.step, member.diverged, member.unsaved) == (5, False, True)
    assert member.box == member.run.box == experiment().distribution.box()
    member.run.diverged_at = 5
    assert (member.diverged, member.state) == (True, "diverged")


def test_it_is_tuned_with_its_run() -> None:
    member, other = made(), experiment(lr_g=0.5)
    member.tune_run(other)
    assert member.run.experiment is other


def test_images_are_for_another_worker() -> None:
    with pytest.raises(AssertionError):
        as_toy(ImageExperiment.parse("dcgan", "digits"))
