"""What the worker reports, and what its death means, for the runs and for those who watch them."""

from server.runs.live_run import LiveRun
from server.runs.registry import Runs
from server.workers import reports


def receive(runs: Runs, batch: list[reports.Report]) -> None:
    """Take what a worker reported into account, and pass on what browsers wait for."""
    for report in batch:
        match report:
            case reports.Frame():
                deliver_frame(runs, report)
            case reports.Answer():
                deliver_answer(runs, report)
            case reports.Hello():
                pass
            case _:
                run = runs.live.get(report.run)
                if run is not None and run.build == report.build:  # else it is about networks that are gone
                    update_run(runs, run, report)


def deliver_frame(runs: Runs, frame: reports.Frame) -> None:
    """The bytes go out as they came."""
    for token in frame.tokens:
        if (waiting := runs.requests.take(token)) is not None:
            waiting[0].put(frame.data)


def deliver_answer(runs: Runs, answer: reports.Answer) -> None:
    """To the browser that asked, unless the browser or its run has gone meanwhile."""
    if (waiting := runs.requests.take(answer.token)) is not None:
        waiting[0].put(answer.message.model_dump_json())


def update_run(runs: Runs, run: LiveRun, report: reports.RunReport) -> None:
    """Keep what is reported of a run, and tell its watchers where its description changes."""
    changed = run.extra.update(report)
    match report:
        case reports.Applied():
            run.step, run.lost = report.step, False
            runs.settle(run, report.stamp)
        case reports.Rows():
            run.past.curve.append(report.first, report.rows)
            run.step = len(run.past.curve)
        case reports.Measured() if report.epoch == run.epoch:
            run.past.measures.add(report.step, report.measures)
        case reports.Saved():
            run.past.keep(report.state)
        case reports.Halted():
            run.halted, run.step, run.lost = report, report.step, False
            runs.settle(run, run.stamp)
        case _ if changed:
            runs.tell(run)


def worker_died(runs: Runs, kind: str) -> None:
    """Until another worker has taken over, no run of this kind moves."""
    for run in runs_of_kind(runs, kind):
        run.lost = True
        runs.tell(run)


def worker_replaced(runs: Runs, kind: str) -> None:
    """Another worker serves: send it the runs of this kind as they were last saved, and the questions that wait."""
    for run in runs_of_kind(runs, kind):
        run.build = runs.stamp(run)
        run.epoch += 1  # what browsers have drawn may be ahead of it
        run.past = run.past.at(run.past.step)
        run.notice = f"The worker was restarted; the run goes on from step {run.past.step:,}."
        runs.put(run)
    for request in runs.requests.of_runs({run.id for run in runs_of_kind(runs, kind)}):
        runs.send(kind, request)


def runs_of_kind(runs: Runs, kind: str) -> list[LiveRun]:
    return [run for run in runs.live.values() if run.kind.name == kind]
