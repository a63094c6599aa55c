"""What is saved of toys, and how often the worker reports."""

from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from server.worker.toys.worker import ToyWorker
from server.workers import orders, reports
from tests.server.worker.toys.made import curve, experiment, for_a_while, of, put, run


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


def test_curves_are_reported_ten_times_a_second_at_most() -> None:
    w = ToyWorker()
    put(w, playing=True)
    sent = run(w, for_a_while(1.0))
    assert 2 <= len(of(sent, reports.Rows)) <= 11
    assert len(curve(sent)) <= w.members["a"].run.step
