"""Runs without a worker, for tests: a desk writes down what the worker is told."""

import json
from typing import Any

from server.protocol.commands import Create
from server.runs import receive
from server.runs.commands import obey
from server.runs.live_run import LiveRun
from server.runs.registry import Runs
from server.runs.watcher import Watcher
from server.settings import Settings
from server.workers import orders, reports


class Desk:
    """Runs without a process: `orders` is what the worker was told."""

    def __init__(self, **settings: Any) -> None:
        self.orders: list[orders.Order] = []
        self.runs = Runs(Settings(**settings), lambda kind, order: self.orders.append(order))

    def create(self, watcher: Watcher | None = None) -> LiveRun:
        watcher = watcher or Watcher()
        obey(self.runs, watcher, Create(ref=1))
        return list(self.runs.live.values())[-1]

    def applied(self, run: LiveRun, step: int = 0) -> None:
        box = ((0.0, 1.0), (0.0, 1.0))
        receive.receive(self.runs, [reports.Applied(run.id, run.build, run.stamp, step, box)])


def outbox(watcher: Watcher) -> list[dict[str, Any]]:
    messages = [json.loads(message) for message in watcher._outbox.values() if isinstance(message, str)]
    watcher._outbox.clear()
    return messages
