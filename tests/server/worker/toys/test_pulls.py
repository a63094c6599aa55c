"""Who waits for a picture of a toy, and what the picture shows."""

from typing import Any

import numpy as np
import pytest

from models.toys.engine.checkpoint import save_runs
from models.toys.pictures.snapshot import snapshot
from server.worker.toys import pulls
from server.worker.toys.worker import ToyWorker
from server.workers import orders, reports
from server.workers.states import State
from tests.server.browser import Frame as Picture
from tests.server.worker.toys.made import ALL, ask, experiment, for_a_while, of, pictures, put, run


def test_a_pull_is_answered_by_the_first_newer_step() -> None:
    w = ToyWorker()
    put(w)
    ask(w, after=0)
    assert not of(run(w, for_a_while(0.1)), reports.Frame)
    w.handle(orders.Advance("a", 2, 1, None))
    (picture,) = pictures(run(w, lambda r: bool(of(r, reports.Frame))))
    assert picture.step == 1
    assert picture.curve_from == 1
    assert picture.arrays["curve"].shape == (1, 7)
    assert "real" not in picture.arrays


def test_a_first_pull_brings_the_data_and_every_layer() -> None:
    w = ToyWorker()
    put(w, "plane")
    put(w, "line", data="gaussian_1d")
    ask(w, "plane", epoch=-1, token=1)
    ask(w, "line", epoch=-1, token=2)
    plane, line = pictures(run(w, lambda r: len(of(r, reports.Frame)) == 2))
    assert set(plane.arrays) == {"real", "fake", "field"}
    assert set(line.arrays) == {"real", "fake", "field", "p", "q", "d_star", "lines"}
    assert [picture.header.toy and picture.header.toy.dims for picture in (plane, line)] == [2, 1]
    for picture in (plane, line):
        assert picture.header.state == "paused"
        assert picture.step == 0
        assert np.isfinite(picture.arrays["fake"]).all()


def test_only_layers_asked_for_are_sent() -> None:
    w = ToyWorker()
    put(w)
    ask(w, layers={"field"})
    (picture,) = pictures(run(w, lambda r: bool(of(r, reports.Frame))))
    assert set(picture.arrays) == {"field"}


def test_layers_of_the_plane_and_of_the_line_have_their_arrays() -> None:
    w = ToyWorker()
    put(w, "plane", noise_dim=3)
    put(w, "line", data="gaussian_1d")
    layers = ALL | {"optimum", "gradient", "manifold", "histogram", "scores"}
    ask(w, "plane", token=1, layers=layers)
    ask(w, "line", token=2, layers=layers)
    plane, line = pictures(run(w, lambda r: len(of(r, reports.Frame)) == 2))
    both = {"fake", "field", "gradient", "manifold", "noise", "d_real", "d_fake", "d_star"}
    assert set(plane.arrays) == both
    assert set(line.arrays) == both | {"p", "q", "lines", "histogram"}
    assert (plane.arrays["d_star"].shape, line.arrays["d_star"].shape) == ((48, 48), (256,))
    assert (plane.arrays["manifold"].shape, line.arrays["manifold"].shape) == ((21, 21, 2), (21, 21, 1))
    assert [picture.header.toy and picture.header.toy.plane for picture in (plane, line)] == [[0, 1], [0, 1]]


def test_who_wants_another_plane_of_the_noise_gets_a_picture_of_it() -> None:
    w = ToyWorker()
    put(w, noise_dim=3)
    for token, plane in enumerate([(0, 1), (2, 0), (0, 1), (2, 0)]):
        w.handle(orders.Pull(token, "a", -1, 1, frozenset({"manifold"}), plane))
    w.handle(orders.Pull(4, "a", -1, 1, frozenset({"fake"}), (1, 2)))
    frames = of(run(w, lambda r: len(of(r, reports.Frame)) == 3), reports.Frame)
    assert [set(frame.tokens) for frame in frames] in ([{0, 2}, {4}, {1, 3}], [{4}, {0, 2}, {1, 3}])
    by_token = {token: Picture(frame.data) for frame in frames for token in frame.tokens}
    toys = [by_token[token].header.toy for token in range(5)]
    assert [toy and toy.plane for toy in toys] == [[0, 1], [2, 0], [0, 1], [2, 0], None]
    assert not np.array_equal(by_token[0].arrays["manifold"], by_token[1].arrays["manifold"])


def test_who_asks_for_densities_gets_no_optimum_of_the_plane() -> None:
    w = ToyWorker()
    put(w)
    ask(w, token=1)
    ask(w, token=2, layers={"optimum"})
    frames = of(run(w, lambda r: len(of(r, reports.Frame)) == 2), reports.Frame)
    by_token = {token: Picture(frame.data) for frame in frames for token in frame.tokens}
    assert set(by_token[1].arrays) == {"fake", "field"}
    assert set(by_token[2].arrays) == {"d_star"}


