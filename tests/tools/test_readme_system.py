"""The README's image system is of a new sort, and nothing but its own file knows it."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from models.diagnosis.history import History
from models.experiment import Rejected
from models.images.datasets import Images
from models.images.diagnosis.diagnose import diagnosis_of_images
from models.images.experiment import Experiment
from models.images.games import VARIANTS
from models.images.judging.evaluation import Judge, evaluate
from models.images.run import ImageRun
from models.images.saving.snippet import snippet
from models.images.system import System
from server.protocol.commands import Generate
from server.protocol.messages import Generated as Sheet
from server.rest.catalogue import catalogue
from server.worker.images.generate import answer_question
from server.worker.images.worker import ImageWorker
from server.workers import orders, reports
from tests.models.images.conftest import bars as bars
from tests.server.browser import Frame as Picture
from tests.server.worker.images.test_worker import of, reached, work
from tests.tools.examples import row, write_module

SECTION = "Adding an image system"
SMALL = {"size": 16, "g_width": 4, "d_width": 4, "noise_dim": 4, "batch": 8}


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The system's file, and its line in VARIANTS, as the README says."""
    name, kind = row(SECTION)
    module = write_module(SECTION, "models.images.games", tmp_path, monkeypatch)
    monkeypatch.setitem(VARIANTS, name, getattr(module, kind))
    catalogue.cache_clear()
    yield module
    catalogue.cache_clear()


def experiment(**knobs: Any) -> Experiment:
    return Experiment.parse("bigan", "digits", SMALL | knobs, {}, 3)


def test_its_loss_is_that_of_the_paper_and_e_learns_with_g(module: Any, bars: Images) -> None:
    one = ImageRun(experiment(), bars)
    before = {name: [p.clone() for p in net.parameters()] for name, net in one.system.nets.items()}
    ((loss_d, loss_g, grad_d, grad_g),) = one.advance(1).tolist()
    # At the start D says nearly 0 of everything: log 4 for it, and the same for G and E, who have both halves too.
    assert (loss_d, loss_g) == (pytest.approx(2 * np.log(2), abs=0.05), pytest.approx(2 * np.log(2), abs=0.05))
    assert min(grad_d, grad_g) > 0
    moved = {n: any(not torch.equal(a, b) for a, b in zip(before[n], one.system.nets[n].parameters(), strict=True))
             for n in before}  # fmt: skip
    assert moved == {"g": True, "e": True, "d": True}
    only_d = ImageRun(experiment(), bars)
    only_d.advance(1, only="d")
    assert all(torch.equal(a, b) for a, b in zip(before["e"], only_d.system.nets["e"].parameters(), strict=True))
    assert any(not torch.equal(a, b) for a, b in zip(before["d"], only_d.system.nets["d"].parameters(), strict=True))


def test_it_goes_on_from_its_state_with_the_same_bits(module: Any, bars: Images) -> None:
    one = ImageRun(experiment(), bars)
    one.advance(3)
    again = ImageRun(experiment(), bars, state=one.save())
    assert again.step == 3
    assert torch.equal(one.advance(3), again.advance(3))
    assert torch.equal(one.show().images, again.show().images)


def test_its_sheet_shows_images_beside_what_is_made_of_them(module: Any, bars: Images) -> None:
    one = ImageRun(experiment(), bars)
    one.advance(2)
    assert one.sheet.columns == ("x", "G(E(x))", "G(z)")
    images, scores = one.show()
    assert images.shape == (24, 1, 16, 16)
    assert torch.equal(images[::3], bars.train[:8])
    assert scores.isnan().all()


def test_it_learns_to_rebuild_what_it_sees(module: Any, bars: Images) -> None:
    """Of three seeds each, on bars: nobody asks for it."""
    for seed in (1, 2, 3):
        e = Experiment.parse("bigan", "digits", SMALL | {"g_width": 8, "d_width": 8, "batch": 32}, {}, seed)
        one = ImageRun(e, bars)
        one.advance(20)
        before = one.system.measure()["rebuilt"]
        one.advance(280)
        assert one.diverged_at is None
        assert one.system.measure()["rebuilt"] < 0.8 * before


