"""What the worker reports, and what its death means, for the runs and for those who watch them."""

from server.protocol.messages import Error, Message, Substep, Traced
from server.runs.live_run import LiveRun
from server.runs.registry import Runs
from server.workers import orders, reports


def receive(runs: Runs, batch: list[reports.Report]) -> None:
    """Take what a worker reported into account, and pass on what browsers wait for."""
    for report in batch:
        match report:
            case reports.Frame():
                deliver_frame(runs, report)
            case reports.Traced():
                answer_trace(runs, report)
            case reports.Generated():
                answer_question(runs, report)
            case reports.Hello():
                pass
            case _:
                run = runs.live.get(report.run)
                if run is not None and run.build == report.build:  # else it is about networks that are gone
                    update_run(runs, run, report)


def deliver_frame(runs: Runs, frame: reports.Frame) -> None:
    """The bytes go out as they came."""
    for token in frame.tokens:
        if (waiting := runs.pulls.pop(token, None)) is not None:
            watcher = waiting[0]
            watcher.pulls -= 1
            watcher.put(frame.data)


def answer_trace(runs: Runs, report: reports.Traced) -> None:
    """Send the trace to the browser that asked for it, unless the browser or its run has gone meanwhile."""
    if (waiting := runs.pulls.pop(report.token, None)) is None:
        return
    watcher, order = waiting
    watcher.pulls -= 1
    assert isinstance(order, orders.Trace)
    answer: Message = Error(ref=order.ref, code="rejected", message=report.error or "")
    if report.error is None:
        substeps = [Substep.model_validate(substep) for substep in report.substeps]
        answer = Traced(ref=order.ref, run=order.run, step=report.step, epoch=report.epoch, substeps=substeps)
    watcher.put(answer.model_dump_json())


def answer_question(runs: Runs, report: reports.Generated) -> None:
    """The same for images that a browser asked for."""
    if (waiting := runs.pulls.pop(report.token, None)) is not None:
        watcher = waiting[0]
        watcher.pulls -= 1
        watcher.put(report.answer.model_dump_json())


def update_run(runs: Runs, run: LiveRun, report: reports.RunReport) -> None:
    """Keep what is reported of a run, and tell its watchers where its description changes."""
    match report:
        case reports.Applied():
            run.step, run.box, run.lost = report.step, report.box, False
            runs.settle(run, report.stamp)
        case reports.Rows():
            run.curve.append(report.first, report.rows)
            run.step = len(run.curve)
        case reports.Measured() if report.epoch == run.epoch:
            run.measures.add(report.step, report.measures)
        case reports.Saved():
            run.saved = report.state
        case reports.Waiting():
            run.waiting = report
            runs.tell(run)
        case reports.Costs():
            run.cost = report.cost
            runs.tell(run)
        case reports.Perfect():
            run.perfect = report.measures
        case reports.Halted():
            run.halted, run.step, run.lost = report, report.step, False
            runs.settle(run, run.stamp)


def worker_died(runs: Runs, kind: str) -> None:
    """Until another worker has taken over, no run of this kind moves."""
    for run in runs_of_kind(runs, kind):
        run.lost = True
        runs.tell(run)


def worker_replaced(runs: Runs, kind: str) -> None:
    """Another worker serves: send it the runs of this kind as they were last saved, and the questions that wait."""
    for run in runs_of_kind(runs, kind):
        step = run.saved.step if run.saved is not None else 0
        run.build = runs.stamp(run)
        run.epoch += 1  # what browsers have drawn may be ahead of it
        run.curve.truncate(step)
        run.measures = run.measures.copy(step)
        run.changes = [change.model_copy(update={"step": min(change.step, step)}) for change in run.changes]
        run.notice = f"The worker was restarted; the run goes on from step {step:,}."
        runs.put(run)
    for _, question in runs.pulls.values():
        if runs.live[question.run].kind == kind:
            runs.send(kind, question)


def runs_of_kind(runs: Runs, kind: str) -> list[LiveRun]:
    return [run for run in runs.live.values() if run.kind == kind]
