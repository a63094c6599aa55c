import pytest

from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from server.worker.toys.member import ToyMember
from server.worker.toys.pacing import DEBT, LONG_SLICE, PATIENCE, SLICE, Lane, next_lane
from server.workers.orders import Put


def member(id: str = "a") -> ToyMember:
    experiment = Experiment.parse("gan", "ring")
    return ToyMember(Put(id, 1, 1, 1, 1, experiment, True, None), Run(experiment))


def simulate(lanes: list[Lane], costs: list[float], seconds: float) -> list[int]:
    """Steps that each lane gets in that time when a step of it costs so many seconds."""
    now, got = 100.0, [0] * len(lanes)
    for lane in lanes:
        lane.tick = int((lane.speed or 0) * now)
    while now < 100.0 + seconds:
        chosen = next_lane(lanes, now)
        if chosen is None:
            now += min(lane.wait(now) for lane in lanes) + 1e-6
            continue
        steps, which = chosen.slice(now), lanes.index(chosen)
        now += steps * costs[which]
        chosen.count(steps, steps * costs[which], now)
        got[which] += steps
    return got


def test_a_pace_is_kept() -> None:
    assert simulate([Lane([member()], 120.0)], [0.0005], 10) == [pytest.approx(1200, abs=2)]
    assert simulate([Lane([member()], 1.0)], [0.0005], 10) == [pytest.approx(10, abs=1)]


def test_lanes_of_one_pace_are_due_at_the_same_instants_whenever_they_began() -> None:
    early, late = Lane([member()], 7.0, tick=int(7.0 * 3)), Lane([member()], 7.0, tick=int(7.0 * 5.41))
    early.due(5.5), late.due(5.5)
    assert early.wait(5.5) == late.wait(5.5)


def test_who_cannot_keep_the_pace_owes_nothing() -> None:
    lane = Lane([member()], 100.0, tick=0)
    assert lane.due(1000.0) == 100.0 * DEBT


def test_slow_paces_never_lose_their_single_step() -> None:
    lane = Lane([member()], 1.0, tick=99)
    assert lane.due(100.0001) == 1
    assert lane.due(100.9) == 1


def test_equal_lanes_share_an_overloaded_worker_equally() -> None:
    got = simulate([Lane([member()], 1000.0) for _ in range(5)], [0.003] * 5, 10)
    assert max(got) - min(got) <= 0.02 * max(got)


def test_a_dear_lane_gets_no_more_time_than_a_cheap_one() -> None:
    dear, cheap = simulate([Lane([member()], None), Lane([member()], None)], [0.05, 0.0005], 20)
    assert cheap * 0.0005 >= 0.05 * 20
    assert dear * 0.05 >= 0.5 * 20
    assert cheap >= 5 * dear


def test_full_speed_gets_what_is_left_and_never_nothing() -> None:
    paced, full = simulate([Lane([member()], 100.0), Lane([member()], None)], [0.001, 0.001], 10)
    assert paced == pytest.approx(1000, abs=10)
    assert full > 0.8 * 9000
    paced, full = simulate([Lane([member()], 10_000.0), Lane([member()], None)], [0.001, 0.001], 10)
    assert full >= 10 / PATIENCE / 2


@pytest.mark.parametrize(("members", "length"), [(1, SLICE), (60, LONG_SLICE)])
def test_slices_grow_and_shrink_to_their_length(members: int, length: float) -> None:
    lane = Lane([member(str(i)) for i in range(members)], None)
    for cost in (0.0004, 0.002, 0.0004):
        for _ in range(50):
            steps = lane.slice(0.0)
            lane.count(steps, 0.002 + steps * cost, 0.0)
        took = 0.002 + lane.slice(0.0) * cost
        assert 0.5 * length <= took <= length * 1.3


def test_a_step_longer_than_a_slice_comes_alone() -> None:
    lane = Lane([member()], None)
    for _ in range(5):
        lane.count(lane.slice(0.0), 0.05, 0.0)
    assert lane.slice(0.0) == 1
