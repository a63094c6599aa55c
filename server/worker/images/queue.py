"""Who trains next: of the image runs that are to train, some do, a step at a time each; the others wait in a queue.

The queue is the order in which the runs came.
"""

from collections.abc import Iterable, Iterator

from server.worker.images.member import ImageMember


class Queue:
    def __init__(self, at_once: int) -> None:
        """at_once: how many train; their steps alternate."""
        self._at_once = at_once

    def places(self, members: Iterable[ImageMember]) -> Iterator[tuple[ImageMember, int | None]]:
        """Each member with its place among those that wait, from 1; None while it need not wait."""
        ahead = 0
        for member in members:
            ahead += member.moving
            yield member, ahead - self._at_once if member.moving and ahead > self._at_once else None

    def next(self, members: Iterable[ImageMember], now: float) -> ImageMember | None:
        """Of those that train and have a step due, the one that has waited longest."""
        due = [member for member in self._training(members) if member.due <= now]
        return min(due, key=lambda member: member.due, default=None)

    def wait(self, members: Iterable[ImageMember], now: float) -> float | None:
        """Seconds until a step is due, None when nobody trains."""
        return min((max(0.0, member.due - now) for member in self._training(members)), default=None)

    def _training(self, members: Iterable[ImageMember]) -> list[ImageMember]:
        """A run whose images are still on their way keeps its turn, and has no step to train."""
        places = self.places(members)
        return [member for member, place in places if place is None and member.moving and member.run is not None]
