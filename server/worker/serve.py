"""The loop of a worker process: orders in, slices of training, reports out."""

from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeAlias

from server.worker.images.desk import Desk
from server.worker.images.worker import ImageWorker
from server.worker.toys.worker import ToyWorker
from server.workers.orders import Stop
from server.workers.spec import WorkerSpec

AnyWorker = ToyWorker | ImageWorker
Connected: TypeAlias = "Connection[Any, Any]"
Pipe: TypeAlias = "Connection[Any, Any] | Desk"
BUDGET = 0.004  # s of training between two looks at the pipe


def prepare(spec: WorkerSpec) -> Callable[[Connected], tuple[Pipe, AnyWorker]]:
    """What makes the worker, once the process has its first order: a warm process in reserve touches no device.

    Steps of toys are short. Those of images would keep questions waiting, so a desk stands between pipe and worker; but
    not for Apple's GPU, which takes orders from one thread only, and whose steps are short too.
    """
    if spec.kind == "toy":
        return lambda connection: (connection, ToyWorker(spec.device))

    def start(connection: Connected) -> tuple[Pipe, AnyWorker]:
        worker = ImageWorker(spec.device, spec.folder, spec.at_once, spec.given)
        alone = worker.device.startswith("mps")
        return connection if alone else Desk(connection, worker.answer, worker.device), worker

    return start


def serve(pipe: Pipe, worker: AnyWorker) -> None:
    """Until the worker is told to stop. Raises EOFError or OSError when the other end is closed."""
    while True:
        wait = worker.wait()
        while pipe.poll(wait):
            wait = 0
            for order in pipe.recv():
                if isinstance(order, Stop):
                    worker.save()
                    if reports := worker.take():
                        pipe.send(reports)
                    return
                worker.handle(order)
        worker.advance(BUDGET)
        if reports := worker.take():
            pipe.send(reports)
