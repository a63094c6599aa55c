"""The loop of a worker process: orders in, slices of training, reports out."""

from typing import Any

from server.worker.worker import Pipe, Worker
from server.workers.orders import Stop

BUDGET = 0.004  # s of training between two looks at the pipe


def serve(connection: Pipe, worker: Worker[Any]) -> None:
    """Until the worker is told to stop. Raises EOFError or OSError when the other end is closed."""
    pipe = worker.attend(connection)
    while True:
        wait = worker.wait()
        while pipe.poll(wait):
            wait = 0
            for order in pipe.recv():
                if isinstance(order, Stop):
                    worker.save()
                    send_reports(pipe, worker)
                    return
                worker.handle(order)
        worker.advance(BUDGET)
        send_reports(pipe, worker)


def send_reports(pipe: Pipe, worker: Worker[Any]) -> None:
    if reports := worker.take():
        pipe.send(reports)
