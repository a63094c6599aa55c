"""Frames and their headers; one small frame is read by the tests of both languages: web/src decodes the same file.

To write it anew: python -c "from tests.server.protocol.test_frames import write; write()"
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors
from pydantic import ValidationError

from server.protocol.frames import (
    Diagnosis,
    FrameHeader,
    ImagePicture,
    Measures,
    Number,
    Sheet,
    ToyPicture,
    decode_frame,
    encode_frame,
)

GOLDEN = Path(__file__).parent / "golden_frame.safetensors"
ARRAYS: dict[str, np.ndarray[Any, Any]] = {
    "real": np.array([[0.25, 0.75], [-1.5, 2.0], [0.1, -0.2]], np.float32),
    "fake": np.array(
        [[0.5, -0.5], [1.25, 65504.0], [-0.0, 6.103515625e-05], [0.333, 5.960464477539063e-08]], np.float16
    ),
    "field": np.array([[-1.0, -0.5, 0.0], [0.5, 1.0, 0.25]], np.float16),
    "gradient": np.array([[1e-20, -2.0], [3.0, 0.0]], np.float32),
    "manifold": np.arange(8, dtype=np.float16).reshape(2, 2, 2),
    "samples": np.frombuffer(b"RIFF\x00\xff", np.uint8),
    "curve": np.array(
        [[1.3862944, 0.6931472, 0.5, 0.5, 0.25, 0.125, -1.3862944], [1.25, 0.75, 0.625, 0.375, 2.0, 1e-8, -1.25]],
        np.float32,
    ),
}
DIAGNOSIS = Diagnosis.model_validate(
    {
        "step": 1200,
        "state": "lost_modes",
        "level": "warn",
        "title": "Modes lost",
        "sentence": "7 of 8 modes have samples.",
        "number": Number(name="modes", value=7.0, text="7 of 8"),
        "try": "Halve the learning rate of “G”.",
        "tune": {"lr_g": 0.0005},
    }
)
HEADER = FrameHeader(
    run="golden–run",
    step=1234,
    epoch=2,
    version=3,
    state="running",
    layers=["curve", "fake", "field", "gradient", "manifold"],
    curve_from=1233,
    measures=Measures(step=1200, values={"js": 0.125, "modes": 7.0, "hq": None}),
    diagnosis=DIAGNOSIS,
    toy=ToyPicture(dims=2, plane=[0, 1]),
)
DTYPES = {"float32": "F32", "float16": "F16", "uint8": "U8"}


def write() -> None:
    GOLDEN.write_bytes(encode_frame(HEADER, ARRAYS))


def test_the_golden_frame_reads_as_what_was_written() -> None:
    header, arrays = decode_frame(GOLDEN.read_bytes())
    assert header == HEADER
    assert set(arrays) == set(ARRAYS)
    for name, array in ARRAYS.items():
        assert arrays[name].dtype == array.dtype
        assert np.array_equal(arrays[name], array)


def test_what_is_written_today_reads_the_same() -> None:
    (golden, of_golden), (today, of_today) = (
        decode_frame(GOLDEN.read_bytes()),
        decode_frame(encode_frame(HEADER, ARRAYS)),
    )
    assert today == golden
    assert all(np.array_equal(of_today[name], of_golden[name]) for name in ARRAYS)


def test_the_layout_is_what_a_browser_can_read_in_place() -> None:
    data = GOLDEN.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    assert length % 8 == 0
    for name, array in ARRAYS.items():
        start, end = header[name]["data_offsets"]
        assert header[name]["dtype"] == DTYPES[str(array.dtype)]
        assert header[name]["shape"] == list(array.shape)
        assert data[8 + length + start : 8 + length + end] == array.tobytes()


def test_a_student_opens_a_frame_with_the_library() -> None:
    with safetensors.safe_open(GOLDEN, "np") as frame:
        header = json.loads(frame.metadata()["header"])
        assert (header["step"], header["diagnosis"]["try"]) == (1234, DIAGNOSIS.advice)
        assert np.array_equal(frame.get_tensor("real"), ARRAYS["real"])


@pytest.mark.parametrize(
    "header",
    [
        HEADER,
        HEADER.model_copy(update={"measures": None, "diagnosis": None, "toy": ToyPicture(dims=1, plane=None)}),
        HEADER.model_copy(
            update={
                "toy": None,
                "image": ImagePicture(sheet=Sheet(rows=["input", "output"], columns=[""] * 8, size=32), phase="16 px"),
            }
        ),
    ],
)
def test_a_header_comes_back_as_it_was(header: FrameHeader) -> None:
    assert decode_frame(encode_frame(header, {}))[0] == header


def test_a_header_holds_nothing_that_the_page_does_not_know() -> None:
    with pytest.raises(ValidationError, match="colour"):
        FrameHeader.model_validate(HEADER.model_dump(by_alias=True) | {"colour": "red"})
