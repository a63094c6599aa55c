"""Pictures of toys: one forward pass draws many runs, each with the layers that somebody wants to see."""

from collections.abc import Callable, Set

from models.toys.pictures.layers import LAYERS, shown_plane
from models.toys.pictures.shown import real_samples
from models.toys.pictures.snapshot import snapshot
from server.protocol.base import Wire
from server.protocol.frames import ToyPicture
from server.worker.frames import Arrays
from server.worker.pulls import Pulls
from server.worker.toys.member import ToyMember
from server.workers.orders import Pull

BATCH = 128  # runs in one snapshot, so that it does not keep commands waiting
PAUSE = 0.010  # s between snapshots: all who pull meanwhile share the next one
SHARE = 0.5  # of the worker's time that pictures may take from training


class ToyPulls(Pulls[ToyMember]):
    def __init__(self) -> None:
        super().__init__(SHARE, PAUSE, BATCH)

    def take_pictures(
        self, taken: dict[ToyMember, list[Pull]], failed: Callable[[ToyMember, Exception], None]
    ) -> dict[ToyMember, Arrays]:
        try:
            return pictures_of(taken)
        except Exception as error:
            if len(taken) == 1:
                failed(next(iter(taken)), error)
                return {}
        alone = [self.take_pictures({member: pulls}, failed) for member, pulls in taken.items()]  # whose error was it?
        return {member: arrays for picture in alone for member, arrays in picture.items()}

    def names_of(self, layer: str) -> Set[str]:
        return set(LAYERS[layer].arrays) if layer in LAYERS else {layer} & {"real"}

    def layers(self, pull: Pull, member: ToyMember) -> Set[str]:
        """With the real samples, where the browser has those of another epoch."""
        layers = pull.layers | ({"real"} if pull.epoch != member.epoch else set())
        return layers - {"density"} if member.run.dims == 2 else layers  # in the plane, D* is a layer of its own

    def together(self, pulls: list[Pull]) -> list[Pull]:
        """Those that one manifold can answer; who wants another plane of the noise waits for the next picture."""
        plane = plane_of(pulls)
        return [pull for pull in pulls if "manifold" not in pull.layers or pull.plane == plane]

    def header(self, member: ToyMember, pulls: list[Pull]) -> dict[str, Wire]:
        plane = list(shown_plane(member.run, plane_of(pulls))) if "manifold" in pulls[0].layers else None
        return {"toy": ToyPicture(dims=1 if member.run.dims == 1 else 2, plane=plane)}


def pictures_of(taken: dict[ToyMember, list[Pull]]) -> dict[ToyMember, Arrays]:
    """The arrays of all layers that somebody needs, by run."""
    layers = {member: needed_layers(pulls, member) for member, pulls in taken.items()}
    planes = [plane_of(pulls) for pulls in taken.values()]
    pictures = snapshot([member.run for member in layers], list(layers.values()), planes)
    for member, arrays in zip(layers, pictures, strict=True):
        if "real" in layers[member]:
            arrays["real"] = real_samples(member.run)
    return dict(zip(layers, pictures, strict=True))


def needed_layers(pulls: list[Pull], member: ToyMember) -> set[str]:
    """Layers that somebody needs; real samples only where a browser has those of another epoch."""
    real = {"real"} if any(pull.epoch != member.epoch for pull in pulls) else set()
    return real.union(*(pull.layers for pull in pulls)) - {"curve"}


def plane_of(pulls: list[Pull]) -> tuple[int, int]:
    """The coordinates of the noise that the manifold shows."""
    return next((pull.plane for pull in pulls if "manifold" in pull.layers), (0, 1))
