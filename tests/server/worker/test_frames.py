"""What a frame carries of its run."""

import numpy as np

from server.protocol.frames import Measures, ToyPicture
from server.worker.frames import frame_of
from tests.server.browser import Frame
from tests.server.worker.made import Counter, put

PICTURE = ToyPicture(dims=1, plane=[0, 1])


def test_header_arrays_and_curve() -> None:
    member = Counter(put("b", playing=True, epoch=3))
    member.recent.extend(member.move(4))
    member.measures = Measures(step=2, values={"js": 0.5, "w1": None})
    frame = Frame(frame_of(member, {"number", "curve"}, {"number": np.ones(2, np.float32)}, 1, {"toy": PICTURE}))
    header = frame.header
    assert (header.run, header.step, header.epoch, header.version, header.state) == ("b", 4, 3, 1, "running")
    assert (header.layers, header.curve_from, header.toy, header.image) == (["curve", "number"], 2, PICTURE, None)
    assert frame.measures == {"step": 2, "js": 0.5, "w1": None}
    assert header.diagnosis is None
    assert frame.arrays["number"].tolist() == [1, 1]
    assert frame.arrays["curve"][:, 0].tolist() == [2, 3, 4]


def test_the_curve_comes_only_where_it_is_asked_for_and_has_grown() -> None:
    member = Counter(put())
    member.recent.extend(member.move(4))
    for layers, after in ((set[str](), 1), ({"curve"}, 4)):
        frame = Frame(frame_of(member, layers, {}, after, {"toy": PICTURE}))
        assert "curve" not in frame.arrays
        assert frame.curve_from == after + 1
