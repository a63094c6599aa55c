"""Runs on disk: the store, and a server that is stopped, killed and started again."""

import asyncio
import time
from pathlib import Path

import numpy as np
import pytest

from models.toys.distributions.points import MAX_POINTS
from models.toys.engine.checkpoint import load_runs, save_runs
from models.toys.engine.cohort import Cohort
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from server.protocol.base import Recipe, Wire
from server.runs import receive
from server.runs.curve import Curve
from server.runs.registry import Runs
from server.settings import Settings
from server.storage import keeper as keeping
from server.storage.keeper import Keeper, draft, revived
from server.storage.store import Document, Record, Store, one_run, sqlite_url
from server.workers import reports
from server.workers.states import State
from tests.server.browser import SMALL, browser
from tests.server.serving import serving


def record(id: str = "a", step: int = 3) -> Record:
    experiment = Experiment.parse("gan", "ring", SMALL)
    recipe = {
        "variant": "gan",
        "data": "ring",
        "knobs": experiment.knobs.model_dump(mode="json"),
        "data_knobs": experiment.distribution.model_dump(mode="json"),
        "seed": 1,
    }
    document = Document.model_validate(
        {
            "recipe": recipe,
            "playing": True,
            "speed": 60.0,
            "epoch": 4,
            "version": 5,
            "step": step,
            "changes": [{"step": 2, "name": "lr_g", "old": 0.1, "new": 0.2}],
            "halted_at": None,
            "error": None,
        }
    )
    curve = Curve()
    curve.append(1, np.arange(7 * step, dtype=np.float32).reshape(step, 7))
    return Record(id, document, b"state", curve.arrays())


def same(a: Record, b: Record) -> bool:
    curves = all(np.array_equal(a.curve[name], b.curve[name]) for name in a.curve)
    return (a.id, a.document, a.state) == (b.id, b.document, b.state) and curves


def test_what_is_saved_is_loaded_by_another_store_on_the_same_file(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "new folder")
    first = Store(url)
    first.save([record("a"), record("b", step=9)])
    first.save([record("a", step=5)])
    first.close()
    second = Store(url)
    a, b = second.load("a"), second.load("b")
    assert a is not None
    assert b is not None
    assert same(a, record("a", step=5))
    assert same(b, record("b", step=9))
    assert second.load("c") is None
    second.delete("a")
    assert second.ids() == ["b"]
    second.forget(-1)
    assert second.ids() == []
    second.close()


def test_one_run_of_a_stacks_checkpoint_goes_on_alone() -> None:
    experiments = [Experiment.parse("gan", "ring", SMALL, seed=seed) for seed in range(3)]
    runs = [Run(experiment) for experiment in experiments]
    cohort = Cohort()
    cohort.advance(runs, 7)
    cohort.advance(runs[1:2], 4)
    (alone,) = load_runs(one_run(save_runs(runs), 1), [0], experiments[1:2])
    assert (alone.step, alone.box) == (11, runs[1].box)
    assert all((alone.state[name] == runs[1].state[name]).all() for name in alone.state)


def test_a_draft_is_whole_at_the_step_of_its_state() -> None:
    runs = Runs(Settings(), lambda kind, order: None)
    run, experiment = runs.create(Recipe(knobs=SMALL)), Experiment.parse("gan", "ring", SMALL)
    rows = np.ones((50, 7), np.float32)
    receive.receive(runs, [reports.Rows(run.id, run.build, 1, rows)])
    for step in (20, 40):
        receive.receive(runs, [reports.Measured(run.id, run.build, run.epoch, step, {"js": 1 / step})])
    assert draft(run).document.step == len(draft(run).curve) == len(draft(run).measures.steps) == 0
    receive.receive(runs, [reports.Saved(run.id, run.build, State(save_runs([Run(experiment)]), 0, 30))])
    kept = draft(run)
    assert kept.document.step == len(kept.curve) == 30
    assert len(run.curve) == 50
    assert list(run.measures.steps) == [20, 40]
    assert revived(kept.record()).measures.json() == {"steps": [20], "columns": {"js": [0.05]}}


def test_a_run_of_another_version_is_refused_and_not_broken(tmp_path: Path) -> None:
    class Other(Wire):
        strange: int = 1

    store = Store(sqlite_url(tmp_path))
    store.save([Record("a", Other(), None, Curve().arrays())])  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="strange"):
        store.load("a")
    store.close()


