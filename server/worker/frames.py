"""Frames of runs in a worker: the arrays of a picture, the newest rows of the curve, and the header of both."""

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from server.protocol.base import Wire
from server.protocol.frames import FrameHeader, encode_frame
from server.worker.member import Member

Arrays = dict[str, NDArray[np.generic]]


def frame_of(member: Member, layers: Collection[str], arrays: Arrays, after: int, own: Mapping[str, Wire]) -> bytes:
    """The arrays, the curve after step `after` where that is among the layers, and the header.

    layers: those that were asked for; own: the fields of the header that only this kind of runs has.
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
        **own,  # type: ignore[arg-type]
    )
    return encode_frame(header, arrays)
