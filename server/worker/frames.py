"""Frames of runs in a worker: the arrays of a picture, the newest rows of the curve, and the header of both."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from server.protocol.frames import FrameHeader, ImagePicture, ToyPicture, encode_frame
from server.worker.member import Member

Arrays = dict[str, NDArray[np.generic]]


def frame_of(
    member: Member, layers: Collection[str], arrays: Arrays, after: int, picture: ToyPicture | ImagePicture
) -> bytes:
    """The arrays, the curve after step `after` where that is among the layers, and the header.

    layers: those that were asked for.
    """
    first, rows = member.recent.since(after)
    if "curve" in layers and len(rows):
        arrays = arrays | {"curve": rows}
    header = FrameHeader(
        run=member.id,
        step=member.step,
        epoch=member.epoch,
        version=member.version,
        state=member.state,
        layers=sorted(layers),
        curve_from=first,
        measures=member.measures,
        diagnosis=member.diagnosis,
        toy=picture if isinstance(picture, ToyPicture) else None,
        image=picture if isinstance(picture, ImagePicture) else None,
    )
    return encode_frame(header, arrays)
