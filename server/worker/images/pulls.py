"""Pictures of image runs: the sheet of samples as one WebP image, and what D says of each."""

from collections.abc import Callable, Set

import numpy as np

from models.images.layers import LAYERS
from models.images.webp import encode_webp
from server.protocol.base import Wire
from server.protocol.frames import ImagePicture, Sheet
from server.worker.frames import Arrays
from server.worker.images.member import ImageMember
from server.worker.pulls import Pulls
from server.workers.orders import Pull

SHARE = 0.045  # of the worker's time that pictures may take from training: some three a second


class ImagePulls(Pulls[ImageMember]):
    def __init__(self) -> None:
        super().__init__(SHARE)

    def take_pictures(
        self, taken: dict[ImageMember, list[Pull]], failed: Callable[[ImageMember, Exception], None]
    ) -> dict[ImageMember, Arrays]:
        pictures: dict[ImageMember, Arrays] = {}
        for member, pulls in taken.items():
            try:
                pictures[member] = picture_of(member, set[str]().union(*(pull.layers for pull in pulls)))
            except Exception as error:
                failed(member, error)
        return pictures

    def visible(self, member: ImageMember) -> bool:
        return member.run is not None and super().visible(member)

    def names_of(self, layer: str) -> Set[str]:
        return set(LAYERS.get(layer, ()))

    def header(self, member: ImageMember, pulls: list[Pull]) -> dict[str, Wire]:
        assert member.run is not None
        sheet, size = member.run.sheet, member.run.experiment.knobs.size
        shown = Sheet(rows=list(sheet.rows), columns=list(sheet.columns), size=size)
        return {"image": ImagePicture(sheet=shown, phase=member.run.phase)}


def picture_of(member: ImageMember, layers: Set[str]) -> Arrays:
    """The arrays of these layers."""
    run = member.run
    assert run is not None
    images, scores = run.show()
    arrays: Arrays = {"d_fake": scores.numpy()}
    if "samples" in layers:
        arrays["samples"] = np.frombuffer(encode_webp(images, len(run.sheet.columns)), np.uint8)
    if "scores" in layers:
        arrays["d_real"] = run.score_real().numpy()
    return arrays
