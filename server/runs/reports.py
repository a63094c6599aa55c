"""What the worker reports, and what its death means, for the runs and for those who watch them."""

from server.protocol.messages import Error, Message, Substep, Traced
from server.runs.live import LiveRun
from server.runs.registry import Runs
from server.workers import orders


def received(runs: Runs, reports: list[orders.Report]) -> None:
    for report in reports:
        if isinstance(report, orders.Frame):
            deliver(runs, report)
        elif isinstance(report, orders.Traced):
            tell_traced(runs, report)
        elif isinstance(report, orders.Generated):
            tell_generated(runs, report)
        elif not isinstance(report, orders.Hello):
            run = runs.live.get(report.run)
            if run is not None and run.build == report.build:  # else it is about networks that are gone
                note(runs, run, report)


def deliver(runs: Runs, frame: orders.Frame) -> None:
    """The bytes go out as they came."""
    for token in frame.tokens:
        waiting = runs.pulls.pop(token, None)
        if waiting is not None:
            watcher = waiting[0]
            watcher.pulls -= 1
            watcher.put(frame.data)


def tell_traced(runs: Runs, report: orders.Traced) -> None:
    """To the one who asked, unless its run or itself has gone meanwhile."""
    waiting = runs.pulls.pop(report.token, None)
    if waiting is None:
        return
    watcher, order = waiting
    watcher.pulls -= 1
    assert isinstance(order, orders.Trace)
    answer: Message = Error(ref=order.ref, code="rejected", message=report.error or "")
    if report.error is None:
        substeps = [Substep.model_validate(substep) for substep in report.substeps]
        answer = Traced(ref=order.ref, run=order.run, step=report.step, epoch=report.epoch, substeps=substeps)
    watcher.put(answer.model_dump_json())


def tell_generated(runs: Runs, report: orders.Generated) -> None:
    """The same of images that were asked for."""
    if (waiting := runs.pulls.pop(report.token, None)) is not None:
        watcher = waiting[0]
        watcher.pulls -= 1
        watcher.put(report.answer.model_dump_json())


def note(runs: Runs, run: LiveRun, report: orders.Note) -> None:
    match report:
        case orders.Applied():
            run.step, run.box, run.lost = report.step, report.box, False
            runs.settle(run, report.stamp)
        case orders.Rows():
            run.curve.append(report.first, report.rows)
            run.step = len(run.curve)
        case orders.Measured() if report.epoch == run.epoch:
            run.measures.add(report.step, report.scores)
        case orders.Saved():
            run.saved = report.state
        case orders.Waiting():
            run.waiting = report
            runs.tell(run)
        case orders.Costs():
            run.cost = report.cost
            runs.tell(run)
        case orders.Perfect():
            run.perfect = report.scores
        case orders.Halted():
            run.halted, run.step, run.lost = report, report.step, False
            runs.settle(run, run.stamp)


def lost(runs: Runs, kind: str) -> None:
    """The worker of this kind of runs died; until another has taken over, none of them moves."""
    for run in of_kind(runs, kind):
        run.lost = True
        runs.tell(run)


def replaced(runs: Runs, kind: str) -> None:
    """Another worker serves: hand it its runs as they were last saved, and the questions that wait."""
    for run in of_kind(runs, kind):
        step = run.saved.step if run.saved is not None else 0
        run.build = runs.stamp(run)
        run.epoch += 1  # what browsers have drawn may be ahead of it
        run.curve.truncate(step)
        run.measures = run.measures.copy(step)
        run.changes = [change.model_copy(update={"step": min(change.step, step)}) for change in run.changes]
        run.notice = f"The worker was restarted; the run goes on from step {step:,}."
        runs.put(run)
    for _, ask in runs.pulls.values():
        if runs.live[ask.run].kind == kind:
            runs.send(kind, ask)


def of_kind(runs: Runs, kind: str) -> list[LiveRun]:
    return [run for run in runs.live.values() if run.kind == kind]