def test_one_snapshot_serves_all_who_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = []

    def counted(runs: Any, *wishes: Any) -> Any:
        taken.append(len(runs))
        return snapshot(runs, *wishes)

    monkeypatch.setattr(pulls, "snapshot", counted)
    w = ToyWorker()
    put(w, "a")
    put(w, "b", seed=2)
    for token in range(50):
        ask(w, "ab"[token % 2], token=token)
    frames = of(run(w, lambda r: bool(of(r, reports.Frame))), reports.Frame)
    assert taken == [2]
    assert sorted(len(frame.tokens) for frame in frames) == [25, 25]


def test_two_pulls_of_one_browser_are_for_two_pictures() -> None:
    w = ToyWorker()
    put(w, playing=True, speed=100.0)
    for token in (1, 2):
        w.handle(orders.Pull(token, "a", -1, 1, ALL, watcher=7))
    w.handle(orders.Pull(3, "a", -1, 1, ALL, watcher=8))
    frames = of(run(w, lambda r: len(of(r, reports.Frame)) == 2), reports.Frame)
    assert [frame.tokens for frame in frames] == [(1, 3), (2,)]
    first, second = (Picture(frame.data) for frame in frames)
    assert second.step > first.step
    assert second.curve_from == first.step + 1  # its curve goes on where the other's ends


def test_a_browser_that_wants_more_than_its_last_picture_has_gets_it_at_rest() -> None:
    w = ToyWorker()
    put(w)
    w.handle(orders.Pull(1, "a", -1, 1, frozenset({"fake"}), watcher=7))
    w.handle(orders.Pull(2, "a", -1, 1, frozenset({"fake", "field"}), watcher=7))
    w.handle(orders.Pull(3, "a", -1, 1, frozenset({"fake"}), watcher=7))
    frames = of(run(w, for_a_while(0.2)), reports.Frame)
    assert [frame.tokens for frame in frames] == [(1,), (2,)]  # the third waits for the run to move
    assert set(Picture(frames[1].data).arrays) == {"fake", "field"}


def test_different_wishes_of_one_run_get_different_frames() -> None:
    w = ToyWorker()
    put(w)
    w.handle(orders.Advance("a", 2, 600, None))
    run(w, lambda r: any(a.stamp == 2 for a in of(r, reports.Applied)))
    ask(w, after=-1, epoch=-1, token=1)
    ask(w, after=599, token=2)
    ask(w, after=598, token=3)
    ask(w, after=599, token=4, layers={"fake"})
    frames = of(run(w, lambda r: len(of(r, reports.Frame)) == 3), reports.Frame)
    by_token = {token: Picture(frame.data) for frame in frames for token in frame.tokens}
    assert by_token[1].arrays["curve"].shape == (600, 7)
    assert "real" in by_token[1].arrays
    assert by_token[2].curve_from == by_token[3].curve_from == 599
    assert "real" not in by_token[2].arrays
    assert set(by_token[4].arrays) == {"fake"}


@pytest.mark.parametrize("change", ["reset", "data", "restore"])
def test_a_pull_that_waits_is_answered_after_a_change_of_epoch(change: str) -> None:
    w = ToyWorker()
    put(w)
    w.handle(orders.Advance("a", 2, 5, None))
    run(w, lambda r: any(a.stamp == 2 for a in of(r, reports.Applied)))
    ask(w, after=5)
    if change == "data":
        other = experiment().with_changes({}, {"sigma": 0.05})[0]
        w.handle(orders.Tune("a", 3, 2, 2, other))
    else:
        state = State(save_runs([w.members["a"].run]), 0, 5) if change == "restore" else None
        w.handle(orders.Put("a", 3, 3, 2, 2, experiment(), False, None, state))
    (picture,) = pictures(run(w, lambda r: bool(of(r, reports.Frame))))
    assert picture.epoch == 2
    assert picture.step == (0 if change == "reset" else 5)
    assert "real" in picture.arrays


def test_an_exception_in_a_picture_fails_that_run_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    w = ToyWorker()
    for token, id in enumerate("abc"):
        put(w, id)
        ask(w, id, token=token)
    bad = w.members["b"].run

    def failing(runs: Any, *wishes: Any) -> Any:
        if bad in runs:
            raise ValueError
        return snapshot(runs, *wishes)

    monkeypatch.setattr(pulls, "snapshot", failing)
    sent = run(w, lambda r: len(of(r, reports.Frame)) == 2)
    assert [halted.run for halted in of(sent, reports.Halted)] == ["b"]
    assert sorted(frame.tokens for frame in of(sent, reports.Frame)) == [(0,), (2,)]
