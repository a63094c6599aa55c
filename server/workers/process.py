"""The worker's process and the server's handle on it: both ends of the pipe.

Spawned, never forked (a forked CUDA context is broken, and Windows cannot fork). This file imports no PyTorch: the
process sets the number of threads first.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any

from server.workers.orders import Order, Stop
from server.workers.reports import Hello, Report
from server.workers.spec import WorkerSpec


def main(connection: "Connection[Any, Any]", spec: WorkerSpec) -> None:
    """What the process runs, until it is told to stop or the server is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches us too; the server tells us to stop
    # One thread that never spins: two threads on two busy cores are ten times slower than one.
    os.environ |= {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE"}
    import torch

    from models.memory import keep_freed_memory
    from server.kinds import KINDS
    from server.worker.serve import serve

    keep_freed_memory()
    torch.set_num_threads(1)
    make_worker = KINDS[spec.kind].load_worker()
    try:
        connection.send([Hello(os.getpid())])
        connection.poll(None)  # a warm process in reserve touches no device
        serve(connection, make_worker(spec))
    except (EOFError, OSError):
        pass  # the server is gone


class WorkerProcess:
    """The server's end. Neither sending nor receiving ever blocks the event loop.

    received(reports) and lost(exit code) are called in a thread of this handle, in order, lost last and once.
    """

    def __init__(
        self, spec: WorkerSpec, received: Callable[[list[Report]], None], lost: Callable[[int | None], None]
    ) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self.process = context.Process(target=main, args=(theirs, spec), name="saddle-worker", daemon=True)
        self.process.start()
        theirs.close()  # else our own copy would keep the pipe open after the worker's death
        self._received, self._lost = received, lost
        self._outbox: SimpleQueue[list[Order] | None] = SimpleQueue()
        for target in (self._read, self._write):
            threading.Thread(target=target, name=f"saddle-{target.__name__.strip('_')}", daemon=True).start()

    @property
    def pid(self) -> int | None:
        return self.process.pid

    def send(self, orders: Iterable[Order]) -> None:
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
        self._outbox.put([Stop()])
        self.process.join(patience)
        if self.process.is_alive():
            self.process.terminate()
            self.process.join(patience)
        if self.process.is_alive():
            self.process.kill()
            self.process.join(patience)
