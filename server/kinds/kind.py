"""A kind of runs, as the server sees it: one record holds all that differs between kinds.

It knows experiments, messages and workers, but no run: runs/ knows kinds, not the other way round.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from models.experiment import Experiment
from server.protocol import base
from server.protocol.base import Wire
from server.protocol.catalogue import KindOffer
from server.protocol.messages import Error
from server.protocol.refusal import RefusedError
from server.settings import Settings
from server.worker.worker import Worker
from server.workers.reports import RunReport
from server.workers.spec import WorkerSpec

CURVE_LAYER = "curve"  # every kind has it: the rows of the curve since the last frame
E = TypeVar("E", bound=Experiment)


class Extra(ABC, Generic[E]):
    """What the server knows of a run of this kind, beside what it knows of every run."""

    waits = False  # whether it waits for others to leave the device

    @abstractmethod
    def message(self, experiment: E) -> dict[str, Wire]:
        """The fields of a run's message that only this kind has."""

    @abstractmethod
    def find_perfect(self, experiment: E) -> dict[str, float]:
        """What a perfect generator would score, as far as it is known; may take a while."""

    def write_snippet(self, experiment: E, file: str) -> str:
        """A script that samples from a run's file of this name; only of kinds whose runs can be downloaded."""
        raise NotImplementedError

    def update(self, report: RunReport) -> bool:
        """Keep what a report says of this kind's own. True where watchers are to be told."""
        return False


class Kind(ABC, Generic[E]):
    name: ClassVar[base.Kind]
    eager: ClassVar[bool]  # whether its worker starts with the server and has a reserve
    layers: ClassVar[Mapping[str, Sequence[str]]]  # of its pictures, and the arrays that each brings
    usual_layers: ClassVar[Sequence[str]]  # for a pull that names none
    no_file: ClassVar[str | None]  # why its runs cannot be downloaded; None where they can

    def check_layers(self, layers: Sequence[str] | None) -> frozenset[str]:
        """The layers that a pull asks for. Raises RefusedError for one that this kind does not have."""
        known = {*self.layers, CURVE_LAYER}
        for layer in layers or ():
            if layer not in known:
                message = f"There is no layer {layer!r} of this run."
                allowed = ", ".join([*self.layers, CURVE_LAYER])
                raise RefusedError(Error(code="rejected", message=message, control="layers", allowed=allowed))
        return frozenset(self.usual_layers if layers is None else layers)

    @abstractmethod
    def describe(self) -> KindOffer:
        """Its part of the catalogue."""

    @abstractmethod
    def write_spec(self, settings: Settings) -> WorkerSpec:
        """What its worker is there for. Raises DeviceError where this machine has no such device."""

    @abstractmethod
    def load_worker(self) -> Callable[[WorkerSpec], Worker[Any]]:
        """Import all that its worker needs, in the worker's process; what is returned makes the worker."""

    @abstractmethod
    def make_extra(self, experiment: E, folder: Path) -> Extra[E]:
        """Of a run that is built now; folder: the data folder."""

    @abstractmethod
    def patience(self, settings: Settings, others_wait: bool) -> float:
        """Seconds that a run trains on while nobody watches; others_wait: watched runs wait for the device."""

    def explain_sleep(self, step: int) -> str | None:
        """What somebody who comes back to a run that slept is told; None where it makes no difference."""
        return None

    def kept_data_knobs(self, before: E) -> dict[str, Any]:
        """Knobs of the data that stay where a recipe with the same data does not name them."""
        return {}

    def short_data_knobs(self, experiment: E, most: int) -> dict[str, Any]:
        """The knobs of the data, without own points where there are more than `most`."""
        return dict(experiment.data_knobs)
