"""The worker as a plain class: no process, no pipe."""

from collections.abc import Callable
from time import perf_counter, sleep
from typing import Any, TypeVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.toys.engine.checkpoint import save_runs
from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.pictures.snapshot import snapshot
from server.worker.toys import pulls, worker
from server.worker.toys.worker import ToyWorker
from server.workers import orders, reports
from server.workers.states import State
from tests.server.browser import SMALL
from tests.server.browser import Frame as Picture

R = TypeVar("R")
ALL = frozenset({"fake", "field", "curve", "density"})


def experiment(seed: int = 1, data: str = "ring", **knobs: Any) -> Experiment:
    return Experiment.parse("gan", data, SMALL | knobs, seed=seed)


def put(worker: ToyWorker, id: str = "a", playing: bool = False, speed: float | None = None, **knobs: Any) -> None:
    worker.handle(orders.Put(id, 1, 1, 1, 1, experiment(**knobs), playing, speed))


def ask(worker: ToyWorker, id: str = "a", after: int = -1, epoch: int = 1, token: int = 1, layers: Any = ALL) -> None:
    worker.handle(orders.Pull(token, id, after, epoch, frozenset(layers)))


def run(worker: ToyWorker, until: Callable[[list[Any]], bool], seconds: float = 10) -> list[Any]:
    """Work as the process does, and collect the reports until there is what is waited for."""
    sent: list[Any] = []
    end = perf_counter() + seconds
    while True:
        worker.advance(0.004)
        sent += worker.take()
        if until(sent):
            return sent
        assert perf_counter() < end, sent
        wait = worker.wait()
        sleep(min(0.01 if wait is None else wait, end - perf_counter() if end > perf_counter() else 0))


def of(sent: list[Any], kind: type[R]) -> list[R]:
    return [report for report in sent if isinstance(report, kind)]


def pictures(sent: list[Any]) -> list[Picture]:
    return [Picture(frame.data) for frame in of(sent, reports.Frame)]


def for_a_while(seconds: float) -> Callable[[list[Any]], bool]:
    end = perf_counter() + seconds
    return lambda sent: perf_counter() > end


def curve(sent: list[Any], id: str = "a") -> np.ndarray:
    """The rows reported of a run, which must follow one another."""
    got = [rows for rows in of(sent, reports.Rows) if rows.run == id]
    at = got[0].first
    for rows in got:
        assert rows.first == at
        at += len(rows.rows)
    return np.concatenate([rows.rows for rows in got])


def test_it_trains_what_the_engine_trains() -> None:
    w = ToyWorker()
    put(w)
    w.handle(orders.Advance("a", 2, 200, None))
    sent = run(w, lambda r: any(a.stamp == 2 for a in of(r, reports.Applied)) and len(of(r, reports.Rows)) > 0)
    alone = Run(experiment())
    rows = Cohort().advance([alone], 200)[alone]
    assert of(sent, reports.Applied)[-1].step == 200
    sent += run(w, lambda r: len(curve(sent + r)) == 200)
    assert np.array_equal(curve(sent), rows)


def test_a_step_of_one_network_leaves_the_other_as_it_is() -> None:
    w = ToyWorker()
    put(w)
    member = w.members["a"]
    for only, stamp in (("d", 2), ("g", 3)):
        before = {net: member.run.state[net].clone() for net in "dg"}
        w.handle(orders.Advance("a", stamp, 3, only))
        run(w, lambda r, stamp=stamp: any(a.stamp == stamp for a in of(r, reports.Applied)))  # type: ignore[misc]
        changed = {net for net in "dg" if not (member.run.state[net] == before[net]).all()}
        assert changed == {only}
    assert member.run.step == 6
    assert not member.moving


def test_steps_asked_for_one_upon_another_add_up() -> None:
    w = ToyWorker()
    put(w)
    for stamp in (2, 3):
        w.handle(orders.Advance("a", stamp, 20, None))
    run(w, lambda r: any(a.stamp == 3 for a in of(r, reports.Applied)))
    assert w.members["a"].run.step == 40


