"""One small frame that the tests of both languages read: web/src decodes the same file.

To write it anew: python -c "from tests.server.protocol.test_golden_frame import write; write()"
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from models.toys.pictures.snapshot import encode
from tests.server.browser import Frame

GOLDEN = Path(__file__).parent / "golden_frame.safetensors"
ARRAYS: dict[str, np.ndarray[Any, Any]] = {
    "real": np.array([[0.25, 0.75], [-1.5, 2.0], [0.1, -0.2]], np.float32),
    "fake": np.array(
        [[0.5, -0.5], [1.25, 65504.0], [-0.0, 6.103515625e-05], [0.333, 5.960464477539063e-08]], np.float16
    ),
    "field": np.array([[-1.0, -0.5, 0.0], [0.5, 1.0, 0.25]], np.float16),
    "gradient": np.array([[1e-20, -2.0], [3.0, 0.0]], np.float32),
    "manifold": np.arange(8, dtype=np.float16).reshape(2, 2, 2),
    "curve": np.array(
        [[1.3862944, 0.6931472, 0.5, 0.5, 0.25, 0.125, -1.3862944], [1.25, 0.75, 0.625, 0.375, 2.0, 1e-8, -1.25]],
        np.float32,
    ),
}
METADATA = {
    "saddle": "1",
    "run": "golden–run",
    "step": "1234",
    "epoch": "2",
    "version": "3",
    "state": "running",
    "dims": "2",
    "curve_from": "1233",
    "plane": "0,1",
    "measures": json.dumps({"step": 1200, "js": 0.125, "modes": 7.0, "hq": None}),
}


def write() -> None:
    GOLDEN.write_bytes(encode(ARRAYS, METADATA))


def test_the_golden_frame_reads_as_what_was_written() -> None:
    frame = Frame(GOLDEN.read_bytes())
    assert frame.metadata == METADATA
    assert set(frame.arrays) == set(ARRAYS)
    for name, array in ARRAYS.items():
        assert frame.arrays[name].dtype == array.dtype
        assert np.array_equal(frame.arrays[name], array)


def test_what_is_written_today_reads_the_same() -> None:
    golden, today = Frame(GOLDEN.read_bytes()), Frame(encode(ARRAYS, METADATA))
    assert today.metadata == golden.metadata
    assert all(np.array_equal(today.arrays[name], golden.arrays[name]) for name in ARRAYS)


def test_the_layout_is_what_a_browser_can_read_in_place() -> None:
    data = GOLDEN.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    assert length % 8 == 0
    for name, array in ARRAYS.items():
        start, end = header[name]["data_offsets"]
        assert header[name]["dtype"] == {"float32": "F32", "float16": "F16"}[str(array.dtype)]
        assert header[name]["shape"] == list(array.shape)
        assert data[8 + length + start : 8 + length + end] == array.tobytes()
