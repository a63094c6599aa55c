import numpy as np

from server.worker.recent import FRAME_ROWS, Recent
from tests.models.toys.columns import CURVE


def rows(first: int, last: int) -> np.ndarray:
    return np.repeat(np.arange(first, last + 1, dtype=np.float32)[:, None], len(CURVE), 1)


def test_rows_since_a_step_are_exactly_those_after_it() -> None:
    recent = Recent(0, len(CURVE))
    recent.extend(rows(1, 10))
    recent.extend(rows(11, 15))
    first, newest = recent.since(12)
    assert first == 13
    assert np.array_equal(newest, rows(13, 15))
    assert len(recent.since(15)[1]) == 0
    assert len(recent.since(99)[1]) == 0


def test_the_newest_rows_stay_whatever_the_pieces() -> None:
    recent, done, rng = Recent(0, len(CURVE)), 0, np.random.default_rng(3)
    while done < 20_000:
        piece = int(rng.integers(1, 900))
        recent.extend(rows(done + 1, done + piece))
        done += piece
        first, newest = recent.since(-1)
        assert len(newest) == min(done, FRAME_ROWS)
        assert np.array_equal(newest, rows(first, done))


def test_a_piece_longer_than_all_that_is_kept() -> None:
    recent = Recent(0, len(CURVE))
    recent.extend(rows(1, 3))
    recent.extend(rows(4, 9000))
    first, newest = recent.since(0)
    assert (first, len(newest)) == (9001 - FRAME_ROWS, FRAME_ROWS)
    assert newest[-1, 0] == 9000


def test_it_goes_on_from_a_restored_step() -> None:
    recent = Recent(500, len(CURVE))
    recent.extend(rows(501, 502))
    first, newest = recent.since(-1)
    assert first == 501
    assert np.array_equal(newest, rows(501, 502))


def test_what_was_read_does_not_change_afterwards() -> None:
    recent = Recent(0, len(CURVE))
    recent.extend(rows(1, 2000))
    before = recent.since(0)[1]
    kept = before.copy()
    recent.extend(rows(2001, 4600))
    assert np.array_equal(before, kept)
