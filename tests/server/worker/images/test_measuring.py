"""Measures and diagnoses of image runs: for who looks, in the frames, prepared by a thread beside the training."""

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

from models.images.datasets import Images
from models.images.judging.classifier import Classifier
from server.rest.catalogue import catalogue
from server.worker.images import judges
from server.worker.images.worker import ImageWorker
from server.workers import orders, reports
from tests.server.browser import Frame as Picture
from tests.server.worker.images.test_worker import ask, experiment, of, put, reached, work


@pytest.fixture
def learned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A classifier without training, and the threads that asked for one."""
    asked: list[str] = []

    def untrained(images: Images, folder: Path, progress: Callable[[int, int], None]) -> Classifier:
        asked.append(threading.current_thread().name)
        progress(1, 1)
        torch.manual_seed(1)
        network = nn.Sequential(nn.Flatten(), nn.Linear(32 * 32, 8), nn.ReLU(), nn.Linear(8, 10))
        return Classifier(network, images.classes, 0.5)

    monkeypatch.setattr(judges, "classifier", untrained)
    return asked


@pytest.fixture
def worker(tmp_path: Path) -> ImageWorker:
    return ImageWorker("cpu", tmp_path)


def pictures(sent: list[Any]) -> list[Picture]:
    return [Picture(frame.data) for frame in of(sent, reports.Frame)]


def looked(worker: ImageWorker, has: str, seconds: float = 30, run: str = "a") -> tuple[Picture, list[Any]]:
    """Look again and again, as a page does, until measures or diagnosis have something; all reports until then."""
    sent: list[Any] = []
    for token in range(1, 10_000):
        ask(worker, run, token=token, after=-1)
        sent += work(worker, lambda r: bool(of(r, reports.Frame)), seconds)
        picture = pictures(sent)[-1]
        if has in f"{picture.measures} {picture.diagnosis}":
            return picture, sent
    raise AssertionError


def test_a_run_is_measured_by_pixels_first_and_by_the_classifier_once_it_stays(
    worker: ImageWorker, learned: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judges, "STAYS", 30)
    put(worker)
    picture, sent = looked(worker, "diversity")
    measures = picture.measures
    assert "clear" not in measures
    assert 0 <= measures["step"] <= picture.step
    assert 0 < measures["diversity"] < 2
    assert [told.measures for told in of(sent, reports.Perfect)] == [{"diversity": 1.0, "memorised": 0.0}]
    assert of(sent, reports.Measured)[-1].measures == {k: v for k, v in measures.items() if k != "step"}
    picture, sent = looked(worker, "clear")
    measures = picture.measures
    assert {"clear", "classes", "frechet", "diversity", "d_right"} <= set(measures)
    assert learned == ["saddle-judges"]
    (told,) = of(sent, reports.Perfect)
    assert set(told.measures) == {"clear", "classes", "frechet", "diversity", "memorised", "as_asked"}
    diagnosis = picture.diagnosis
    assert set(diagnosis) == {"step", "state", "level", "title", "sentence", "number", "try", "tune"}
    assert diagnosis["number"]["text"] in diagnosis["sentence"]


def test_the_catalogue_tells_what_the_measures_are() -> None:
    told = {measure.name: measure for measure in catalogue().kinds.image.measures}
    by_classifier, of_d = {"clear", "classes", "frechet", "as_asked"}, {"accuracy", "accuracy_cnn"}
    assert set(told) == by_classifier | of_d | {"diversity", "memorised"}
    assert [name for name in told if told[name].best == "low"] == ["frechet", "memorised"]


def test_nothing_is_prepared_for_a_run_that_nobody_looks_at(worker: ImageWorker, learned: list[str]) -> None:
    put(worker)
    work(worker, reached(worker, 20))
    assert worker.members["a"].judges_asked == 0
    assert worker.members["a"].measures is None


def test_a_run_at_rest_is_measured_and_says_so_in_one_more_frame(worker: ImageWorker) -> None:
    put(worker, playing=False)
    work(worker, lambda _: worker.members["a"].run is not None)
    ask(worker)
    (first,) = pictures(work(worker, lambda r: bool(of(r, reports.Frame))))
    assert first.measures == {}
    ask(worker, after=0, token=2)
    (second,) = pictures(work(worker, lambda r: bool(of(r, reports.Frame))))
    assert second.measures["step"] == second.step == 0
    assert "Just begun" in second.diagnosis["sentence"]
    assert worker.wait() is None


def test_other_knobs_are_judged_anew_and_other_networks_have_no_past(worker: ImageWorker) -> None:
    put(worker)
    looked(worker, "learning")
    member = worker.members["a"]
    assert member.history.measures
    worker.handle(orders.Tune("a", 2, 1, 2, experiment(lr_g=0.001)))
    assert member.history.measures == []
    put(worker)
    again = worker.members["a"]
    assert (again.judge, again.measures, again.diagnosis, member.gone) == (None, None, None, True)


def test_a_run_that_diverges_is_told_so(worker: ImageWorker) -> None:
    put(worker)
    work(worker, reached(worker, 2))
    run = worker.members["a"].run
    assert run is not None
    next(iter(run.system.nets["d"].parameters())).data.fill_(float("nan"))
    ask(worker, after=10_000)
    work(worker, lambda r: bool(of(r, reports.Halted)))
    ask(worker, after=-1, token=2)
    picture = pictures(work(worker, lambda r: bool(of(r, reports.Frame))))[-1]
    assert picture.diagnosis["state"] == "diverged"


def test_a_classifier_of_a_run_that_is_gone_is_given_up(
    worker: ImageWorker, learned: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judges, "STAYS", 5)
    begun, given_up = threading.Event(), threading.Event()

    def endless(images: Images, folder: Path, progress: Callable[[int, int], None]) -> Classifier:
        begun.set()
        try:
            while True:
                progress(0, 1)
                threading.Event().wait(0.01)
        finally:
            given_up.set()

    monkeypatch.setattr(judges, "classifier", endless)
    put(worker)
    looked(worker, "diversity")
    ask(worker, token=99)
    work(worker, lambda _: begun.is_set())
    worker.handle(orders.Pace("a", 99, False, None))
    put(worker, id="b")
    looked(worker, "diversity", run="b")  # which does not wait for the classifier of a
    assert not given_up.is_set()
    worker.handle(orders.Drop("b"))
    worker.handle(orders.Drop("a"))
    assert given_up.wait(20)
    work(worker, lambda _: worker.wait() is None)


def test_a_process_that_ends_gives_up_its_classifier_and_ends_well(tmp_path: Path) -> None:
    """Cut off in the midst of PyTorch it would abort."""
    code = f"""
import threading, time
from pathlib import Path
from server.worker.images import judges
from server.worker.images.worker import ImageWorker
from tests.server.worker.images import test_worker as t
begun, real = threading.Event(), judges.classifier
def watched(images, folder, progress):
    return real(images, folder, lambda done, steps: (begun.set(), progress(done, steps)))
judges.classifier, judges.STAYS = watched, 0
worker = ImageWorker("cpu", Path({str(tmp_path)!r}))
t.put(worker)
for token in range(1000):
    t.ask(worker, token=token)
    worker.advance(0.004)
    if begun.is_set():
        break
    time.sleep(0.01)
assert begun.is_set()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_has_no_classifier_is_measured_by_pixels(
    worker: ImageWorker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(judges, "STAYS", 5)

    def broken(*_: Any) -> Any:
        raise OSError("no space left")

    monkeypatch.setattr(judges, "classifier", broken)
    put(worker)
    looked(worker, "diversity")
    ask(worker, token=99)
    work(worker, lambda _: worker.members["a"].judges_asked == 2 and worker.measuring.wait([], 0) is None)
    picture, _ = looked(worker, "diversity")
    assert "clear" not in picture.measures
    assert "nothing to be measured by" in caplog.text
