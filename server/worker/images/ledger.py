"""What the worker of images tells the server: beside curves and states, what rounds cost and who waits for what."""

import logging
from collections.abc import Collection, Iterable
from pathlib import Path

import torch

from models.experiment import Rejected
from models.images.cost import device_name, known
from models.images.datasets import BadFile, NotHere
from server.protocol.messages import Cost
from server.storage import blobs
from server.worker.images.member import ImageMember
from server.worker.ledger import Ledger, one_line
from server.workers.reports import Costs, Saved, Waiting

log = logging.getLogger("saddle")
SAVE_EVERY = 60.0  # s
FULL = "The memory is full: choose a smaller batch, size or width, and reset."


class ImageLedger(Ledger[ImageMember]):
    def __init__(self, folder: Path) -> None:
        """folder: the data folder, where states are kept."""
        super().__init__(SAVE_EVERY)
        self._folder = folder

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

    def save(self, members: Collection[ImageMember]) -> None:
        """States of all that moved, each in its file; where that cannot be written the run trains on."""
        self.rows(members)
        for member in members:
            if member.run is None or not member.unsaved:
                continue
            try:
                path = blobs.checkpoint_path(self._folder, member.id)
                state = blobs.write(path, member.run.save(), member.step)
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
