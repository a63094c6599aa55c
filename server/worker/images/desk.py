"""The image worker's end of the pipe: it answers questions at once, while a step of 40 ms to 2 s goes on.

One thread reads the pipe and another answers, both beside the training, which sees orders and reports only. PyTorch
lets go of Python's lock in its operations, so the three share the processor's cores. Between the parts of a step a
question would wait for the longest of them, and five updates with a gradient penalty at 64 pixels take 1.7 s.
"""

from collections import deque
from collections.abc import Callable
from queue import SimpleQueue
from threading import Condition, Lock, Thread

import torch

from models.images.compute import compute_on
from server.worker.worker import Pipe
from server.workers.orders import Ask, Drop, Order, Put
from server.workers.reports import Report

Answer = Callable[[Ask], Report]


class Desk:
    """Like the connection itself: poll, recv and send, for the thread that trains."""

    def __init__(self, connection: Pipe, answer: Answer, device: str):
        self._connection, self._answer, self._device = connection, answer, device
        self._orders: deque[Order] = deque()
        self._given: list[Order] = []  # the newest that were taken: they may not all be carried out yet
        self._closed = False
        self._news, self._sending = Condition(), Lock()
        self._questions: SimpleQueue[Ask] = SimpleQueue()
        for work in (self._read, self._reply):
            Thread(target=work, name=f"saddle-{work.__name__.strip('_')}", daemon=True).start()

    def poll(self, timeout: float | None = 0.0) -> bool:
        """Whether there are orders, within so many seconds; those taken before are carried out by now."""
        with self._news:
            self._given = []
            return self._news.wait_for(lambda: bool(self._orders) or self._closed, timeout)

    def recv(self) -> list[Order]:
        """All orders that came. Raises EOFError once the other end is closed and all are taken."""
        with self._news:
            if not self._orders:
                raise EOFError
            self._given = list(self._orders)
            self._orders.clear()
            return self._given

    def send(self, reports: list[Report]) -> None:
        with self._sending:
            self._connection.send(reports)

    def _read(self) -> None:
        while True:
            try:
                orders: list[Order] = self._connection.recv()
            except (EOFError, OSError):
                break
            with self._news:
                for order in orders:
                    if isinstance(order, Ask) and not self._awaits(order.run):
                        self._questions.put(order)
                    else:
                        self._orders.append(order)
                self._news.notify()
        with self._news:
            self._closed = True
            self._news.notify()

    def _awaits(self, run: str) -> bool:
        """Whether the run is about to be made, made anew or taken away: questions about it then keep their place."""
        return any(isinstance(order, Put | Drop) and order.run == run for order in (*self._orders, *self._given))

    def _reply(self) -> None:
        torch.set_num_threads(1)
        # Never left: all threads share the casts of weights that autocast keeps, and leaving it throws them away, which
        # would change how the gradients of a step under way are rounded.
        with compute_on(self._device).autocast():
            while True:
                report = self._answer(self._questions.get())
                try:
                    self.send([report])
                except OSError:
                    return  # the reader sees the same
