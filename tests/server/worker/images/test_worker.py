"""The worker of image GANs, without a process: orders in, steps, reports out."""

import io
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future
from gc import collect
from pathlib import Path
from time import perf_counter, sleep
from typing import Any, TypeVar
from weakref import ref

import pytest
import torch
from PIL import Image

from models.images.datasets import Images, NotHere
from models.images.experiment import Experiment
from models.images.run import ImageRun
from server.protocol import messages
from server.protocol.queries import Trace
from server.worker.images.worker import ImageWorker
from server.workers import orders, reports
from server.workers.states import Checkpoint, checkpoint_path
from tests.server.browser import Frame as Picture

R = TypeVar("R")
SMALL = {"size": 16, "g_width": 4, "d_width": 4, "noise_dim": 4, "batch": 4}
ALL = frozenset({"samples", "scores", "curve"})


@pytest.fixture
def worker(tmp_path: Path) -> ImageWorker:
    return ImageWorker("cpu", tmp_path)


def experiment(seed: int = 1, **knobs: Any) -> Experiment:
    return Experiment.parse("dcgan", "digits", SMALL | knobs, seed=seed)


def put(worker: ImageWorker, id: str = "a", playing: bool = True, state: Any = None, **knobs: Any) -> None:
    worker.handle(orders.Put(id, 1, 1, 1, 1, experiment(**knobs), playing, None, state))


def ask(worker: ImageWorker, id: str = "a", after: int = -1, token: int = 1, layers: Any = ALL) -> None:
    worker.handle(orders.Pull(token, id, after, 1, frozenset(layers)))


def work(worker: ImageWorker, until: Callable[[list[Any]], bool], seconds: float = 20) -> list[Any]:
    """As the process does, and collect the reports until there is what is waited for."""
    sent: list[Any] = []
    end = perf_counter() + seconds
    while not until(sent):
        assert perf_counter() < end, sent
        worker.advance(0.004)
        sent += worker.take()
        sleep(min(0.02, worker.wait() or 0.0))
    return sent


def of(sent: list[Any], kind: type[R]) -> list[R]:
    return [report for report in sent if isinstance(report, kind)]


def reached(worker: ImageWorker, step: int, id: str = "a") -> Callable[[list[Any]], bool]:
    return lambda _: worker.members[id].step >= step


def test_a_run_trains_and_shows_its_grid(worker: ImageWorker) -> None:
    put(worker)
    work(worker, reached(worker, 3))
    ask(worker)
    (frame,) = of(work(worker, lambda r: bool(of(r, reports.Frame))), reports.Frame)
    picture = Picture(frame.data)
    assert picture.header.image is not None
    sheet = picture.header.image.sheet
    rows, columns, size = len(sheet.rows), len(sheet.columns), sheet.size
    image = Image.open(io.BytesIO(picture.arrays["samples"].tobytes()))
    assert (rows, columns, size) == (8, 8, 16)
    assert (image.format, image.size) == ("WEBP", (columns * size, rows * size))
    assert picture.arrays["d_fake"].shape == picture.arrays["d_real"].shape == (64,)
    assert picture.arrays["curve"].shape == (picture.step, 7)
    assert picture.curve_from == 1


def test_the_grid_on_the_wire_is_what_the_run_samples(worker: ImageWorker) -> None:
    put(worker, playing=False)
    ask(worker, layers={"samples"})
    (frame,) = of(work(worker, lambda r: bool(of(r, reports.Frame))), reports.Frame)
    picture = Picture(frame.data)
    assert set(picture.arrays) == {"samples", "d_fake"}
    run = worker.members["a"].run
    assert run is not None
    shown = Image.open(io.BytesIO(picture.arrays["samples"].tobytes())).convert("L")
    tiles = [shown.crop((16 * i, 16 * j, 16 * i + 16, 16 * j + 16)).tobytes() for j in range(8) for i in range(8)]
    assert tiles == [bytes(sample.flatten().tolist()) for sample in run.show().images]  # 16 px grey go without loss


def test_curves_are_whole_and_in_order(worker: ImageWorker) -> None:
    put(worker)
    sent = work(worker, lambda r: sum(len(rows.rows) for rows in of(r, reports.Rows)) >= 30)
    steps = [rows.first + i for rows in of(sent, reports.Rows) for i in range(len(rows.rows))]
    assert steps == list(range(1, len(steps) + 1))


def test_only_so_many_train_and_the_others_know_their_place(worker: ImageWorker) -> None:
    for id in "abc":
        put(worker, id)
    sent = work(worker, lambda r: worker.members["a"].step >= 5 and worker.members["c"].run is not None)
    assert [worker.members[id].step for id in "bc"] == [0, 0]
    places = {waiting.run: waiting.place for waiting in of(sent, reports.Waiting)}
    assert places == {"a": None, "b": 1, "c": 2}
    worker.handle(orders.Pace("a", 2, False, None))
    sent = work(worker, reached(worker, 3, "b"))
    assert {waiting.run: waiting.place for waiting in of(sent, reports.Waiting)} == {"b": None, "c": 1}
    worker.handle(orders.Pace("a", 3, True, None))  # back in its place: it came first
    sent = work(worker, lambda r: bool(of(r, reports.Waiting)))
    assert worker.members["a"].waiting == (None, None)
    assert worker.members["b"].waiting[0] == 1


def test_two_at_once_take_turns(tmp_path: Path) -> None:
    worker = ImageWorker("cpu", tmp_path, at_once=2)
    put(worker, "a")
    put(worker, "b", seed=2)
    work(worker, lambda _: all(worker.members[id].run is not None for id in "ab"))
    before = [worker.members[id].step for id in "ab"]
    work(worker, reached(worker, before[0] + 20))
    gained = [worker.members[id].step - start for id, start in zip("ab", before, strict=True)]
    assert abs(gained[0] - gained[1]) <= 1


