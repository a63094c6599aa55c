"""One toy run inside its worker."""

from models.experiment import Box
from models.experiment import Experiment as AnyExperiment
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from server.worker.member import Member
from server.workers.orders import Put


class ToyMember(Member):
    def __init__(self, put: Put, run: Run) -> None:
        super().__init__(put, run.step)
        self.run = run

    @property
    def step(self) -> int:
        return self.run.step

    @property
    def diverged(self) -> bool:
        return self.run.diverged_at is not None

    @property
    def box(self) -> Box:
        return self.run.box

    def tune_run(self, experiment: AnyExperiment) -> None:
        self.run.tune(as_toy(experiment))


def as_toy(experiment: AnyExperiment) -> Experiment:
    """Other kinds of experiments go to other workers."""
    assert isinstance(experiment, Experiment)
    return experiment
