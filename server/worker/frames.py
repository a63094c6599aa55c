"""Frames: what goes over the wire for one picture, in the safetensors format, with a header that says what it shows."""

import json
from collections.abc import Collection, Mapping

import numpy as np
import safetensors.numpy
from numpy.typing import NDArray

from server.worker.member import Member

Arrays = dict[str, NDArray[np.generic]]


def encode_frame(member: Member, layers: Collection[str], arrays: Arrays, after: int, own: Mapping[str, str]) -> bytes:
    """The arrays, the curve after step `after` where that is among the layers, and the header.

    layers: those that were asked for; own: what the headers of this kind of runs have beside the common fields.
    """
    first, rows = member.recent.since(after)
    if "curve" in layers and len(rows):
        arrays = arrays | {"curve": rows}
    header = {
        "saddle": "1",
        "run": member.id,
        "step": str(member.step),
        "epoch": str(member.epoch),
        "version": str(member.version),
        "state": member.state,
        "curve_from": str(first),
        "layers": ",".join(sorted(layers)),
    }
    measured = {"measures": member.measures, "diagnosis": member.diagnosis}
    header |= {name: json.dumps(value) for name, value in measured.items() if value is not None}
    return safetensors.numpy.save(arrays, header | dict(own))
