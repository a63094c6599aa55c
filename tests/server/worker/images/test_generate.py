"""What browsers ask of the averaged G: paths, sums, planes, classes and nearest images, and what is refused."""

import base64
import io
from pathlib import Path as Folder
from typing import Any

import pytest
import torch
from PIL import Image
from torch import Tensor

from models.images.experiment import Experiment
from models.images.run import ImageRun
from models.images.tools import walks
from models.images.tools.latent import Arithmetic, Nearest, OfClass, Path, Plane
from models.question import Question
from server.protocol import commands, messages
from server.worker.images.worker import ImageWorker
from server.workers import orders, reports
from tests.models.images.games.made import fixed_z, generated
from tests.server.worker.images.test_worker import SMALL, of, reached, work


def started(folder: Folder, variant: str = "dcgan", playing: bool = False, **knobs: Any) -> ImageWorker:
    """A worker with one run, called a, that stands at step 3 or plays."""
    worker = ImageWorker("cpu", folder)
    e = Experiment.parse(variant, "digits", SMALL | knobs, seed=1)
    worker.handle(orders.Put("a", 1, 1, 7, 1, e, playing, None))
    worker.handle(orders.Advance("a", 2, 3, None))
    work(worker, reached(worker, 3))
    worker.handle(orders.Pace("a", 3, playing, None))
    return worker


@pytest.fixture(scope="module")
def dcgan(tmp_path_factory: pytest.TempPathFactory) -> ImageWorker:
    return started(tmp_path_factory.mktemp("dcgan"))


@pytest.fixture(scope="module")
def cgan(tmp_path_factory: pytest.TempPathFactory) -> ImageWorker:
    return started(tmp_path_factory.mktemp("cgan"), "cgan")


def run_of(worker: ImageWorker) -> ImageRun:
    run = worker.members["a"].run
    assert run is not None
    return run


def asked(worker: ImageWorker, what: Question, run: str = "a") -> messages.Generated | messages.Error:
    worker.handle(orders.Ask(5, run, commands.Generate(run=run, ref=9, what=what)))
    (report,) = of(work(worker, lambda sent: bool(of(sent, reports.Answer))), reports.Answer)
    assert isinstance(report.message, messages.Generated | messages.Error)
    assert (report.token, report.message.ref) == (5, 9)
    return report.message


