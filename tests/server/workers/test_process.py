"""Deaths: of a worker, of a reserve, of the server. Nobody is left behind, and runs go on."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.server.browser import Browser, browser
from tests.server.serving import Served, serving


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server whose workers are killed."""
    with serving(tmp_path_factory.mktemp("mortal")) as served:
        yield served


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> float:
    """Seconds it took."""
    start = time.perf_counter()
    while not condition():
        assert time.perf_counter() - start < seconds
        time.sleep(0.02)
    return time.perf_counter() - start


def warmed(served: Served) -> bool:
    """Worker and reserve are both ready."""
    return [worker["state"] for worker in served.workers()] == ["ready", "ready"]


def train(visitor: Browser, steps: int) -> None:
    while visitor.pull().step < steps:
        pass


def test_a_killed_worker_is_replaced_and_its_runs_go_on(mortal: Served) -> None:
    wait_for(lambda: warmed(mortal))
    with browser(mortal.url) as visitor, browser(mortal.url) as other:
        run = visitor.create(speed=100.0)
        other.create(speed=100.0, seed=4)
        train(visitor, 250)
        before = mortal.active()
        last = visitor.pull()
        visitor.send_pull(after=last.step + 10_000)  # a pull that waits must be answered too
        before.kill()
        lost = visitor.until(state="lost")
        assert lost["run"] == run["run"]
        back = visitor.until(state="running")
        frame = visitor.frame()
        assert "restarted" in back["notice"]
        assert f"step {back['step']:,}" in back["notice"]
        assert last.step - 200 <= back["step"] <= last.step + 100  # at most two seconds of steps
        assert frame.epoch == back["epoch"] > run["epoch"]
        assert other.pull().step > 0
        assert mortal.active().pid != before.pid


def test_the_curve_goes_on_without_a_gap_from_the_last_state(mortal: Served) -> None:
    wait_for(lambda: warmed(mortal))
    with browser(mortal.url) as visitor:
        run = visitor.create(speed=100.0, seed=3)
        train(visitor, 150)
        mortal.active().kill()
        visitor.until(state="running", epoch=run["epoch"] + 1)
        train(visitor, 250)
        curve = mortal.curve(run["run"], visitor.ask("pause")["step"])
        with browser(mortal.url) as undisturbed:
            same = undisturbed.create(playing=False, seed=3)
            undisturbed.ask("step", count=200)
            straight = mortal.curve(same["run"], 200)
        assert curve["steps"] == list(range(1, len(curve["steps"]) + 1))
        assert curve["rows"][:200] == straight["rows"]


def test_a_worker_killed_while_its_successor_starts_is_replaced_all_the_same(mortal: Served) -> None:
    wait_for(lambda: warmed(mortal))
    with browser(mortal.url) as visitor:
        visitor.create(speed=100.0)
        visitor.pull()
        for _ in range(2):
            mortal.active().kill()
            visitor.until(state="lost")
        visitor.until(state="running")
        visitor.pull()  # it may be of the state before the first step
        assert visitor.pull().step > 0


def test_a_killed_reserve_is_replaced_and_nobody_notices(mortal: Served) -> None:
    wait_for(lambda: warmed(mortal))
    with browser(mortal.url) as visitor:
        visitor.create()
        visitor.pull()
        reserve = next(worker["pid"] for worker in mortal.workers() if worker["role"] == "reserve")
        psutil.Process(reserve).kill()
        wait_for(lambda: warmed(mortal) and reserve not in [worker["pid"] for worker in mortal.workers()])
        assert visitor.ask("pause")["epoch"] == 1


SIGNALS = ["SIGINT", "SIGTERM", "SIGKILL"] if os.name == "posix" else ["SIGTERM"]


def test_ctrl_c_is_heard_also_where_the_shell_ignores_it(tmp_path: Path) -> None:
    """As a shell does for what it starts in the background; a process hands that on to those that it starts."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    with serving(tmp_path) as served:
        signal.signal(signal.SIGINT, before)
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(60) == 0
        assert served.process.stdout is not None
        assert "Saddle has stopped." in served.process.stdout.read()


@pytest.mark.parametrize("name", SIGNALS)
def test_a_server_that_ends_leaves_no_worker_behind(tmp_path: Path, name: str) -> None:
    with serving(tmp_path) as served:
        with browser(served.url) as visitor:
            visitor.create(speed=None)
            visitor.pull()
            children = served.children()
            assert len(children) >= 1
            served.process.send_signal(getattr(signal, name))
            status = served.process.wait(60)
        _, left = psutil.wait_procs(children, timeout=60)  # one that still starts up notices at its end
        assert not left
        output = served.process.stdout.read() if served.process.stdout else ""
    if name != "SIGKILL":
        assert "Traceback" not in output
    if name == "SIGINT":
        assert status == 0
        assert "Saddle has stopped." in output
