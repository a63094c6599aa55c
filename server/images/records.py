"""What the worker tells the server of image runs: curves ten times a second, states once a minute, news at once."""

import logging
from collections.abc import Collection, Iterable
from pathlib import Path
from time import perf_counter

import torch

from models.experiment import Rejected
from models.images.cost import device_name, known
from models.images.datasets import BadFile, NotHere
from server.images import checkpoints
from server.images.member import ImageMember
from server.ledger import one_line
from server.orders import Applied, Costs, Halted, Report, Rows, Saved, Waiting
from server.protocol import Cost

log = logging.getLogger("saddle")
ROWS_EVERY = 0.1  # s
SAVE_EVERY = 60.0  # s
FULL = "The memory is full: choose a smaller batch, size or width, and reset."


class Records:
    def __init__(self, folder: Path) -> None:
        self.reports: list[Report] = []
        self._folder = folder
        self._rows = self._saved = perf_counter()  # when they were reported

    def take(self) -> list[Report]:
        """All reports, once."""
        reports, self.reports = self.reports, []
        return reports

    def wait(self, members: Iterable[ImageMember], now: float) -> float | None:
        """Seconds until something is to be reported, none when nothing has moved."""
        if self.reports:
            return 0.0
        if any(member.unsaved for member in members):
            return max(0.0, min(self._rows + ROWS_EVERY, self._saved + SAVE_EVERY) - now)
        return None

    def update(self, members: Collection[ImageMember], now: float) -> None:
        if now - self._saved >= SAVE_EVERY:
            self._saved = now
            self.save(members)
        if now - self._rows >= ROWS_EVERY:
            self._rows = now
            self.rows(members)

    def applied(self, member: ImageMember) -> None:
        self.reports.append(Applied(member.id, member.build, member.stamp, member.step, ()))

    def halted(self, member: ImageMember, error: Exception | None) -> None:
        """It stopped by itself, at the round that its curve ends with."""
        self.rows([member])
        self.applied(member)
        self.reports.append(Halted(member.id, member.build, member.step, None if error is None else said(error)))

    def costs(self, member: ImageMember, steps_per_s: float) -> None:
        """What its rounds cost, while it is not slowed down."""
        assert member.run is not None
        e = member.run.experiment
        needed = known(e)
        left = needed.rounds - member.step if needed else 0
        cost = Cost(
            device=device_name(member.run.gan.compute),
            steps_per_s=steps_per_s,
            seconds=left / steps_per_s if left > 0 else None,
            until=needed.until if needed and left > 0 else None,
        )
        self.reports.append(Costs(member.id, member.build, cost))

    def waiting(self, places: Iterable[tuple[ImageMember, int | None]]) -> None:
        """Why each run does not train, where that has changed: no turn yet, or its images are on their way."""
        for member, place in places:
            told = (place, member.loaded if member.moving else None)
            if told != member.told:
                member.told = told
                self.reports.append(Waiting(member.id, member.build, *told))

    def rows(self, members: Iterable[ImageMember]) -> None:
        """Curve rows that were not reported yet."""
        for member in members:
            if member.recent.last > member.reported:
                first, rows = member.recent.since(member.reported)
                self.reports.append(Rows(member.id, member.build, first, rows))
                member.reported = member.recent.last

    def save(self, members: Collection[ImageMember]) -> None:
        """States of all that moved, each in its file; where that cannot be written the run trains on."""
        self.rows(members)
        for member in members:
            if member.run is None or not member.unsaved:
                continue
            try:
                path = checkpoints.checkpoint_path(self._folder, member.id)
                state = checkpoints.write(path, member.run.save(), member.step)
            except OSError:
                log.exception("run %s could not be saved", member.id)
                continue
            member.saved = member.step
            self.reports.append(Saved(member.id, member.build, state))


def said(error: Exception) -> str:
    """An exception as the page shows it: a sentence where it was meant for people."""
    if isinstance(error, (NotHere, BadFile, Rejected)):
        return str(error)
    if isinstance(error, torch.OutOfMemoryError) or "can't allocate memory" in str(error):
        return FULL
    return one_line(error)
