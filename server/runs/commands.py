"""What each command of a browser does to a run. Raises RefusedError where it cannot; then nothing has changed."""

from typing import Any

from models.experiment import Experiment
from server.protocol import commands
from server.protocol.messages import Error
from server.protocol.queries import Query, Trace
from server.protocol.refusal import RefusedError
from server.runs.live_run import LiveRun
from server.runs.recipes import change, parse, reseed
from server.runs.registry import Runs
from server.runs.watcher import Watcher


def obey(runs: Runs, watcher: Watcher, command: commands.Command) -> None:
    """Carry out a command."""
    match command:
        case commands.Pull():  # first: it is by far the most frequent
            runs.pull(watcher, command)
            return
        case commands.Leave():
            runs.leave(watcher, command.run)
            return
        case Query():
            if isinstance(command, Trace):
                check_goes_on(runs.find(command.run))
            runs.ask(watcher, command)
            return
        case commands.Create():
            run = runs.create(command.recipe, command.playing, command.speed)
            runs.watch(run, watcher)
        case commands.Open():
            run = runs.find(command.run)
            runs.watch(run, watcher)
            if run.stamp and not run.pending:  # the worker has nothing to do for it
                watcher.put(run.message(command.ref).model_dump_json())
                runs.tell(run, [watcher])
                return
        case _:
            run = runs.find(command.run)
            run.notice = None
            changes = carry_out(runs, run, command)
            runs.answer(run, watcher, command.ref, changes)
            return
    runs.answer(run, watcher, command.ref)


def carry_out(runs: Runs, run: LiveRun, command: commands.Command) -> list[tuple[str, object, object]]:
    """Order what the command says; returns the hyperparameters it changes: name, old, new."""
    match command:
        case commands.Play() | commands.Pause() | commands.Speed():
            pace(runs, run, command)
        case commands.Step():
            check_goes_on(run)
            runs.advance(run, command.count, command.only)
        case commands.Reset():
            runs.build(run, run.experiment)
        case commands.NewSeed():
            runs.build(run, reseed(run.experiment, command.seed))
        case commands.Build():
            runs.build(run, parse(command.recipe, before=run.experiment))
        case commands.Tune():
            return tune(runs, run, command)
    return []


def pace(runs: Runs, run: LiveRun, command: commands.Play | commands.Pause | commands.Speed) -> None:
    if isinstance(command, commands.Speed):
        run.speed = command.speed
    elif isinstance(command, commands.Play):
        check_goes_on(run)
        run.playing = True
    else:
        run.playing = False
    runs.pace(run)


def check_goes_on(run: LiveRun) -> None:
    if run.halted is not None:
        message = f"The run {run.state} at step {run.halted.step:,}; reset it to train again."
        raise RefusedError(Error(code="rejected", message=message, control="play"))


def tune(runs: Runs, run: LiveRun, command: commands.Tune) -> list[tuple[str, object, object]]:
    old = run.experiment
    new, rebuild = change(run.experiment, command.knobs, command.data_knobs)
    before, after = values_by_name(old), values_by_name(new)
    changed = [name for name in after if after[name] != before[name]]
    if rebuild or run.state == "failed":
        runs.build(run, new)
        renewing = old.renewing(new)
        if renewing:
            verb = "needs" if len(renewing) == 1 else "need"
            names = ", ".join(map(new.knobs.named, renewing))
            run.notice = f"Rebuilt with seed {new.seed}, because {names} {verb} new networks."
        return []
    runs.tune(run, new)
    return [(name, shorten(before[name]), shorten(after[name])) for name in changed]


def values_by_name(experiment: Experiment) -> dict[str, Any]:
    return dict(experiment.knobs) | dict(experiment.data_knobs)


def shorten(value: Any) -> Any:
    """A value as a mark says it: of a set of points, how many."""
    return f"{len(value):,} points" if isinstance(value, tuple) else value
