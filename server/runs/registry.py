"""All runs of this server, who watches them, and what the workers are told of them.

Everything here runs in the event loop and never waits. A command is answered once the worker has carried it out.
"""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace
from time import monotonic

from models.experiment import Experiment
from server.kinds import KINDS
from server.protocol import commands
from server.protocol.base import Recipe
from server.protocol.messages import Error
from server.protocol.queries import Query
from server.protocol.refusal import RefusedError
from server.runs.live_run import LiveRun, Pending
from server.runs.measures import Measures
from server.runs.past import Past
from server.runs.recipes import parse
from server.runs.requests import Requests
from server.runs.watcher import MAX_RUNS, Watcher
from server.settings import Settings
from server.workers import orders

Changes = Iterable[tuple[str, object, object]]  # hyperparameter, old value, new value


class Runs:
    def __init__(self, settings: Settings, send: Callable[[str, orders.Order], None]) -> None:
        """send: an order to the worker of a kind of runs."""
        self.settings = settings
        self.live: dict[str, LiveRun] = {}
        self.requests = Requests()
        self.send = send
        self.dropped: Callable[[LiveRun, bool], None] | None = None  # the store's: run, whether to forget it

    # Which runs there are.

    def find(self, id: str) -> LiveRun:
        if (run := self.live.get(id)) is None:
            raise RefusedError(Error(code="unknown_run", message="There is no such run (any more).", control="run"))
        return run

    def create(self, recipe: Recipe, playing: bool = True, speed: float | None = 120.0) -> LiveRun:
        """A new run; its worker is told to build it. Raises RefusedError."""
        experiment = parse(recipe)
        self._make_room()
        run = self.describe(secrets.token_urlsafe(16), Past.begin(experiment), playing, speed)
        self.build(run, experiment)
        self.live[run.id] = run
        return run

    def describe(self, id: str, past: Past, playing: bool, speed: float | None) -> LiveRun:
        """A run that no worker knows of yet."""
        extra = KINDS[past.experiment.kind].make_extra(past.experiment, self.settings.data_dir)
        return LiveRun(id, past, extra, playing, speed)

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
        """A run comes from the store or from a file; its worker is told to go on with it."""
        self._make_room()
        self.live[run.id] = run
        run.build = self.stamp(run)
        self.put(run)

    def drop(self, run: LiveRun, forget: bool = False) -> None:
        """Take a run out of memory, and with `forget` out of the store; whoever watches it is told."""
        del self.live[run.id]
        if self.dropped is not None:
            self.dropped(run, forget)
        self.send(run.kind.name, orders.Drop(run.id))
        gone = Error(run=run.id, code="unknown_run", message="The run was removed.", control="run").model_dump_json()
        for watcher in run.watchers:
            watcher.watching.discard(run.id)
            watcher.put(gone)
        self.requests.drop(run=run.id)

    # Who watches.

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
        self.requests.drop(run=id, watcher=watcher)
        watcher.renumber()
        self.tell(run)

    def disconnect(self, watcher: Watcher) -> None:
        """The browser is gone."""
        for id in list(watcher.watching):
            self.leave(watcher, id)
        self.requests.drop(watcher=watcher)

    def sleep_unwatched(self) -> None:
        """Let runs that nobody watches sleep after a while, and forget them later. Called now and then."""
        now = monotonic()
        for run in [run for run in self.live.values() if not run.watchers]:
            if now - run.unwatched > self.settings.drop_after:
                self.drop(run)
            elif run.state == "running" and now - run.unwatched > self._patience(run):
                run.asleep = True
                self.pace(run)

    def _patience(self, run: LiveRun) -> float:
        others = [other for other in self.live.values() if other.kind is run.kind]
        return run.kind.patience(self.settings, any(other.watchers and other.extra.waits for other in others))

    # Orders.

    def stamp(self, run: LiveRun) -> int:
        """The stamp of the next order for this run."""
        run.stamp += 1
        return run.stamp

    def build(self, run: LiveRun, experiment: Experiment) -> None:
        """Networks from the seed, step 0; the past begins anew."""
        kind = KINDS[experiment.kind]
        extra = kind.make_extra(experiment, self.settings.data_dir)  # first: where it fails, nothing has changed
        if kind is not run.kind and run.build:  # another worker's business from now on
            self.send(run.kind.name, orders.Drop(run.id))
        run.past, run.extra = Past.begin(experiment), extra
        run.build = self.stamp(run)
        run.epoch += 1
        run.version += 1
        run.step, run.halted = 0, None
        run.turned.clear()
        for pending in run.pending:
            pending.changes.clear()
        self.put(run)

    def put(self, run: LiveRun) -> None:
        """Its worker is to build the run, from the newest state or from its seed."""
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
            run.past.newest,
        )
        self.send(run.kind.name, order)

    def pace(self, run: LiveRun) -> None:
        """Its worker is to let the run play or pause as it is described now."""
        order = orders.Pace(run.id, self.stamp(run), run.playing and not run.asleep, run.speed)
        self.send(run.kind.name, order)

    def tune(self, run: LiveRun, experiment: Experiment) -> None:
        """Other knobs for the same networks; what is drawn of other data is void."""
        if experiment.data_knobs != run.experiment.data_knobs:
            run.epoch += 1
            run.past.measures = Measures()
        run.version += 1
        run.past.experiment = experiment
        self.send(run.kind.name, orders.Tune(run.id, self.stamp(run), run.epoch, run.version, experiment))

    def advance(self, run: LiveRun, steps: int, only: str | None) -> None:
        """Pause, and go so many steps."""
        run.playing = False
        self.send(run.kind.name, orders.Advance(run.id, self.stamp(run), steps, only))

    def save(self, run: LiveRun) -> None:
        """The state that is kept shall be that of now."""
        self.send(run.kind.name, orders.Save(run.id))

    def pull(self, watcher: Watcher, pull: commands.Pull) -> None:
        layers = self.find(pull.run).kind.check_layers(pull.layers)
        token = self._token(watcher, pull.run)
        order = orders.Pull(token, pull.run, pull.after, pull.epoch, layers, pull.plane, watcher.number)
        self._request(watcher, order)

    def ask(self, watcher: Watcher, query: Query) -> None:
        """Its worker is to answer a question of a browser."""
        self._request(watcher, orders.Ask(self._token(watcher, query.run), query.run, query))

    def _token(self, watcher: Watcher, run: str) -> int:
        self.find(run)
        return self.requests.new_token(watcher)

    def _request(self, watcher: Watcher, order: orders.Request) -> None:
        self.requests.add(watcher, order)
        self.send(self.live[order.run].kind.name, order)

    # Answers.

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