def images(worker: ImageWorker, what: Question) -> tuple[messages.Generated, Tensor]:
    """The answer, and its images as bytes `(n, 1, 16, 16)`: 16 px grey go without loss."""
    answer = asked(worker, what)
    assert isinstance(answer, messages.Generated), answer
    kind, content = answer.sheet.split(",", 1)
    sheet = Image.open(io.BytesIO(base64.b64decode(content)))
    assert (kind, sheet.format) == ("data:image/webp;base64", "WEBP")
    assert sheet.size == (answer.columns * answer.size, answer.count // answer.columns * answer.size)
    rows = torch.frombuffer(bytearray(sheet.convert("L").tobytes()), dtype=torch.uint8)
    tiles = rows.view(-1, answer.size, answer.columns, answer.size).transpose(1, 2)
    return answer, tiles.reshape(answer.count, 1, answer.size, answer.size)


@pytest.mark.parametrize("how", ["line", "sphere"])
def test_a_path_leads_from_one_place_of_the_grid_to_the_other(dcgan: ImageWorker, how: Any) -> None:
    answer, path = images(dcgan, Path(a=3, b=60, how=how, count=7))
    run = run_of(dcgan)
    assert (answer.step, answer.epoch, answer.count, answer.columns, answer.size) == (3, 7, 7, 7, 16)
    assert (answer.labels, answer.distances) == ([], [])
    grid = run.show().images
    assert torch.equal(path[[0, -1]], grid[[3, 60]])
    way = {"line": walks.line, "sphere": walks.sphere}[how]
    assert torch.equal(path, generated(run, way(fixed_z(run)[3], fixed_z(run)[60], 7)))


def test_a_path_of_a_conditioned_g_keeps_the_label_of_its_beginning(cgan: ImageWorker) -> None:
    run = run_of(cgan)
    assert [len(names) for names in run.sheet] == [10, 6]
    _, path = images(cgan, Path(a=6 * 2 + 1, b=6 * 5 + 4, count=3))  # a two and a five
    twos = torch.tensor([2, 2])
    assert torch.equal(path[[0, -1]], generated(run, fixed_z(run)[[13, 34]], twos))
    assert torch.equal(path[0], run.show().images[13])


def test_sums_are_of_means(dcgan: ImageWorker, cgan: ImageWorker) -> None:
    what = Arithmetic(a=[1, 2, 3], b=[4], c=[8, 9])
    for worker, labels in ((dcgan, None), (cgan, torch.zeros(4, dtype=torch.int64))):
        answer, four = images(worker, what)
        run = run_of(worker)
        a, b, c = (fixed_z(run)[getattr(what, name)].mean(0) for name in "abc")
        assert (answer.count, answer.columns) == (4, 4)
        assert torch.equal(four, generated(run, torch.stack([a, b, c, a - b + c]), labels))


def test_a_sheet_of_a_plane_shows_its_places_from_the_top_left(dcgan: ImageWorker) -> None:
    answer, sheet = images(dcgan, Plane(side=5, plane=2))
    assert (answer.count, answer.columns) == (25, 5)
    for place, at in ((0, (-2, 2)), (4, (2, 2)), (12, (0, 0)), (21, (-1, -2))):
        _, one = images(dcgan, Plane(at=at, plane=2))
        assert (one[0].int() - sheet[place].int()).abs().max() <= 1  # other batches are summed in another order
    assert not torch.equal(images(dcgan, Plane(side=5, plane=3))[1], sheet)


def test_a_plane_of_uniform_noise_is_as_long_as_that_noise(tmp_path: Folder) -> None:
    worker = started(tmp_path, noise="uniform")
    run = run_of(worker)
    axes = walks.plane(1, 4, 0) / 3**0.5
    assert torch.equal(images(worker, Plane(at=(1.0, 0.5)))[1], generated(run, (axes[0] + axes[1] / 2)[None]))


def test_a_class_is_painted_64_times_with_the_same_noise_as_any_other(cgan: ImageWorker) -> None:
    answer, threes = images(cgan, OfClass(label=3))
    assert (answer.count, answer.columns) == (64, 8)
    assert len({bytes(image.flatten().tolist()) for image in threes}) > 60
    again, fours = images(cgan, OfClass(label=3)), images(cgan, OfClass(label=4))
    assert torch.equal(again[1], threes)
    assert not torch.equal(fours[1], threes)
    _, plane = images(cgan, Plane(label=3, at=(1, 0)))
    assert not torch.equal(images(cgan, Plane(label=4, at=(1, 0)))[1], plane)


def test_the_nearest_training_images_come_behind_the_sample_with_class_and_distance(dcgan: ImageWorker) -> None:
    answer, six = images(dcgan, Nearest(place=17, count=5))
    run = run_of(dcgan)
    assert (answer.count, answer.columns, len(answer.labels), len(answer.distances)) == (6, 6, 5, 5)
    assert torch.equal(six[0], run.show().images[17])
    train, labels = run.feed.images.train, run.feed.images.train_labels
    assert labels is not None
    apart = ((train.double() - six[0].double()) / 255).square().flatten(1).mean(1).sqrt()
    nearest = apart.topk(5, largest=False)
    assert answer.distances == pytest.approx(nearest.values.tolist())
    assert torch.equal(six[1:], train[nearest.indices])
    assert answer.labels == [run.feed.images.classes[label] for label in labels[nearest.indices].tolist()]


@pytest.mark.parametrize(
    ("variant", "what", "control", "words"),
    [
        ("cgan", Path(a=60, b=1), "a", "no place 60: it shows 60 samples"),
        ("cgan", Path(a=1, b=63), "b", "no place 63"),
        ("cgan", Arithmetic(a=[1], b=[2], c=[3, 61]), "c", "no place 61"),
        ("cgan", Nearest(place=62), "place", "no place 62"),
        ("cgan", OfClass(label=10), "label", "no class 10: these images have 10"),
        ("cgan", Plane(label=12), "label", "no class 12"),
        ("dcgan", OfClass(label=3), "what", "cannot be asked for this"),
        ("dcgan", Plane(label=1), "label", "takes no label"),
    ],
)
def test_what_this_run_has_not_is_refused_by_name(
    dcgan: ImageWorker, cgan: ImageWorker, variant: str, what: Any, control: str, words: str
) -> None:
    answer = asked({"dcgan": dcgan, "cgan": cgan}[variant], what)
    assert isinstance(answer, messages.Error)
    assert (answer.code, answer.control) == ("rejected", control)
    assert words in answer.message


def test_a_question_that_its_system_does_not_answer_is_refused_with_those_that_it_does(dcgan: ImageWorker) -> None:
    answer = asked(dcgan, OfClass(label=3))
    assert isinstance(answer, messages.Error)
    assert (answer.code, answer.control) == ("rejected", "what")
    assert answer.allowed == "plane, path, arithmetic, nearest"


def test_a_run_that_is_not_there_or_not_yet_or_not_any_more_is_said_to_be_so(tmp_path: Folder) -> None:
    worker = ImageWorker("cpu", tmp_path)
    e = Experiment.parse("dcgan", "digits", SMALL, seed=1)
    worker.handle(orders.Put("a", 1, 1, 1, 1, e, True, None))
    loading = worker.answer(orders.Ask(1, "a", commands.Generate(run="a", ref=1, what=Nearest(place=0)))).message
    gone = asked(worker, Nearest(place=0), run="b")
    assert isinstance(loading, messages.Error)
    assert "on their way" in loading.message
    assert isinstance(gone, messages.Error)
    assert gone.code == "unknown_run"
    work(worker, reached(worker, 1))
    worker.members["a"].failed = True
    failed = asked(worker, Nearest(place=0))
    assert isinstance(failed, messages.Error)
    assert "failed" in failed.message


def test_what_goes_wrong_is_told_and_the_run_trains_on(tmp_path: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = started(tmp_path, playing=True)

    def broken(*_: Any) -> Any:
        raise RuntimeError("no memory left")

    monkeypatch.setattr("server.worker.images.generate.encode_webp", broken)
    answer = asked(worker, Path(a=1, b=2))
    assert isinstance(answer, messages.Error)
    assert "no memory left" in answer.message
    work(worker, reached(worker, run_of(worker).step + 2))
