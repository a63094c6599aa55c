"""Pulls that wait for a picture: one picture serves all who wait, and training goes on between two pictures.

Watchers pull: each has one pull under way, or two where the round trip is long. A pull is due once its run has moved.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Set
from itertools import islice
from time import perf_counter
from typing import Generic

from server.protocol.base import Wire
from server.worker.frames import Arrays, frame_of
from server.worker.member import M, Member
from server.workers.orders import Pull
from server.workers.reports import Frame

NEAR = 256  # steps; pulls whose last steps lie closer together get the same curve rows


class Pulls(ABC, Generic[M]):
    def __init__(self, share: float, pause: float = 0.0, batch: int = 1) -> None:
        """share: of the worker's time that pictures may take from training; pause: the least seconds between two, in
        which those who pull come to share the next one; batch: runs in one.
        """
        self._share, self._pause, self._batch = share, pause, batch
        self._waiting: dict[str, list[Pull]] = {}  # by run; those that have waited longest stand first
        self._next = 0.0  # perf_counter at which the next picture may be taken
        self.fresh = False  # something happened that may have made a picture due

    @abstractmethod
    def take_pictures(self, taken: dict[M, list[Pull]], failed: Callable[[M, Exception], None]) -> dict[M, Arrays]:
        """What these pulls want to see of the runs; a run whose picture raises is handed to `failed` and left out."""

    @abstractmethod
    def names_of(self, layer: str) -> Set[str]:
        """The arrays that a layer brings."""

    @abstractmethod
    def header(self, member: M, pulls: list[Pull]) -> dict[str, Wire]:
        """The fields of a frame's header that only this kind of runs has."""

    def visible(self, member: M) -> bool:
        """Whether there is anything to see."""
        return not member.failed

    def together(self, pulls: list[Pull]) -> list[Pull]:
        """Those of a run's pulls that one picture can answer."""
        return pulls

    def layers(self, pull: Pull, member: M) -> Set[str]:
        """The layers that the frame for a pull has."""
        return pull.layers

    def add(self, pull: Pull) -> None:
        self._waiting.setdefault(pull.run, []).append(pull)
        self.fresh = True

    def forget(self, run: str) -> None:
        self._waiting.pop(run, None)

    def wait(self, now: float) -> float | None:
        """Seconds until a picture may be taken, None when nobody waits for one that may be due."""
        return max(0.0, self._next - now) if self.fresh and self._waiting else None

    def answer(self, members: Mapping[str, M], failed: Callable[[M, Exception], None]) -> list[Frame]:
        """Frames for pulls that are due, if it is time."""
        start = perf_counter()
        if not self.fresh or start < self._next:
            return []
        due = self._find_due(members)
        taken = {member: self.together(oldest_of_each(pulls)) for member, pulls in islice(due.items(), self._batch)}
        self.fresh = sum(map(len, taken.values())) < sum(map(len, due.values()))
        frames = []
        for member, arrays in self.take_pictures(taken, failed).items():
            for pulls in group_alike(taken[member], member):
                frames.append(self._frame(member, pulls, arrays))
            self._put_back(member, taken[member])
            member.seen, member.news = True, False
        took = perf_counter() - start
        self._next = start + max(self._pause, took / self._share) if taken else start
        return frames

    def _find_due(self, members: Mapping[str, M]) -> dict[M, list[Pull]]:
        due: dict[M, list[Pull]] = {}
        for run, pulls in self._waiting.items():
            member = members.get(run)
            if member is None or not self.visible(member):
                continue
            ready = [p for p in pulls if member.news or member.step > p.after or p.epoch != member.epoch]
            if ready:
                due[member] = ready
        return due

    def _frame(self, member: M, pulls: list[Pull], arrays: Arrays) -> Frame:
        names = set[str]().union(*map(self.names_of, self.layers(pulls[0], member)))
        chosen = {name: array for name, array in arrays.items() if name in names}
        after = min(pull.after for pull in pulls)
        blob = frame_of(member, pulls[0].layers, chosen, after, self.header(member, pulls))
        return Frame(tuple(pull.token for pull in pulls), blob)

    def _put_back(self, member: M, answered: list[Pull]) -> None:
        """Those that still wait: behind the other runs, which have waited longer."""
        rest = [pull for pull in self._waiting.pop(member.id) if pull not in answered]
        if rest:
            brought: dict[int | None, Pull] = {pull.watcher: pull for pull in answered if pull.watcher is not None}
            self._waiting[member.id] = [skip_brought(pull, brought.get(pull.watcher), member) for pull in rest]


def oldest_of_each(pulls: list[Pull]) -> list[Pull]:
    """The oldest of each watcher's pulls: the two that it has under way are for two pictures."""
    first: dict[int | None, Pull] = {}
    return [pull for pull in pulls if pull.watcher is None or first.setdefault(pull.watcher, pull) is pull]


def skip_brought(pull: Pull, answered: Pull | None, member: Member) -> Pull:
    """The pull of a watcher that has just got a picture: what that picture brought need not come again."""
    if answered is None or not pull.layers <= answered.layers or pull.plane != answered.plane:
        return pull
    return pull._replace(after=max(pull.after, member.step), epoch=member.epoch)


def group_alike(pulls: list[Pull], member: Member) -> list[list[Pull]]:
    """Pulls in groups that the same bytes can answer."""
    groups: dict[tuple[object, ...], list[Pull]] = {}
    for pull in pulls:
        far = pull.after < member.step - NEAR and "curve" in pull.layers
        groups.setdefault((pull.layers, pull.epoch != member.epoch, pull.after if far else None), []).append(pull)
    return list(groups.values())