def test_a_pause_takes_no_more_rounds() -> None:
    w = ToyWorker()
    put(w, playing=True)
    run(w, for_a_while(0.1))
    w.handle(orders.Pace("a", 2, False, None))
    step = w.members["a"].run.step
    assert step > 0
    sent = run(w, for_a_while(0.2))
    assert w.members["a"].run.step == step
    assert of(sent, reports.Applied)[-1].step == step


def test_paces() -> None:
    w = ToyWorker()
    put(w, "slow", True, 10.0)
    put(w, "usual", True, 120.0)
    put(w, "full", True, None)
    run(w, for_a_while(1.0))
    steps = {id: member.run.step for id, member in w.members.items()}
    assert 1 <= steps["slow"] <= 12  # how many exactly on a machine that is not busy: test_pacing.py
    assert steps["slow"] < steps["usual"] <= 125
    assert steps["full"] > 0


def test_runs_of_one_pace_stay_one_stack() -> None:
    w = ToyWorker()
    for i in range(6):
        put(w, str(i), True, 60.0, seed=i)
        run(w, for_a_while(0.03))
    lanes = w._lanes
    assert [len(lane.members) for lane in lanes] == [6]


def test_a_pull_is_answered_by_the_first_newer_round() -> None:
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


def test_a_tune_acts_on_the_next_round_and_frames_say_so() -> None:
    w = ToyWorker()
    put(w, playing=True, speed=50.0)
    run(w, for_a_while(0.1))
    frozen = experiment().with_changes({"lr_g": 0.0, "lr_d": 0.0}, {})[0]
    w.handle(orders.Tune("a", 2, 1, 2, frozen))
    step = w.members["a"].run.step
    before = w.members["a"].run.state["g"].clone()
    ask(w, after=step)
    (picture,) = pictures(run(w, lambda r: bool(of(r, reports.Frame))))
    assert picture.step > step
    assert picture.version == 2
    assert (w.members["a"].run.state["g"] == before).all()


def test_a_run_that_diverges_stops_alone_and_is_reported() -> None:
    w = ToyWorker()
    put(w, "good", True, 100.0)
    put(w, "bad", True, 100.0, optimiser_d="sgd", optimiser_g="sgd", lr_d=1.0, lr_g=1.0, seed=2)
    w.members["bad"].run.state["d"].fill_(float("nan"))
    sent = run(w, lambda r: bool(of(r, reports.Halted)))
    (halted,) = of(sent, reports.Halted)
    assert (halted.run, halted.error) == ("bad", None)
    assert halted.step == w.members["bad"].run.diverged_at == 1
    before = w.members["good"].run.step
    run(w, lambda r: w.members["good"].run.step > before + 10)
    assert w.members["bad"].run.step == 1
    ask(w, "bad", epoch=-1)
    (picture,) = pictures(run(w, lambda r: bool(of(r, reports.Frame))))
    assert picture.header.state == "diverged"


def test_an_exception_in_a_run_fails_that_run_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    w = ToyWorker()
    for id in "abc":
        put(w, id, True, 100.0)
    bad = w.members["b"].run
    real = Cohort.advance

    def advance(self: Cohort, runs: Any, *rest: Any) -> Any:
        if bad in runs:
            raise ZeroDivisionError("by zero\nand more")
        return real(self, runs, *rest)

    monkeypatch.setattr(Cohort, "advance", advance)
    sent = run(w, lambda r: min(w.members[id].run.step for id in "ac") > 10)
    (halted,) = of(sent, reports.Halted)
    assert (halted.run, halted.error) == ("b", "ZeroDivisionError: by zero")


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


def test_a_run_that_cannot_be_built_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    w = ToyWorker()
    monkeypatch.setattr(worker, "Run", lambda *_, **__: 1 / 0)
    put(w)
    (halted,) = of(w.take(), reports.Halted)
    assert halted.error == "ZeroDivisionError: division by zero"
    ask(w)
    w.handle(orders.Pace("a", 2, True, None))  # an order that crossed the report: nothing to do
    w.advance(0.001)


