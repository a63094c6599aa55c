"""Keeps runs in the store: those that changed every few seconds, all when the server stops; and brings them back."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from server.protocol.messages import Error
from server.protocol.refusal import RefusedError
from server.runs.live_run import LiveRun
from server.runs.past import Past
from server.runs.recipes import parse
from server.runs.registry import Runs
from server.storage.blobs import clear_away
from server.storage.record import Document, Record, restore_past, store_state
from server.storage.store import Store
from server.workers.reports import Halted
from server.workers.states import checkpoint_path

T = TypeVar("T")
log = logging.getLogger("saddle")
EVERY = 10.0  # s
MOST = 16 << 20  # bytes of curves and measures written each time; the rest waits for the next


@dataclass(frozen=True)
class Draft:
    """A run as it was at one instant, before the work of making it a Record."""

    id: str
    document: Document
    past: Past

    def record(self) -> Record:
        arrays = self.past.curve.arrays() | self.past.measures.arrays()
        return Record(self.id, self.document, arrays, [store_state(state) for state in self.past.states])


class Keeper:
    """All work of the store is done in one thread, in order. A store that fails is logged, and nothing else."""

    def __init__(self, runs: Runs, open_store: Callable[[], Store]) -> None:
        self._runs = runs
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="saddle-store")
        self._opening = self._thread.submit(open_store)
        runs.dropped = self.keep_dropped

    async def _do(self, work: Callable[[Store], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: work(self._opening.result()))

    async def keep_now_and_then(self, forget_after: float) -> None:
        await self._safely(lambda store: self._forget(store, forget_after))
        while True:
            await asyncio.sleep(EVERY)
            await self.keep()

    def _forget(self, store: Store, after: float) -> None:
        """Runs that nobody has changed for so many seconds, and their files: not sooner, as another database may have
        runs in the same folder.
        """
        store.forget(after)
        clear_away(self._runs.settings.data_dir, {*store.ids(), *self._runs.live}, after)

    async def keep(self, most: float = MOST) -> None:
        """Write runs that changed, those first that waited longest, until `most` bytes of their past are written."""
        changed = [run for run in self._runs.live.values() if run.stored != fingerprint(run)]
        drafts = []
        for run in sorted(changed, key=lambda run: run.stored_at):
            if most <= 0:
                break
            most -= run.past.curve.size + run.past.measures.size
            run.stored_at = asyncio.get_running_loop().time()
            run.stored = fingerprint(run)
            drafts.append(make_draft(run))
        if drafts:
            await self._safely(lambda store: store.save([draft.record() for draft in drafts]))

    def keep_dropped(self, run: LiveRun, forget: bool) -> None:
        """The run leaves memory: by age, and is kept as it is; or deleted, and is forgotten here too."""
        last, checkpoint = make_draft(run), checkpoint_path(self._runs.settings.data_dir, run.id)

        def work(store: Store) -> None:
            if forget:
                store.delete(run.id)
                checkpoint.unlink(missing_ok=True)
            else:
                store.save([last.record()])

        task = asyncio.ensure_future(self._safely(work))
        task.add_done_callback(lambda task: task.exception())

    async def _safely(self, work: Callable[[Store], None]) -> None:
        try:
            await self._do(work)
        except Exception:
            log.exception("the store failed; runs live on in memory")

    async def revive(self, id: str) -> None:
        """Bring a run back from the store, where it is there and not here. Raises RefusedError."""
        if id in self._runs.live:
            return
        try:
            record = await self._do(lambda store: store.load(id))
        except ValidationError as invalid:
            message = "Another version of Saddle made this run."
            raise RefusedError(Error(code="unknown_run", message=message)) from invalid
        except Exception:
            log.exception("the store failed; run %s was not looked for", id)
            return
        if record is not None and id not in self._runs.live:
            self._runs.adopt(revive_run(self._runs, record))

    async def close(self) -> None:
        """Write everything, and end the thread."""
        await self.keep(float("inf"))
        await self._safely(lambda store: store.close())
        self._thread.shutdown()


def fingerprint(run: LiveRun) -> tuple[object, ...]:
    """Differs when there is something new to keep."""
    return run.stamp, run.past.step, run.halted


def make_draft(run: LiveRun) -> Draft:
    """The run as it was at its newest state."""
    past, halted = run.past.at(run.past.step), run.halted
    document = Document(
        recipe=run.recipe(),
        playing=run.playing,
        speed=run.speed,
        epoch=run.epoch,
        version=run.version,
        step=past.step,
        changes=past.changes,
        halted_at=None if halted is None else halted.step,
        error=None if halted is None else halted.error,
    )
    return Draft(run.id, document, past)


def revive_run(runs: Runs, record: Record) -> LiveRun:
    """Raises RefusedError where today's code does not know the recipe."""
    document = record.document
    past = restore_past(parse(document.recipe), record)
    run = runs.describe(record.id, past, document.playing, document.speed)
    run.epoch, run.version, run.step = document.epoch + 1, document.version, document.step
    run.notice = f"The server was restarted; the run goes on from step {document.step:,}."
    if document.halted_at is not None:
        run.halted = Halted(run.id, 0, document.halted_at, document.error)
    return run
