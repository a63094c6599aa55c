"""The loop of a worker process, with a pipe whose other end is here."""

import threading
from multiprocessing import Pipe

import pytest

from server.worker.serve import serve
from server.workers.orders import Advance, Pace, Stop
from server.workers.reports import Applied, Report, Rows, Saved
from tests.server.worker.made import CounterWorker, put


def test_orders_come_in_and_reports_go_out_until_the_worker_is_told_to_stop() -> None:
    ours, theirs = Pipe()
    worker = CounterWorker()
    thread = threading.Thread(target=serve, args=(theirs, worker))
    thread.start()
    ours.send([put(), Advance("a", 2, 3, None)])
    reports: list[Report] = []
    while not any(isinstance(report, Applied) and report.stamp == 2 for report in reports):
        assert ours.poll(30)
        reports += ours.recv()
    assert worker.members["a"].step == 3
    ours.send([Pace("a", 3, True, None), Stop()])
    thread.join(30)
    assert not thread.is_alive()
    while ours.poll(0):
        reports += ours.recv()
    assert [report.state.step for report in reports if isinstance(report, Saved)] == [worker.members["a"].step]
    rows = [row for report in reports if isinstance(report, Rows) for row in report.rows[:, 0].tolist()]
    assert rows == list(range(1, worker.members["a"].step + 1))


def test_it_ends_when_the_server_is_gone() -> None:
    ours, theirs = Pipe()
    ours.close()
    with pytest.raises((EOFError, OSError)):
        serve(theirs, CounterWorker())