@pytest.mark.parametrize("halted_at", [None, 12])
def test_a_revived_run_is_what_was_kept(halted_at: int | None) -> None:
    kept = record()
    document = kept.document.model_copy(update={"halted_at": halted_at})
    run = revived(Record("a", document, kept.state, kept.curve))
    assert run.recipe() == document.recipe
    assert (run.step, run.epoch, len(run.curve)) == (3, 5, 3)
    assert run.changes == document.changes
    assert run.state == ("running" if halted_at is None else "diverged")
    assert run.saved == State(b"state", 0, 3)


def test_own_points_come_back_as_they_were(tmp_path: Path) -> None:
    runs = Runs(Settings(), lambda kind, order: None)
    points = [[i / MAX_POINTS, 1 / (i + 3)] for i in range(MAX_POINTS)]
    run = runs.create(Recipe(data="points", data_knobs={"points": points, "jitter": 0.01}, knobs=SMALL))
    store = Store(sqlite_url(tmp_path))
    store.save([draft(run).record()])
    kept = store.load(run.id)
    store.close()
    assert kept is not None
    again = revived(kept)
    assert again.experiment == run.experiment
    toy = again.message().toy
    assert toy is not None
    assert toy.points == MAX_POINTS
    assert len(run.message().model_dump_json()) < 10_000


def test_only_what_changed_is_written_and_long_waiting_runs_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[list[str]] = []
    runs = Runs(Settings(), lambda kind, order: None)
    store = Store(sqlite_url(tmp_path))
    monkeypatch.setattr(store, "save", lambda records: written.append([record.id for record in records]))
    monkeypatch.setattr(keeping, "one_run", lambda blob, row: blob)
    a, b = runs.create(Recipe(knobs=SMALL)), runs.create(Recipe(knobs=SMALL))

    async def keep() -> None:
        keeper = Keeper(runs, lambda: store)
        await keeper.keep(most=1)
        await keeper.keep(most=1)
        await keeper.keep()
        assert written == [[a.id], [b.id]]
        for run in (a, b):
            run.saved = State(b"", 0, 30)
        await keeper.keep()
        await keeper.close()

    asyncio.run(keep())
    assert written[2:] == [[a.id, b.id]]


def test_a_store_that_fails_harms_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    runs = Runs(Settings(), lambda kind, order: None)
    (tmp_path / "file").write_text("in the way")
    run = runs.create(Recipe(knobs=SMALL))

    async def keep() -> None:
        keeper = Keeper(runs, lambda: Store(sqlite_url(tmp_path / "file")))
        await keeper.keep()
        await keeper.revive(run.id)
        await keeper.revive("another")
        await keeper.close()

    asyncio.run(keep())
    assert "the store failed" in caplog.text
    assert run.id in runs.live


def test_a_server_that_is_started_again_finds_its_runs_where_they_were(tmp_path: Path) -> None:
    with serving(tmp_path) as served, browser(served.url) as visitor:
        run = visitor.create(speed=100.0, seed=6)
        visitor.created.clear()
        deleted = visitor.create(playing=False)["run"]
        visitor.run = run
        visitor.after = visitor.epoch = -1
        while visitor.pull().step < 60:
            pass
        visitor.ask("tune", knobs={"lr_g": 0.0005})
        paused = visitor.ask("pause")
        visitor.created = [deleted]
        before = visitor.pull(after=-1, epoch=-1)
        time.sleep(0.3)
        curve = served.get(f"api/runs/{run['run']}/curve").json()
    with serving(tmp_path) as served, browser(served.url) as visitor:
        again = visitor.ask("open", run=run["run"])
        assert (again["state"], again["step"]) == ("paused", paused["step"])
        assert again["recipe"] == paused["recipe"]
        assert again["changes"] == paused["changes"]
        assert again["epoch"] > paused["epoch"]
        assert f"step {paused['step']}" in again["notice"]
        after = visitor.pull()
        assert np.array_equal(after.arrays["fake"], before.arrays["fake"])
        assert np.array_equal(after.arrays["field"], before.arrays["field"])
        assert served.get(f"api/runs/{run['run']}/curve").json() == curve
        assert visitor.ask("open", run=deleted)["code"] == "unknown_run"
        assert visitor.ask("step", rounds=5)["step"] == paused["step"] + 5
