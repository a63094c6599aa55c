"""What each command does, and when it is answered."""

import pytest

from models.images.tools.latent import Nearest
from server.protocol.base import Recipe
from server.protocol.commands import Create, Generate, Open, Pause, Play, Reset
from server.protocol.commands import Step as StepCommand
from server.protocol.refusal import RefusedError
from server.runs import receive
from server.runs.commands import obey
from server.runs.watcher import MAX_REQUESTS, Watcher
from server.workers import reports
from tests.server.runs.made import Desk, outbox


def test_a_command_is_answered_when_the_worker_has_carried_it_out() -> None:
    desk, watcher = Desk(), Watcher()
    run = desk.create(watcher)
    assert outbox(watcher) == []
    desk.applied(run)
    (answer,) = outbox(watcher)
    assert (answer["ref"], answer["run"], answer["state"]) == (1, run.id, "running")


def test_a_run_that_halted_plays_again_only_after_a_reset() -> None:
    desk, watcher = Desk(), Watcher()
    run = desk.create(watcher)
    desk.applied(run)
    receive.receive(desk.runs, [reports.Halted(run.id, run.build, 12, "ValueError: no")])
    assert run.message().failed is not None
    assert run.state == "failed"
    for command in (Play(run=run.id), StepCommand(run=run.id)):
        with pytest.raises(RefusedError, match="failed at step 12"):
            obey(desk.runs, watcher, command)
    outbox(watcher)
    obey(desk.runs, watcher, Pause(run=run.id, ref=3))  # nothing for the worker to do: answered at once
    assert outbox(watcher)[-1]["ref"] == 3
    obey(desk.runs, watcher, Reset(run=run.id))
    assert run.message().state == "paused"


def test_runs_that_did_not_sleep_have_nothing_to_say() -> None:
    desk, watcher = Desk(), Watcher()
    obey(desk.runs, watcher, Create(recipe=Recipe(variant="dcgan", data="digits")))
    (run,) = desk.runs.live.values()
    obey(desk.runs, Watcher(), Open(run=run.id))
    assert run.notice is None


def test_images_are_not_asked_for_without_end() -> None:
    desk, watcher = Desk(), Watcher()
    obey(desk.runs, watcher, Create(recipe=Recipe(variant="dcgan", data="digits")))
    (run,) = desk.runs.live.values()
    for _ in range(MAX_REQUESTS):
        obey(desk.runs, watcher, Generate(run=run.id, what=Nearest(place=2)))
    with pytest.raises(RefusedError, match="under way already"):
        obey(desk.runs, watcher, Generate(run=run.id, what=Nearest(place=2)))
