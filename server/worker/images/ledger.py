"""What the worker of images reports: beside curves and states, what steps cost and who waits for what."""

import logging
from collections.abc import Collection, Iterable
from pathlib import Path

from models.images.cost import device_name, milestone
from server.protocol.messages import Cost
from server.worker.images.member import ImageMember
from server.worker.ledger import Ledger
from server.workers.reports import Costs, Saved, Waiting
from server.workers.states import checkpoint_path, write_checkpoint

log = logging.getLogger("saddle")
SAVE_EVERY = 60.0  # s


class ImageLedger(Ledger[ImageMember]):
    def __init__(self, folder: Path) -> None:
        """folder: the data folder, where states are kept."""
        super().__init__(SAVE_EVERY)
        self._folder = folder

    def report_cost(self, member: ImageMember, steps_per_s: float) -> None:
        """What its steps cost, where it is not slowed down."""
        assert member.run is not None
        needed = milestone(member.run.experiment)
        left = needed.steps - member.step if needed else 0
        cost = Cost(
            device=device_name(member.run.system.compute),
            steps_per_s=steps_per_s,
            seconds=left / steps_per_s if left > 0 else None,
            until=needed.until if needed and left > 0 else None,
        )
        self.reports.append(Costs(member.id, member.build, cost))

    def report_waiting(self, places: Iterable[tuple[ImageMember, int | None]]) -> None:
        """Why each run does not train, where that has changed: it is not its turn, or its images are on their way."""
        for member, place in places:
            waiting = (place, member.loaded if member.moving else None)
            if waiting != member.waiting:
                member.waiting = waiting
                self.reports.append(Waiting(member.id, member.build, *waiting))

    def save(self, members: Collection[ImageMember]) -> None:
        """States of all that moved, each in its file; where that cannot be written the run trains on."""
        self.report_rows(members)
        for member in members:
            if member.run is None or not member.unsaved:
                continue
            try:
                state = write_checkpoint(checkpoint_path(self._folder, member.id), member.run.save(), member.step)
            except OSError:
                log.exception("run %s could not be saved", member.id)
                continue
            member.saved = member.step
            self.reports.append(Saved(member.id, member.build, state))
