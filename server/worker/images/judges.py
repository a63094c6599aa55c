"""Threads that prepare what samples are measured by: one by pixels alone, and one with a classifier of the images.

Where the data folder has no classifier yet, one learns for some 10 s. It learns at low priority, with what the training
leaves of the processor, and only once a run has trained for a while. Other runs are measured meanwhile.
"""

import atexit
import logging
import os
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from queue import Empty, SimpleQueue

import torch

from models.images.judging.classifier import classifier
from models.images.judging.evaluation import Judge
from server.worker.images.member import ImageMember

log = logging.getLogger("saddle")
STAYS = 100  # steps
BEHIND = 10  # of nice
ENDS = 5.0  # s that the process waits for the thread when it ends


class Gone(Exception):  # noqa: N818 (a state, not a mistake)
    """The run was dropped while its classifier learnt."""


class Judges:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._asked: dict[int, SimpleQueue[ImageMember | None]] = {}  # by stage: 1 pixels, 2 a classifier too
        self._made: SimpleQueue[tuple[ImageMember, Judge | None, dict[str, float]]] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._closing = False
        self.waiting = 0  # judges that were asked for and have not been taken

    def ask(self, members: Iterable[ImageMember]) -> None:
        """For the runs that somebody looks at; each is asked for once."""
        for member in members:
            if member.run is None or member.failed or not member.seen:
                continue
            whole = 2 if member.run.feed.images.train_labels is not None else 1
            stage = whole if member.step >= STAYS else 1
            if member.judges_asked < stage and (member.judges_asked == 0 or member.judge is not None):
                member.judges_asked += 1
                self._ask(member, member.judges_asked)

    def _ask(self, member: ImageMember, stage: int) -> None:
        if not self._threads:
            atexit.register(self.close)  # a thread that is cut off in the midst of PyTorch aborts the process
        if stage not in self._asked:
            self._asked[stage] = SimpleQueue()
            self._threads.append(threading.Thread(target=self._work, args=[stage], name="saddle-judges", daemon=True))
            self._threads[-1].start()
        self.waiting += 1
        self._asked[stage].put(member)

    def take(self) -> list[tuple[ImageMember, dict[str, float]]]:
        """Whose judge is ready, and what real images score; they are measured anew from now on."""
        ready: list[tuple[ImageMember, dict[str, float]]] = []
        while True:
            try:
                member, judge, floors = self._made.get_nowait()
            except Empty:
                return ready
            self.waiting -= 1
            member.judge, member.measured_step = judge, None
            ready.append((member, floors))

    def close(self) -> None:
        """Give up what is being prepared."""
        self._closing = True
        for asked in self._asked.values():
            asked.put(None)
        for thread in self._threads:
            thread.join(ENDS)

    def _work(self, stage: int) -> None:
        torch.set_num_threads(1)
        if sys.platform == "linux":  # where a thread has a priority of its own
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), BEHIND)
        while (member := self._asked[stage].get()) is not None:
            judge, floors = member.judge, dict[str, float]()
            try:
                judge = self._judge(member, stage)
                floors = judge.floors()
            except Gone:
                pass
            except Exception:
                log.exception("run %s has nothing to be measured by", member.id)
            self._made.put((member, judge, floors))

    def _judge(self, member: ImageMember, stage: int) -> Judge:
        def still(done: int, steps: int) -> None:
            if member.gone or self._closing:
                raise Gone

        still(0, 1)
        images = member.images.result()  # they stay, even where its run fails meanwhile
        return Judge(images, classifier(images, self._folder, still) if stage > 1 else None)
