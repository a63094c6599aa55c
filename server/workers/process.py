"""The worker's process and the server's handle on it: both ends of the pipe.

Spawned, never forked (a forked CUDA context is broken, and Windows cannot fork). Importing torch takes seconds, so
`Workers` keeps a second process warm: when a worker dies its place is taken at once. Torch is imported after main()
has set the threads, hence the late imports.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from server.worker.images.desk import Desk
    from server.worker.images.worker import ImageWorker
    from server.worker.toys.worker import Worker
    from server.workers.orders import Order, Report

    AnyWorker = Worker | ImageWorker
    Pipe = Connection[Any, Any]

BUDGET = 0.004  # s of training between two looks at the pipe


@dataclass(frozen=True)
class Post:
    """What a worker is there for: toys, which it trains in stacks, or images, some at once."""

    kind: Literal["toy", "image"]
    device: str
    folder: Path = Path("data")  # of images and checkpoints
    at_once: int = 1  # image runs that train; the others wait
    given: Path | None = None  # images that are there already


def main(connection: "Pipe", post: "Post") -> None:
    """What the process runs, until it is told to stop or the server is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches us too; the server tells us to stop
    # One thread that never spins: two threads on two busy cores are ten times slower than one.
    os.environ |= {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE"}
    import torch

    from models.memory import keep_freed_memory
    from server.workers.orders import Hello

    keep_freed_memory()
    torch.set_num_threads(1)
    at_desk = worker_of(post)
    try:
        connection.send([Hello(os.getpid())])
        connection.poll(None)  # a warm process in reserve touches no device
        serve(*at_desk(connection))
    except (EOFError, OSError):
        pass  # the server is gone


def worker_of(post: "Post") -> "Callable[[Pipe], tuple[Pipe | Desk, AnyWorker]]":
    """All that the worker needs, imported; it takes its end of the pipe and gives that whence orders come, and itself.

    Rounds of toys are short. Those of images would keep questions waiting, but for Apple's GPU: it takes orders from
    one thread only, and its rounds are short too.
    """
    if post.kind == "toy":
        from server.worker.toys.worker import Worker

        return lambda connection: (connection, Worker(post.device))
    from server.worker.images.desk import Desk
    from server.worker.images.worker import ImageWorker

    def at_desk(connection: "Pipe") -> "tuple[Pipe | Desk, AnyWorker]":
        worker = ImageWorker(post.device, post.folder, post.at_once, post.given)
        alone = worker.device.startswith("mps")
        return connection if alone else Desk(connection, worker.answer, worker.device), worker

    return at_desk


def serve(connection: "Pipe | Desk", worker: "AnyWorker") -> None:
    """Orders in, slices of training, reports out. Raises EOFError or OSError when the other end is closed."""
    from server.workers.orders import Stop

    while True:
        wait = worker.wait()
        while connection.poll(wait):
            wait = 0
            for order in connection.recv():
                if isinstance(order, Stop):
                    worker.save()
                    if reports := worker.take():
                        connection.send(reports)
                    return
                worker.handle(order)
        worker.advance(BUDGET)
        if reports := worker.take():
            connection.send(reports)


class WorkerProcess:
    """The server's end. Neither sending nor receiving ever blocks the event loop.

    received(reports) and lost(exit code) are called in a thread of this handle, in order, lost last and once.
    """

    def __init__(
        self, post: Post, received: "Callable[[list[Report]], None]", lost: Callable[[int | None], None]
    ) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self.process = context.Process(target=main, args=(theirs, post), name="saddle-worker", daemon=True)
        self.process.start()
        theirs.close()  # else our own copy would keep the pipe open after the worker's death
        self._received, self._lost = received, lost
        self._outbox: SimpleQueue[list[Order] | None] = SimpleQueue()
        for target in (self._read, self._write):
            threading.Thread(target=target, name=f"saddle-{target.__name__.strip('_')}", daemon=True).start()

    @property
    def pid(self) -> int | None:
        return self.process.pid

    def send(self, orders: "Iterable[Order]") -> None:
        self._outbox.put(list(orders))

    def _write(self) -> None:
        while (orders := self._outbox.get()) is not None:
            try:
                self._connection.send(orders)
            except OSError:
                return  # the reader sees the same, and reports it

    def _read(self) -> None:
        while True:
            try:
                reports = self._connection.recv()
            except (EOFError, OSError):
                break
            self._received(reports)
        self._outbox.put(None)
        self.process.join(1)
        self._lost(self.process.exitcode)

    def stop(self, patience: float = 1.0) -> None:
        """End the process, by force when it does not end by itself; blocks for `patience` seconds at most twice."""
        from server.workers.orders import Stop

        self._outbox.put([Stop()])
        self.process.join(patience)
        if self.process.is_alive():
            self.process.terminate()
            self.process.join(patience)
        if self.process.is_alive():
            self.process.kill()
            self.process.join(patience)
