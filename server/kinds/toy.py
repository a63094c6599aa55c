"""Toys: GANs of points, on the line or in the plane."""

from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import Any, ClassVar

from models.experiment import Box
from models.experiment import Experiment as AnyExperiment
from models.toys.distributions import DISTRIBUTIONS
from models.toys.distributions.points import PointSet
from models.toys.experiment import Experiment
from models.toys.games import VARIANTS
from models.toys.measures import MEASURES, floors
from models.toys.measures.evaluation import MEASURED
from models.toys.pictures.layers import LAYERS
from server.kinds.kind import CURVE_LAYER, Extra, Kind
from server.kinds.offer import describe_data, describe_layers, describe_measures, describe_variant
from server.protocol.base import Wire
from server.protocol.catalogue import ToyDataSet, ToyKind, ToyVariant
from server.protocol.messages import ToyRun
from server.settings import Settings
from server.worker.worker import Worker
from server.workers.device import resolve
from server.workers.reports import Applied, RunReport
from server.workers.spec import WorkerSpec


class ToyExtra(Extra[Experiment]):
    def __init__(self, box: Box) -> None:
        self.box = box  # the stage's limits, fixed while the networks live

    def message(self, experiment: Experiment) -> dict[str, Wire]:
        box = [end for side in self.box for end in side]
        return {"toy": ToyRun(dims=experiment.dims, box=box, points=len(own_points(experiment)))}

    def find_perfect(self, experiment: Experiment) -> dict[str, float]:
        scores = floors(experiment.distribution, MEASURED, self.box)
        return {name: score for name, score in scores.items() if isfinite(score)}

    def update(self, report: RunReport) -> bool:
        if isinstance(report, Applied):
            self.box = report.box or self.box
        return False


class Toy(Kind[Experiment]):
    name = "toy"
    eager = True
    layers: ClassVar[Mapping[str, Sequence[str]]] = {name: layer.arrays for name, layer in LAYERS.items()}
    usual_layers = ("fake", "field", "density", CURVE_LAYER)
    no_file = "Only image GANs can be downloaded; a link holds all there is of a GAN of points."

    def describe(self) -> ToyKind:
        return ToyKind(
            variants=[
                ToyVariant(**describe_variant(name, gan, gan.columns(gan.Knobs())[:2]), critic=gan.critic)
                for name, gan in VARIANTS.items()
            ],
            data=[
                ToyDataSet(**describe_data(name, data), dims=1 if data.dims == 1 else 2, handles=list(data.handles))
                for name, data in DISTRIBUTIONS.items()
            ],
            measures=describe_measures(MEASURES),
            layers=describe_layers(self.layers),
        )

    def write_spec(self, settings: Settings) -> WorkerSpec:
        return WorkerSpec(self.name, resolve(settings.device))

    def load_worker(self) -> Callable[[WorkerSpec], Worker[Any]]:
        from server.worker.toys.worker import ToyWorker

        return lambda spec: ToyWorker(spec.device)

    def make_extra(self, experiment: Experiment, folder: Path) -> ToyExtra:
        return ToyExtra(experiment.box())

    def patience(self, settings: Settings, others_wait: bool) -> float:
        return settings.pause_after

    def kept_data_knobs(self, before: Experiment) -> dict[str, Any]:
        return {"points": before.data_knobs.points} if isinstance(before.data_knobs, PointSet) else {}

    def short_data_knobs(self, experiment: Experiment, most: int) -> dict[str, Any]:
        knobs = super().short_data_knobs(experiment, most)
        if len(own_points(experiment)) > most:
            del knobs["points"]
        return knobs


def own_points(experiment: AnyExperiment) -> tuple[tuple[float, ...], ...]:
    """Own points that are the data; empty where the data are other ones."""
    data = experiment.data_knobs
    return data.points if isinstance(data, PointSet) else ()
