"""Which runs are kept and when, and what comes back."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from models.toys.distributions.points import MAX_POINTS
from models.toys.engine.checkpoint import save_runs
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from server.protocol.base import Recipe
from server.protocol.messages import ToyRun
from server.protocol.refusal import RefusedError
from server.runs import receive
from server.runs.registry import Runs
from server.settings import Settings
from server.storage import record as records
from server.storage.keeper import Keeper, make_draft, revive_run
from server.storage.record import Record
from server.storage.store import Store, sqlite_url
from server.workers import reports
from server.workers.states import State, checkpoint_path
from tests.server.browser import SMALL
from tests.server.storage.made import record


def make_runs(**settings: Any) -> Runs:
    return Runs(Settings(**settings), lambda kind, order: None)


def test_a_draft_is_whole_at_the_step_of_its_state() -> None:
    runs = make_runs()
    run, experiment = runs.create(Recipe(knobs=SMALL)), Experiment.parse("gan", "ring", SMALL)
    rows = np.ones((50, 7), np.float32)
    receive.receive(runs, [reports.Rows(run.id, run.build, 1, rows)])
    for step in (20, 40):
        receive.receive(runs, [reports.Measured(run.id, run.build, run.epoch, step, {"js": 1 / step})])
    past = make_draft(run).past
    assert make_draft(run).document.step == len(past.curve) == len(past.measures.steps) == 0
    receive.receive(runs, [reports.Saved(run.id, run.build, State(save_runs([Run(experiment)]), 0, 30))])
    kept = make_draft(run)
    assert kept.document.step == len(kept.past.curve) == 30
    assert len(run.past.curve) == 50
    assert list(run.past.measures.steps) == [20, 40]
    again = revive_run(runs, kept.record())
    assert again.past.measures.json() == {"steps": [20], "columns": {"js": [0.05]}}


@pytest.mark.parametrize("halted_at", [None, 12])
def test_a_revived_run_is_what_was_kept(halted_at: int | None) -> None:
    kept = record()
    document = kept.document.model_copy(update={"halted_at": halted_at})
    run = revive_run(make_runs(), Record("a", document, kept.arrays, kept.states))
    assert run.recipe() == document.recipe
    assert (run.step, run.epoch, len(run.past.curve)) == (3, 5, 3)
    assert run.past.changes == document.changes
    assert run.state == ("running" if halted_at is None else "diverged")
    assert run.past.newest == State(b"state", 0, 3)


def test_own_points_come_back_as_they_were(tmp_path: Path) -> None:
    runs = make_runs()
    points = [[i / MAX_POINTS, 1 / (i + 3)] for i in range(MAX_POINTS)]
    run = runs.create(Recipe(data="points", data_knobs={"points": points, "jitter": 0.01}, knobs=SMALL))
    store = Store(sqlite_url(tmp_path))
    store.save([make_draft(run).record()])
    kept = store.load(run.id)
    store.close()
    assert kept is not None
    again = revive_run(runs, kept)
    assert again.experiment == run.experiment
    toy = again.message().toy
    assert isinstance(toy, ToyRun)
    assert toy.points == MAX_POINTS
    assert len(run.message().model_dump_json()) < 10_000


def test_only_what_changed_is_written_and_long_waiting_runs_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[list[str]] = []
    runs = make_runs()
    store = Store(sqlite_url(tmp_path))
    monkeypatch.setattr(store, "save", lambda records: written.append([record.id for record in records]))
    monkeypatch.setattr(records, "cut_row", lambda blob, row: blob)
    a, b = runs.create(Recipe(knobs=SMALL)), runs.create(Recipe(knobs=SMALL))

    async def keep() -> None:
        keeper = Keeper(runs, lambda: store)
        await keeper.keep(most=1)
        await keeper.keep(most=1)
        await keeper.keep()
        assert written == [[a.id], [b.id]]
        for run in (a, b):
            run.past.keep(State(b"", 0, 30))
        await keeper.keep()
        await keeper.close()

    asyncio.run(keep())
    assert written[2:] == [[a.id, b.id]]


@pytest.mark.parametrize("forget", [True, False])
def test_a_run_that_is_dropped_is_kept_or_forgotten_with_its_file(tmp_path: Path, forget: bool) -> None:
    runs = make_runs(data_dir=tmp_path)
    url = sqlite_url(tmp_path)
    run = runs.create(Recipe(knobs=SMALL))
    file = checkpoint_path(tmp_path, run.id)
    file.parent.mkdir()
    file.write_bytes(b"state")

    async def drop() -> None:
        keeper = Keeper(runs, lambda: Store(url))
        await keeper.keep()
        runs.drop(run, forget)
        await keeper.close()

    asyncio.run(drop())
    store = Store(url)
    assert (store.ids(), file.exists()) == (([], False) if forget else ([run.id], True))
    store.close()


def test_a_run_comes_back_once_and_only_where_the_store_has_it(tmp_path: Path) -> None:
    runs = make_runs()
    store = Store(sqlite_url(tmp_path))
    store.save([record("a"), record("b")])
    broken = SimpleNamespace(model_dump_json=lambda: '{"strange": 1}')
    store.save([Record("broken", broken, record().arrays, [])])  # type: ignore[arg-type]

    async def revive() -> None:
        keeper = Keeper(runs, lambda: store)
        await asyncio.gather(keeper.revive("a"), keeper.revive("a"), keeper.revive("nobody"))
        with pytest.raises(RefusedError, match="Another version"):
            await keeper.revive("broken")
        await keeper.close()

    asyncio.run(revive())
    assert list(runs.live) == ["a"]
    assert runs.live["a"].notice == "The server was restarted; the run goes on from step 3."


def test_a_store_that_fails_harms_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    runs = make_runs()
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
