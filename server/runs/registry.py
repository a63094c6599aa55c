"""All runs of this server, who watches them, and what the worker is told of them.

Everything here runs in the event loop and never waits. A command is answered once the worker has carried it out.
"""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace
from time import monotonic

from models.experiment import Experiment
from server.protocol import commands
from server.protocol.base import Recipe
from server.protocol.messages import Error
from server.runs.curve import Curve
from server.runs.live_run import LiveRun, Pending
from server.runs.measures import Measures
from server.runs.recipes import RefusedError, parse
from server.runs.watcher import MAX_PULLS, MAX_RUNS, Watcher
from server.settings import Settings
from server.workers import orders

Changes = Iterable[tuple[str, object, object]]  # hyperparameter, old value, new value


RELOADS = 5.0  # s that a page may take to load again: who comes back finds the run training


class Runs:
    def __init__(self, settings: Settings, send: Callable[[str, orders.Order], None]) -> None:
        self.settings = settings
        self.live: dict[str, LiveRun] = {}
        self.pulls: dict[int, tuple[Watcher, orders.Request]] = {}
        self.send = send
        self.dropped: Callable[[LiveRun, bool], None] | None = None  # the store's: run, whether to forget it
        self._token = 0

    # Finding and making.

    def find(self, id: str) -> LiveRun:
        if (run := self.live.get(id)) is None:
            raise RefusedError(Error(code="unknown_run", message="There is no such run (any more).", control="run"))
        return run

    def create(self, recipe: Recipe, playing: bool = True, speed: float | None = 120.0) -> LiveRun:
        """A new run; its worker is told to build it. Raises RefusedError."""
        experiment = parse(recipe)
        self._make_room()
        run = LiveRun(secrets.token_urlsafe(16), experiment, playing, speed)
        self.build(run, experiment)
        self.live[run.id] = run
        return run

    def _make_room(self) -> None:
        if len(self.live) < self.settings.max_runs:
            return
        unwatched = [run for run in self.live.values() if not run.watchers]
        if not unwatched:
            raise RefusedError(
                Error(code="busy", message=f"All {len(self.live)} runs of this server are being watched.")
            )
        self.drop(min(unwatched, key=lambda run: run.unwatched))

    def adopt(self, run: LiveRun) -> None:
        """A run comes back from the store; the worker is told to go on with it."""
        self._make_room()
        self.live[run.id] = run
        run.build = self.stamp(run)
        self.put(run)

    def save(self, run: LiveRun) -> None:
        """Its state on the disk shall be that of now."""
        self.send(run.kind, orders.Save(run.id))

    def drop(self, run: LiveRun, forget: bool = False) -> None:
        """Take a run out of memory, and with `forget` out of the store; whoever watches it is told."""
        del self.live[run.id]
        if self.dropped is not None:
            self.dropped(run, forget)
        self.send(run.kind, orders.Drop(run.id))
        gone = Error(run=run.id, code="unknown_run", message="The run was removed.", control="run").model_dump_json()
        for watcher in run.watchers:
            watcher.watching.discard(run.id)
            watcher.put(gone)
        for token in [token for token, (_, ask) in self.pulls.items() if ask.run == run.id]:
            self.pulls.pop(token)[0].pulls -= 1

    def watch(self, run: LiveRun, watcher: Watcher) -> None:
        if len(watcher.watching) >= MAX_RUNS and run.id not in watcher.watching:
            raise RefusedError(Error(code="busy", message=f"One page can watch {MAX_RUNS} runs at most."))
        run.watchers.add(watcher)
        watcher.watching.add(run.id)
        if run.asleep:
            run.wake()
            self.pace(run)

    def leave(self, watcher: Watcher, id: str) -> None:
        """Let a browser watch a run no longer; nothing happens where it did not, as when the run is gone."""
        if id not in watcher.watching:
            return
        watcher.watching.discard(id)
        run = self.live[id]
        run.watchers.discard(watcher)
        run.unwatched = monotonic()
        run.pending = [replace(p, watcher=None) if p.watcher is watcher else p for p in run.pending]
        for token in [token for token, (puller, ask) in self.pulls.items() if puller is watcher and ask.run == id]:
            del self.pulls[token]
            watcher.pulls -= 1
        self.tell(run)

    def gone(self, watcher: Watcher) -> None:
        """The browser is gone."""
        for id in list(watcher.watching):
            self.leave(watcher, id)
        for token in [token for token, (puller, _) in self.pulls.items() if puller is watcher]:
            del self.pulls[token]

    def rest(self) -> None:
        """Let runs that nobody watches sleep after a while, and forget them later. Called now and then."""
        now = monotonic()
        for run in [run for run in self.live.values() if not run.watchers]:
            if now - run.unwatched > self.settings.drop_after:
                self.drop(run)
            elif now - run.unwatched > self.patience(run) and run.state == "running":
                run.asleep = True
                self.pace(run)

    def patience(self, run: LiveRun) -> float:
        """Seconds that a run trains on unwatched: few where somebody waits for the device."""
        if run.kind == "toy":
            return self.settings.pause_after
        waits = any(other.watchers and other.waiting and other.waiting.place for other in self.live.values())
        return min(RELOADS, self.settings.image_pause_after) if waits else self.settings.image_pause_after

    # Orders.

    def stamp(self, run: LiveRun) -> int:
        run.stamp += 1
        return run.stamp

    def build(self, run: LiveRun, experiment: Experiment) -> None:
        """Networks from the seed, round 0; the history and the curve begin anew."""
        box = experiment.box()  # first: where it fails, nothing has changed
        if experiment.kind != run.kind and run.build:  # another worker's business from now on
            self.send(run.kind, orders.Drop(run.id))
        run.experiment = experiment
        run.build = self.stamp(run)
        run.epoch += 1
        run.version += 1
        run.step, run.saved, run.halted, run.waiting, run.cost, run.curve = 0, None, None, None, None, Curve()
        run.perfect, run.measures = {}, Measures()
        run.changes.clear()
        run.turned.clear()
        for pending in run.pending:
            pending.changes.clear()
        run.box = box
        self.put(run)

    def put(self, run: LiveRun) -> None:
        run.images = run.experiment.images(self.settings.data_dir)
        playing = run.playing and not run.asleep and run.halted is None
        order = orders.Put(
            run.id,
            run.stamp,
            run.build,
            run.epoch,
            run.version,
            run.experiment,
            playing,
            run.speed,
            run.saved,
        )
        self.send(run.kind, order)

    def pace(self, run: LiveRun) -> None:
        self.send(run.kind, orders.Pace(run.id, self.stamp(run), run.playing and not run.asleep, run.speed))

    def tune(self, run: LiveRun, experiment: Experiment) -> None:
        """Other knobs for the same networks; what is drawn of other data is void."""
        if experiment.data_knobs != run.experiment.data_knobs:
            run.epoch += 1
            run.measures = Measures()
        run.version += 1
        run.experiment = experiment
        self.send(run.kind, orders.Tune(run.id, self.stamp(run), run.epoch, run.version, experiment))

    def advance(self, run: LiveRun, rounds: int, only: str | None) -> None:
        run.playing = False
        self.send(run.kind, orders.Advance(run.id, self.stamp(run), rounds, only))

    def answer(self, run: LiveRun, watcher: Watcher | None, ref: int | None, changes: Changes = ()) -> None:
        """Answer this command when the worker has carried out what was just ordered."""
        run.pending.append(Pending(run.stamp, watcher, ref, list(changes)))
        if run.state == "failed":  # the worker has nothing to carry out
            self.settle(run, run.stamp)

    def settle(self, run: LiveRun, stamp: int) -> None:
        """The commands up to this stamp are carried out: note what they changed, answer them, tell the others."""
        done = [pending for pending in run.pending if pending.stamp <= stamp]
        run.pending = [pending for pending in run.pending if pending.stamp > stamp]
        for pending in done:
            for name, old, new in pending.changes:
                run.mark(name, old, new)
        for pending in done:
            if pending.watcher is not None:
                pending.watcher.put(run.message(pending.ref).model_dump_json())
        self.tell(run, {pending.watcher for pending in done})

    def tell(self, run: LiveRun, but: Iterable[Watcher | None] = ()) -> None:
        """Everyone who watches, but these, gets the run's new description."""
        others = run.watchers.difference(but)
        message = run.message().model_dump_json() if others else ""
        for watcher in others:
            watcher.tell(run.id, message)

    def pull(self, watcher: Watcher, pull: commands.Pull) -> None:
        token = self._question(watcher, pull.run)
        layers = frozenset(pull.layers)
        ask = orders.Pull(token, pull.run, pull.after, pull.epoch, layers, pull.plane, watcher.number)
        self._ask(watcher, ask)

    def trace(self, watcher: Watcher, command: commands.Trace) -> None:
        self._ask(watcher, orders.Trace(self._question(watcher, command.run), command.run, command.ref))

    def generate(self, watcher: Watcher, command: commands.Generate) -> None:
        token = self._question(watcher, command.run)
        self._ask(watcher, orders.Generate(token, command.run, command.ref, command.what))

    def _question(self, watcher: Watcher, run: str) -> int:
        """A token for one more question that the worker is to answer. Raises RefusedError."""
        self.find(run)
        if watcher.pulls >= MAX_PULLS:
            raise RefusedError(Error(code="busy", message=f"{MAX_PULLS} pulls are under way already."))
        self._token += 1
        return self._token

    def _ask(self, watcher: Watcher, order: orders.Request) -> None:
        watcher.pulls += 1
        self.pulls[order.token] = watcher, order
        self.send(self.live[order.run].kind, order)
