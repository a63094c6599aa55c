"""When a worker reports what."""

import pytest

from server.worker import ledger as ledgers
from server.worker.ledger import ROWS_EVERY, one_line
from server.workers.reports import Applied, Halted, Rows, Saved
from server.workers.states import State
from tests.server.worker.made import Counter, CounterLedger, put


@pytest.fixture
def ledger(monkeypatch: pytest.MonkeyPatch) -> CounterLedger:
    """It begins at second 100, and saves every 60 seconds."""
    monkeypatch.setattr(ledgers, "perf_counter", lambda: 100.0)
    return CounterLedger(60.0)


def moved(steps: int, id: str = "a") -> Counter:
    member = Counter(put(id))
    member.recent.extend(member.move(steps))
    return member


def test_rows_are_reported_ten_times_a_second_and_each_once(ledger: CounterLedger) -> None:
    member = moved(3)
    ledger.update([member], 100.05)
    assert ledger.take() == []
    ledger.update([member], 100.125)
    member.recent.extend(member.move(2))
    ledger.update([member], 100.1875)
    ledger.update([member], 100.25)
    first, second = ledger.take()
    assert isinstance(first, Rows)
    assert isinstance(second, Rows)
    assert (first.first, first.rows[:, 0].tolist()) == (1, [1, 2, 3])
    assert (second.first, second.rows[:, 0].tolist()) == (4, [4, 5])
    assert ledger.take() == []


def test_states_are_saved_seldom_behind_their_curves(ledger: CounterLedger) -> None:
    member, rests = moved(3), Counter(put("rests"))
    ledger.update([member, rests], 159.9)
    assert [type(report) for report in ledger.take()] == [Rows]
    member.recent.extend(member.move(1))
    ledger.update([member, rests], 160.0)
    rows, saved = ledger.take()
    assert isinstance(rows, Rows)
    assert saved == Saved("a", 1, State(b"", 0, 4))


def test_it_waits_for_what_is_due_next(ledger: CounterLedger) -> None:
    member = Counter(put())
    assert ledger.wait([member], 100.02) is None
    member.recent.extend(member.move(1))
    assert ledger.wait([member], 100.02) == pytest.approx(ROWS_EVERY - 0.02)
    assert ledger.wait([member], 107.0) == 0.0
    ledger.save([member])
    assert ledger.wait([member], 100.02) == 0.0  # reports wait to be taken
    ledger.take()
    assert ledger.wait([member], 100.02) is None


def test_a_run_that_halts_is_reported_with_its_last_rows(ledger: CounterLedger) -> None:
    member = moved(2)
    member.stamp = 9
    ledger.report_halted(member, "ValueError: no")
    rows, applied, halted = ledger.take()
    assert isinstance(rows, Rows)
    assert applied == Applied("a", 1, 9, 2, ((0.0, 1.0),))
    assert halted == Halted("a", 1, 2, "ValueError: no")


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (ValueError("first\nsecond"), "ValueError: first"),
        (KeyError(), "KeyError"),
        (ValueError("  \n"), "ValueError"),
        (OSError("x" * 300), "OSError: " + "x" * 200),
    ],
)
def test_an_exception_is_one_line(error: Exception, line: str) -> None:
    assert one_line(error) == line