def test_saved_states_go_on_bit_for_bit() -> None:
    w = ToyWorker()
    for i in range(3):
        put(w, str(i), True, 80.0, seed=i)
    sent = run(w, lambda r: len(of(r, reports.Saved)) >= 3, seconds=5)
    saved = of(sent, reports.Saved)[1]
    assert saved.state.step > 0
    other = ToyWorker()
    other.handle(orders.Put("1", 1, 1, 1, 1, experiment(1), False, None, saved.state))
    assert other.members["1"].run.step == saved.state.step
    other.handle(orders.Advance("1", 2, 50, None))
    run(other, lambda r: any(a.stamp == 2 for a in of(r, reports.Applied)))
    straight = Run(experiment(1))
    Cohort().advance([straight], saved.state.step + 50)
    assert all((straight.state[name] == value).all() for name, value in other.members["1"].run.state.items())


def test_states_are_saved_once_a_second_and_only_of_runs_that_moved() -> None:
    w = ToyWorker()
    put(w, "moves", True, 100.0)
    put(w, "rests")
    sent = run(w, for_a_while(2.3))
    assert {saved.run for saved in of(sent, reports.Saved)} == {"moves"}
    assert len(of(sent, reports.Saved)) == 2


def test_measures_come_with_the_frames_of_who_is_looked_at() -> None:
    w = ToyWorker()
    put(w, "seen", True, 100.0)
    put(w, "unseen", True, 100.0)
    ask(w, "seen")
    run(w, lambda r: bool(of(r, reports.Frame)))
    run(w, lambda r: w.members["seen"].measures is not None)
    ask(w, "seen")
    (picture,) = pictures(run(w, lambda r: bool(of(r, reports.Frame))))
    measures = picture.measures
    assert 0 <= measures["step"] <= picture.step
    assert 0 <= measures["js"] <= 1
    assert w.members["unseen"].measures is None


def test_curves_are_reported_ten_times_a_second_at_most() -> None:
    w = ToyWorker()
    put(w, playing=True)
    sent = run(w, for_a_while(1.0))
    assert 2 <= len(of(sent, reports.Rows)) <= 11
    assert len(curve(sent)) <= w.members["a"].run.step


def test_with_nothing_to_do_it_waits_for_orders() -> None:
    w = ToyWorker()
    w.advance(0.001)
    assert w.wait() is None
    put(w)
    run(w, for_a_while(0.05))
    assert w.wait() is None
    put(w, "slow", True, 2.0)
    run(w, for_a_while(0.05))
    assert 0 <= (w.wait() or 0) <= 0.5
    w.handle(orders.Drop("slow"))
    w.handle(orders.Drop("a"))
    run(w, for_a_while(0.05))
    assert w.wait() is None
    assert not w.members


NAMES = ["play", "pause", "step", "reset", "tune", "drop", "pull"]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 3))))
def test_no_order_of_orders_upsets_it(commands: list[tuple[str, int]]) -> None:
    w, stamp = ToyWorker(), 1
    put(w)
    for name, number in commands:
        stamp += 1
        order: dict[str, orders.Order] = {
            "play": orders.Pace("a", stamp, True, 1000.0 * number or None),
            "pause": orders.Pace("a", stamp, False, None),
            "step": orders.Advance("a", stamp, number + 1, (None, "d", "g", None)[number]),
            "reset": orders.Put("a", stamp, stamp, stamp, stamp, experiment(number), number > 1, None),
            "tune": orders.Tune("a", stamp, 1, stamp, experiment(lr_g=0.001 * (number + 1))),
            "drop": orders.Drop("a"),
            "pull": orders.Pull(stamp, "a", number, 1, ALL),
        }
        w.handle(order[name])
        w.advance(0.002)
    assert not of(w.take(), reports.Halted)
    put(w, "b")
    w.handle(orders.Advance("b", 2, 5, None))
    run(w, lambda r: any((a.run, a.step) == ("b", 5) for a in of(r, reports.Applied)))
