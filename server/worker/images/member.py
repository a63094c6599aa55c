"""One image run inside its worker: it has a GAN once its images are there."""

from concurrent.futures import Future

from models.experiment import Experiment as AnyExperiment
from models.images.datasets import Images
from models.images.experiment import Experiment
from models.images.judging.evaluation import Judge
from models.images.judging.neighbours import Neighbours
from models.images.run import ImageRun
from server.worker.images.stopwatch import Stopwatch
from server.worker.member import Member
from server.workers.orders import Put
from server.workers.states import Checkpoint


class ImageMember(Member):
    def __init__(self, put: Put) -> None:
        self.run: ImageRun | None = None  # None while its images are loaded
        self.experiment = as_image(put.experiment)
        self.checkpoint = put.state if isinstance(put.state, Checkpoint) else None  # which it begins with
        super().__init__(put, self.step)
        self.images: Future[Images] = Future()
        self.neighbours: Future[Neighbours] = Future()  # of its training images
        self.loaded: tuple[int, int] | None = (0, 0)  # bytes of its images, of how many; None once they are there
        self.waiting: tuple[int | None, tuple[int, int] | None] = (None, None)  # what the server knows of its waiting
        self.due = 0.0  # when its next step is
        self.gone = False  # dropped, or built anew
        self.judge: Judge | None = None  # of its samples, once it is there
        self.judges_asked = 0  # how many judges were asked for, each better than the one before
        self.floors: dict[str, float] = {}  # what real images score
        self.stopwatch = Stopwatch()

    @property
    def step(self) -> int:
        if self.run is not None:
            return self.run.step
        return self.checkpoint.step if self.checkpoint is not None else 0

    @property
    def diverged(self) -> bool:
        return self.run is not None and self.run.diverged_at is not None

    def set_loaded(self, here: int, total: int) -> None:
        """The thread that loads its images says how far it is."""
        self.loaded = (here, total)

    def tune_run(self, experiment: AnyExperiment) -> None:
        self.experiment = as_image(experiment)
        self.stopwatch = Stopwatch()  # other knobs, other costs
        if self.run is not None:
            self.run.tune(self.experiment)

    def keep_pace(self, now: float) -> None:
        """After a step: when the next is due. A run that is behind does not owe steps."""
        pause = 1 / self.speed if self.speed and not self.todo else 0.0
        self.due = max(self.due + pause, now - 5 * pause)


def as_image(experiment: AnyExperiment) -> Experiment:
    """Other kinds of experiments go to other workers."""
    assert isinstance(experiment, Experiment)
    return experiment