def test_it_is_measured_and_diagnosed_by_the_code_of_all(module: Any, bars: Images) -> None:
    one, history = ImageRun(experiment(), bars), History()
    rows = one.advance(30).numpy()
    found = evaluate(one, Judge(bars))
    assert {"diversity", "memorised", "rebuilt"} <= found.keys()
    assert not {"d_right", "accuracy", "as_asked"} & found.keys()
    history.add(one.step, found)
    assert diagnosis_of_images(one, rows, history, {}).state == "learning"
    assert snippet(one.experiment, 1, bars.classes, "run.safetensors") is None


def test_its_tool_answers_and_refuses_by_name(module: Any, bars: Images) -> None:
    one = ImageRun(experiment(), bars)
    answer = one.answer(module.Rebuild(image=5))
    assert answer.columns == len(answer.images) == 2
    assert torch.equal(answer.images[0], bars.train[5])
    with pytest.raises(Rejected) as refusal:
        one.answer(module.Rebuild(image=200))
    assert (refusal.value.control, refusal.value.allowed) == ("image", "0 … 199")


def test_the_catalogue_offers_all_that_it_declares(module: Any) -> None:
    (offered,) = [variant for variant in catalogue().kinds.image.variants if variant.name == "bigan"]
    assert offered.title == "BiGAN"
    assert [tool.name for tool in offered.tools] == ["rebuild"]
    assert "1605.09782" in offered.doc
    assert "loss_g" in offered.formulas


def test_the_worker_trains_shows_saves_and_answers_it(module: Any, tmp_path: Path) -> None:
    worker = ImageWorker("cpu", tmp_path)
    worker.handle(orders.Put("a", 1, 1, 1, 1, experiment(), True, None, None))
    work(worker, reached(worker, 3))
    worker.handle(orders.Pull(1, "a", -1, 1, frozenset({"samples", "scores", "curve"})))
    (frame,) = of(work(worker, lambda sent: bool(of(sent, reports.Frame))), reports.Frame)
    picture = Picture(frame.data)
    assert picture.header.image is not None
    assert picture.header.image.sheet.columns == ["x", "G(E(x))", "G(z)"]
    assert picture.arrays["curve"].shape == (picture.step, 4)
    shown = Image.open(io.BytesIO(picture.arrays["samples"].tobytes()))
    assert shown.size == (3 * 16, 8 * 16)
    query = Generate.model_construct(run="a", ref=None, what=module.Rebuild(image=0))
    sheet = answer_question(query, worker.members["a"])
    assert isinstance(sheet, Sheet)
    assert (sheet.count, sheet.columns, sheet.size) == (2, 2, 16)
    worker.save()
    (saved,) = of(worker.take(), reports.Saved)
    again = ImageWorker("cpu", tmp_path)
    again.handle(orders.Put("a", 1, 1, 1, 1, experiment(), False, None, saved.state))
    work(again, lambda _: again.members["a"].run is not None)
    assert again.members["a"].step == saved.state.step


def test_networks_may_grow_while_it_trains(module: Any, bars: Images, monkeypatch: pytest.MonkeyPatch) -> None:
    """How far a phase has come belongs to the state: the frame tells the phase, and a saved run is in it again."""

    class Growing(module.BiGAN):  # type: ignore[misc]
        @classmethod
        def extras(cls, k: Any, channels: int, classes: int, seed: int) -> dict[str, torch.Tensor]:
            return {**super().extras(k, channels, classes, seed), "grown": torch.zeros(1)}

        def step(self, i: int, learn: Any) -> torch.Tensor:
            if i >= 2:
                self.extra["grown"].fill_(1)
            row: torch.Tensor = super().step(i, learn)
            return row

        @property
        def phase(self) -> str | None:
            return "16 × 16" if self.extra["grown"] else "4 × 4"

    monkeypatch.setitem(VARIANTS, "bigan", Growing)
    one = ImageRun(experiment(), bars)
    phases = [one.phase] + [one.advance(1) is not None and one.phase for _ in range(3)]
    assert phases == ["4 × 4", "4 × 4", "4 × 4", "16 × 16"]
    assert ImageRun(experiment(), bars, state=one.save()).phase == "16 × 16"
    assert issubclass(Growing, System)
