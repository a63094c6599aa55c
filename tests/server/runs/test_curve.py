import numpy as np
import pytest

from server.runs.curve import EXACT, Curve
from tests.models.toys.columns import CURVE


def grown(total: int, seed: int = 0) -> tuple[Curve, np.ndarray]:
    """A curve appended in uneven pieces, and the same rows in one array."""
    rng = np.random.default_rng(seed)
    rows = rng.normal(size=(total, len(CURVE))).astype(np.float32)
    curve, done = Curve(len(CURVE)), 0
    while done < total:
        piece = rows[done : done + int(rng.integers(1, 700))]
        curve.append(done + 1, piece)
        done += len(piece)
    return curve, rows


def test_an_empty_curve_reads_as_nothing() -> None:
    steps, rows, thinned = Curve(len(CURVE)).read()
    assert len(steps) == 0
    assert rows.shape == (0, len(CURVE))
    assert not thinned


@pytest.mark.parametrize("total", [1, 255, 257, EXACT])
def test_up_to_ten_thousand_steps_come_back_bit_for_bit(total: int) -> None:
    curve, rows = grown(total)
    steps, read, thinned = curve.read()
    assert not thinned
    assert np.array_equal(steps, np.arange(1, total + 1))
    assert np.array_equal(read, rows)


def test_a_part_is_exact_also_in_a_long_curve() -> None:
    curve, rows = grown(50_000)
    steps, read, thinned = curve.read(45_001, 46_000)
    assert not thinned
    assert np.array_equal(steps, np.arange(45_001, 46_001))
    assert np.array_equal(read, rows[45_000:46_000])


def test_beyond_that_no_spike_is_lost() -> None:
    curve, rows = grown(123_457)
    spikes = {777: 1e6, 60_000: -1e6, 123_400: 2e6}
    spiky = Curve(len(CURVE))
    for at, value in spikes.items():
        rows[at - 1, 1] = value
    spiky.append(1, rows)
    for kept in (curve, spiky):
        steps, read, thinned = kept.read()
        assert thinned
        assert len(steps) <= EXACT
        assert steps[0] == 1
        assert steps[-1] == 123_457
        assert (np.diff(steps) >= 0).all()
    for at, value in spikes.items():
        near = steps[read[:, 1] == np.float32(value)]
        assert len(near) == 1
        assert abs(near[0] - at) <= 64  # no farther than its bucket is wide
    assert np.array_equal(read.max(0), rows.max(0))
    assert np.array_equal(read.min(0), rows.min(0))


def test_each_bucket_is_the_minimum_and_the_maximum_of_its_steps() -> None:
    curve, rows = grown(30_000)
    steps, read, _ = curve.read()
    for first, last, low, high in zip(steps[::2], steps[1::2], read[::2], read[1::2], strict=True):
        assert np.array_equal(low, rows[first - 1 : last].min(0))
        assert np.array_equal(high, rows[first - 1 : last].max(0))


def test_a_value_that_is_not_finite_does_not_hide_its_neighbours() -> None:
    rows = np.ones((20_001, len(CURVE)), np.float32)
    rows[3] = np.nan
    curve = Curve(len(CURVE))
    curve.append(1, rows)
    assert np.isfinite(curve.read()[1]).all()


def test_memory_is_bounded() -> None:
    curve, piece = Curve(len(CURVE)), np.zeros((5000, len(CURVE)), np.float32)
    for i in range(400):
        curve.append(1 + 5000 * i, piece)
    assert len(curve) == 2_000_000
    assert curve.size < 2_000_000


def test_rows_that_are_known_are_not_taken_twice_and_a_gap_is_refused() -> None:
    curve, rows = grown(100)
    curve.append(91, rows[90:])
    assert len(curve) == 100
    with pytest.raises(ValueError, match="101 to 101 are missing"):
        curve.append(102, rows[:1])


@pytest.mark.parametrize("last", [0, 1, 700, 29_999, 5000, 12_345])
def test_after_truncation_it_goes_on_without_a_gap(last: int) -> None:
    curve, rows = grown(30_000)
    curve.truncate(last)
    assert len(curve) == last
    curve.append(last + 1, rows[:10])
    steps, read, _ = curve.read(last + 1)
    assert np.array_equal(steps, np.arange(last + 1, last + 11))
    assert np.array_equal(read, rows[:10])


def test_a_curve_kept_with_fewer_columns_lacks_the_others() -> None:
    curve, rows = grown(25_000)
    kept = {name: a[:, :4] if a.ndim == 2 else a for name, a in curve.arrays().items()}
    old = Curve.of(kept, len(CURVE))
    old.append(25_001, rows[:1])
    steps, read, thinned = old.read()
    assert thinned
    assert steps[-1] == 25_001
    assert np.array_equal(read[:, :4], curve_with(curve, rows[:1]).read()[1][:, :4])
    assert np.isnan(read[0, 4:]).all()
    assert np.array_equal(old.read(25_001)[1], rows[:1])


def test_a_curve_kept_with_more_columns_leaves_them_out() -> None:
    curve, rows = grown(300)
    fewer = Curve.of(curve.arrays(), 3)
    assert np.array_equal(fewer.read()[1], rows[:, :3])


def curve_with(curve: Curve, rows: np.ndarray) -> Curve:
    whole = curve.copy(len(curve))
    whole.append(len(whole) + 1, rows)
    return whole


def test_a_run_that_came_here_later_begins_later() -> None:
    curve = Curve.after(100, len(CURVE))
    assert len(curve) == 100
    curve.append(101, np.ones((3, len(CURVE)), np.float32))
    for kept in (curve, Curve.of(curve.arrays(), len(CURVE)), curve.copy(103)):
        steps, values, _ = kept.read()
        assert (steps[0], steps[-1]) == (100, 103)
        assert np.isnan(values[steps == 100]).all()
        assert np.isfinite(values[steps > 100]).all()
        assert len(kept) == 103
    assert len(curve.copy(100)) == 100
    with pytest.raises(ValueError, match="steps 101 to 104 are missing"):
        Curve.after(100, len(CURVE)).append(105, np.ones((1, len(CURVE)), np.float32))
    assert len(Curve.after(0, len(CURVE))) == 0
