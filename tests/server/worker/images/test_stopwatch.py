"""Steps a second, measured over the first warm ones."""

from pathlib import Path

import pytest

from models.images.system import Milestone
from server.worker.images.stopwatch import AGAIN, COUNTED, WARMING, Stopwatch
from server.worker.images.worker import ImageWorker
from server.workers import orders, reports
from tests.server.worker.images.test_worker import experiment, of, put, reached, work


def test_the_first_steps_do_not_count_and_it_is_told_now_and_then() -> None:
    watch = Stopwatch()
    told = [watch.count(100.0) for _ in range(WARMING)]
    told += [watch.count(seconds) for seconds in [0.1] * (COUNTED - 1) + [1.1, 0.5, 0.5]]
    assert told[: WARMING + COUNTED - 1] == [None] * (WARMING + COUNTED - 1)
    assert told[WARMING + COUNTED - 1] == pytest.approx(COUNTED / (0.1 * (COUNTED - 1) + 1.1))
    told = told[WARMING + COUNTED :] + [watch.count(0.5) for _ in range(AGAIN - 2)]
    assert told[:-1] == [None] * (AGAIN - 1)
    assert told[-1] == pytest.approx(2.0)


def costs(worker: ImageWorker, step: int) -> list[reports.Costs]:
    return of(work(worker, reached(worker, step)), reports.Costs)


@pytest.fixture
def worker(tmp_path: Path) -> ImageWorker:
    return ImageWorker("cpu", tmp_path)


def test_the_rate_is_that_of_steps_not_of_pauses(worker: ImageWorker) -> None:
    put(worker)
    worker.handle(orders.Pace("a", 2, True, 4.0))
    (told,) = costs(worker, WARMING + COUNTED + 1)
    assert (told.run, told.build) == ("a", 1)
    assert told.cost.steps_per_s > 8  # steps take some 5 ms; one was due every 250 ms
    assert (told.cost.seconds, told.cost.until) == (None, None)


def test_what_is_known_to_be_needed_is_told_in_seconds(worker: ImageWorker, monkeypatch: pytest.MonkeyPatch) -> None:
    needed = Milestone(500, "the first clear digits")
    monkeypatch.setattr("server.worker.images.ledger.milestone", lambda e: needed)
    put(worker)
    (told,) = costs(worker, WARMING + COUNTED + 1)
    assert told.cost.seconds == pytest.approx((500 - COUNTED - WARMING) / told.cost.steps_per_s)
    assert told.cost.until == "the first clear digits"


def test_what_lies_behind_is_not_announced_any_more(worker: ImageWorker, monkeypatch: pytest.MonkeyPatch) -> None:
    needed = Milestone(8, "the first clear digits")
    monkeypatch.setattr("server.worker.images.ledger.milestone", lambda e: needed)
    put(worker)
    (told,) = costs(worker, WARMING + COUNTED + 1)
    assert (told.cost.seconds, told.cost.until) == (None, None)


def test_it_is_told_again_after_other_knobs_or_networks_but_not_after_single_steps(worker: ImageWorker) -> None:
    put(worker)
    assert len(costs(worker, 20)) == 1
    worker.handle(orders.Tune("a", 2, 1, 2, experiment(batch=16)))
    assert len(costs(worker, 40)) == 1
    put(worker, g_width=8)
    assert len(costs(worker, 20)) == 1
    put(worker, playing=False)
    worker.handle(orders.Advance("a", 2, 20, "d"))
    assert costs(worker, 20) == []
