"""Image GANs: they take long, wait for a device and for their images, and are kept as files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from models.experiment import Rejected
from models.images.datasets import DATASETS
from models.images.experiment import Experiment
from models.images.games import VARIANTS
from models.images.judging.evaluation import MEASURES
from models.images.layers import LAYERS
from models.images.saving.snippet import snippet
from models.images.system import System
from server.kinds.kind import CURVE_LAYER, Extra, Kind
from server.kinds.offer import describe_data, describe_layers, describe_measures, describe_variant
from server.protocol.base import Wire
from server.protocol.catalogue import Arrow, ImageDataSet, ImageKind, ImageVariant, Part, Tool
from server.protocol.messages import Cost, ImageRun, Loading
from server.settings import Settings
from server.worker.worker import Worker
from server.workers.reports import Costs, Perfect, RunReport, Waiting
from server.workers.spec import WorkerSpec

RELOADS = 5.0  # s that a page may take to load again: who comes back finds the run training


class ImageExtra(Extra[Experiment]):
    def __init__(self, size: int, channels: int, classes: list[str]) -> None:
        self.size, self.channels, self.classes = size, channels, classes  # of the images
        self.place: int | None = None  # in the queue for the device, 1 the next
        self.loaded: tuple[int, int] | None = None  # bytes of its images that are here, of how many
        self.cost: Cost | None = None
        self.perfect: dict[str, float] = {}

    @property
    def waits(self) -> bool:  # type: ignore[override]
        return self.place is not None

    def message(self, experiment: Experiment) -> dict[str, Wire]:
        loading = None if self.loaded is None else Loading(here=self.loaded[0], total=self.loaded[1])
        run = ImageRun(
            size=self.size,
            channels=self.channels,
            classes=self.classes,
            place=self.place,
            loading=loading,
            cost=self.cost,
        )
        return {"image": run}

    def find_perfect(self, experiment: Experiment) -> dict[str, float]:
        """Known once somebody looks and the classifier has learnt."""
        return self.perfect

    def write_snippet(self, experiment: Experiment, file: str) -> str:
        """A script that samples from a downloaded run. Raises Rejected where there is none."""
        script = snippet(experiment, self.channels, tuple(self.classes), file)
        if script is None:
            title = experiment.gan.title
            raise Rejected("run", f"A script cannot sample from {title}: its images need more than one network.")
        return script

    def update(self, report: RunReport) -> bool:
        match report:
            case Waiting():
                self.place, self.loaded = report.place, report.loaded
                return True
            case Costs():
                self.cost = report.cost
                return True
            case Perfect():
                self.perfect = report.measures
        return False


class Image(Kind[Experiment]):
    name = "image"
    layers = LAYERS
    usual_layers = ("samples", "scores", CURVE_LAYER)
    eager = False  # few ask for images, and who does waits for the data anyway
    no_file = None

    def describe(self) -> ImageKind:
        return ImageKind(
            variants=[describe_system(name, system) for name, system in VARIANTS.items()],
            data=[
                ImageDataSet(**describe_data(name, data), channels=data.channels, classes=list(data.classes))
                for name, data in DATASETS.items()
            ],
            measures=describe_measures(MEASURES),
            layers=describe_layers(self.layers),
        )

    def write_spec(self, settings: Settings) -> WorkerSpec:
        """The worker resolves "auto": only there a device is touched."""
        return WorkerSpec(self.name, settings.device, settings.data_dir, settings.image_runs, settings.data)

    def load_worker(self) -> Callable[[WorkerSpec], Worker[Any]]:
        from server.worker.images.worker import ImageWorker

        return lambda spec: ImageWorker(spec.device, spec.folder, spec.at_once, spec.given)

    def make_extra(self, experiment: Experiment, folder: Path) -> ImageExtra:
        return ImageExtra(**experiment.images(folder))

    def patience(self, settings: Settings, others_wait: bool) -> float:
        """Short where somebody waits for the device."""
        return min(RELOADS, settings.image_pause_after) if others_wait else settings.image_pause_after

    def explain_sleep(self, step: int) -> str:
        return f"Nobody watched, so the run paused at step {step:,} to let others train; it goes on now."


def describe_system(name: str, system: type[System]) -> ImageVariant:
    return ImageVariant(
        **describe_variant(name, system, system.columns(system.Knobs())),
        labelled=system.labelled,
        conditional=system.conditional,
        critics=list(system.critics),
        tools=[Tool(name=tool.name, title=tool.title, data=tool.data()) for tool in system.tools],
        parts=[Part(**part._asdict()) for part in system.parts],
        arrows=[Arrow(**arrow._asdict()) for arrow in system.arrows],
    )