def test_steps_are_answered_when_they_are_done(worker: ImageWorker) -> None:
    put(worker, playing=False)
    worker.take()
    worker.handle(orders.Advance("a", 2, 3, None))
    sent = work(worker, lambda r: bool(of(r, reports.Applied)))
    (applied,) = of(sent, reports.Applied)
    assert (applied.stamp, applied.step) == (2, 3)
    assert worker.members["a"].state == "paused"


def test_a_pause_saves_and_a_run_goes_on_from_there_as_if_nothing_had_been(worker: ImageWorker, tmp_path: Path) -> None:
    put(worker)
    work(worker, reached(worker, 4))
    worker.handle(orders.Pace("a", 2, False, None))
    (saved,) = of(worker.take(), reports.Saved)
    assert isinstance(saved.state, Checkpoint)
    assert saved.state.path == checkpoint_path(tmp_path, "a")
    straight = worker.members["a"].run
    assert straight is not None
    rows = straight.advance(3)
    again = ImageWorker("cpu", tmp_path)
    put(again, playing=False, state=saved.state)
    assert again.members["a"].step == saved.state.step
    work(again, lambda _: again.members["a"].run is not None)
    resumed = again.members["a"].run
    assert resumed is not None
    assert torch.equal(resumed.advance(3), rows)


def test_a_live_knob_is_turned_while_it_trains(worker: ImageWorker) -> None:
    put(worker)
    work(worker, reached(worker, 2))
    worker.handle(orders.Tune("a", 2, 1, 2, experiment(lr_g=0.001)))
    run = worker.members["a"].run
    assert run is not None
    assert run.system.optimisers["g"].param_groups[0]["lr"] == 0.001
    assert run.step >= 2


def failing(worker: ImageWorker, error: Exception) -> reports.Halted:
    """What is reported of a run whose images do not come."""
    put(worker, playing=True)
    future: Future[Images] = Future()
    future.set_exception(error)
    worker.members["a"].images = future
    (halted,) = of(work(worker, lambda r: bool(of(r, reports.Halted))), reports.Halted)
    return halted


def test_images_that_are_not_there_are_said_in_their_own_words(worker: ImageWorker) -> None:
    halted = failing(worker, NotHere("train-images-idx3-ubyte is not in data/mnist."))
    assert halted.error == "train-images-idx3-ubyte is not in data/mnist."
    assert worker.members["a"].state == "failed"


FILL = """
import resource, sys
from pathlib import Path
import psutil, torch
from server import orders
from server.protocol import messages
from server.protocol.queries import Trace
from server.worker.images.worker import ImageWorker
from models.images.experiment import Experiment

torch.set_num_threads(1)
worker, sent = ImageWorker("cpu", Path(sys.argv[1]), at_once=2), []

def put(id, **knobs):
    worker.handle(orders.Put(id, 1, 1, 1, 1, Experiment.parse("dcgan", "digits", knobs), True, None))

def work(until):
    while not until():
        worker.advance(0.004)
        sent.extend(worker.take())

put("small", size=16, g_width=8, d_width=8)
work(lambda: worker.members["small"].step > 3)
room = psutil.Process().memory_info().vms + 300 * 2**20
resource.setrlimit(resource.RLIMIT_AS, (room, room))
put("large", size=64, g_width=128, d_width=128, batch=256)
work(lambda: worker.members["large"].failed)
(halted,) = [report for report in sent if isinstance(report, reports.Halted)]
assert halted.run == "large" and "smaller batch" in halted.error, halted
before = worker.members["small"].step
work(lambda: worker.members["small"].step > before + 20)
"""


def test_full_memory_is_a_state_with_advice_and_no_other_run_suffers(
    worker: ImageWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(worker, "a")
    put(worker, "b", seed=2)
    work(worker, lambda _: all(worker.members[id].run is not None for id in "ab"))
    full, advance = worker.members["a"].run, ImageRun.advance
    assert full is not None
    networks = ref(full.system.nets["g"])
    its_id = id(full)
    del full

    def too_much(run: ImageRun, *args: Any) -> Any:
        if id(run) == its_id and networks() is not None:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return advance(run, *args)

    monkeypatch.setattr(ImageRun, "advance", too_much)
    sent = work(worker, reached(worker, 3, "b"))
    (halted,) = of(sent, reports.Halted)
    assert halted.run == "a"
    assert halted.error is not None
    assert "smaller batch" in halted.error
    collect()
    assert networks() is None  # its memory is there for others


@pytest.mark.slow  # most of it is the start of another Python
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_memory_that_is_full_indeed_stops_one_run_alone(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FILL, tmp_path], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr


def test_a_run_that_was_dropped_leaves_nothing(worker: ImageWorker) -> None:
    put(worker)
    ask(worker, after=10_000)
    work(worker, reached(worker, 1))
    worker.handle(orders.Drop("a"))
    worker.take()
    worker.advance(0.004)
    assert worker.take() == []
    assert worker.wait() is None


def test_slow_motion_is_refused_with_a_sentence(worker: ImageWorker) -> None:
    put(worker, playing=False)
    worker.handle(orders.Ask(7, "a", Trace(run="a", ref=3)))
    (answer,) = of(work(worker, lambda sent: bool(of(sent, reports.Answer))), reports.Answer)
    assert answer.token == 7
    assert isinstance(answer.message, messages.Error)
    assert answer.message.ref == 3
    assert "Slow motion shows toys" in answer.message.message
