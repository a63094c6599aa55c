"""Pulls that wait for a picture, inside the worker: one snapshot serves all who wait, one forward pass many runs."""

from collections.abc import Callable, Mapping
from time import perf_counter
from typing import Any

import numpy as np

from models.toys.pictures.layers import LAYERS, shown_plane
from models.toys.pictures.shown import real_samples
from models.toys.pictures.snapshot import encode, snapshot
from server.worker.member import Member
from server.worker.measuring import metadata as told_of
from server.workers.orders import Pull
from server.workers.reports import Frame

Arrays = dict[str, np.ndarray[Any, Any]]
Failed = Callable[[Member, Exception], None]
BATCH = 128  # runs in one snapshot, so that it does not keep commands waiting
REST = 0.010  # s between snapshots: all who pull meanwhile share the next one
SHARE = 0.5  # of the worker's time that pictures may take from training
NEAR = 256  # rounds; pulls whose last rounds lie closer together get the same curve rows


class Pulls:
    def __init__(self) -> None:
        self._waiting: dict[str, list[Pull]] = {}
        self._next = 0.0  # perf_counter at which the next snapshot may be taken
        self.fresh = False  # something happened that may have made a picture due

    def add(self, ask: Pull) -> None:
        self._waiting.setdefault(ask.run, []).append(ask)
        self.fresh = True

    def wait(self, now: float) -> float | None:
        """Seconds until a snapshot may be taken, none when nobody waits for one that is due."""
        return max(0.0, self._next - now) if self.fresh and self._waiting else None

    def answer(self, members: Mapping[str, Member], failed: Failed) -> list[Frame]:
        """Frames for the pulls that are due; a run whose picture raises is handed to `failed`."""
        start = perf_counter()
        if not self.fresh or start < self._next:
            return []
        due = self._due(members)
        taken = {member: in_one_plane(one_each(asks)) for member, asks in list(due.items())[:BATCH]}
        self.fresh = sum(map(len, taken.values())) < sum(map(len, due.values()))
        pictures = self._picture(taken, failed)
        frames = []
        for member, arrays in pictures.items():
            for asks in alike(taken[member], member).values():
                frames.append(frame(member, asks, arrays))
            self._settle(member, taken[member])
            member.seen, member.news = True, False
        end = perf_counter()
        self._next = start + max(REST, (end - start) / SHARE) if taken else start
        return frames

    def _due(self, members: Mapping[str, Member]) -> dict[Member, list[Pull]]:
        due = {}
        for run, asks in self._waiting.items():
            member = members.get(run)
            if member is not None and not member.failed:
                anew = member.news
                ready = [ask for ask in asks if anew or member.run.step > ask.after or ask.epoch != member.epoch]
                if ready:
                    due[member] = ready
        return due

    def _settle(self, member: Member, answered: list[Pull]) -> None:
        # Taken out and put back last: those who have waited longest stand first.
        rest = [ask for ask in self._waiting.pop(member.id) if ask not in answered]
        if rest:
            brought: dict[int | None, Pull] = {ask.watcher: ask for ask in answered if ask.watcher is not None}
            self._waiting[member.id] = [beyond(ask, brought.get(ask.watcher), member) for ask in rest]

    def forget(self, run: str) -> None:
        self._waiting.pop(run, None)

    def _picture(self, taken: dict[Member, list[Pull]], failed: Failed) -> dict[Member, Arrays]:
        layers = {member: wanted(asks, member) for member, asks in taken.items()}
        try:
            planes = [plane_of(asks) for asks in taken.values()]
            pictures = snapshot([member.run for member in layers], list(layers.values()), planes)
            for member, arrays in zip(layers, pictures, strict=True):
                if "real" in layers[member]:
                    arrays["real"] = real_samples(member.run)
            return dict(zip(layers, pictures, strict=True))
        except Exception as error:
            if len(taken) == 1:
                failed(next(iter(taken)), error)
                return {}
            alone = [self._picture({member: asks}, failed) for member, asks in taken.items()]
            return {member: arrays for picture in alone for member, arrays in picture.items()}


def wanted(asks: list[Pull], member: Member) -> set[str]:
    """Layers that somebody needs; real samples only where a browser has those of another epoch."""
    real = {"real"} if any(ask.epoch != member.epoch for ask in asks) else set()
    return real.union(*(ask.layers for ask in asks)) - {"curve"}


def one_each(asks: list[Pull]) -> list[Pull]:
    """The oldest of each browser's: it has two under way where the round trip is long, for two pictures."""
    first: dict[int | None, Pull] = {}
    return [ask for ask in asks if ask.watcher is None or first.setdefault(ask.watcher, ask) is ask]


def beyond(ask: Pull, answered: Pull | None, member: Member) -> Pull:
    """The pull of one who has just been given a picture: what that brought need not come again."""
    if answered is None or not ask.layers <= answered.layers or ask.plane != answered.plane:
        return ask
    return ask._replace(after=max(ask.after, member.run.step), epoch=member.epoch)


def in_one_plane(asks: list[Pull]) -> list[Pull]:
    """Those that one manifold can answer; who wants another plane of the noise waits for the next picture."""
    plane = plane_of(asks)
    return [ask for ask in asks if "manifold" not in ask.layers or ask.plane == plane]


def plane_of(asks: list[Pull]) -> tuple[int, int]:
    return next((ask.plane for ask in asks if "manifold" in ask.layers), (0, 1))


def alike(asks: list[Pull], member: Member) -> dict[tuple[object, ...], list[Pull]]:
    """Pulls that the same bytes can answer."""
    groups: dict[tuple[object, ...], list[Pull]] = {}
    for ask in asks:
        far = ask.after < member.run.step - NEAR and "curve" in ask.layers
        groups.setdefault((ask.layers, ask.epoch != member.epoch, ask.after if far else None), []).append(ask)
    return groups


def frame(member: Member, asks: list[Pull], arrays: Arrays) -> Frame:
    layers = asks[0].layers | ({"real"} if asks[0].epoch != member.epoch else set())
    if member.run.dims == 2:  # whose D* is a layer of its own
        layers -= {"density"}
    names = {"real"} & layers | {name for layer in layers & LAYERS.keys() for name in LAYERS[layer].arrays}
    chosen = {name: array for name, array in arrays.items() if name in names}
    first, rows = member.recent.since(min(ask.after for ask in asks))
    if "curve" in layers and len(rows):
        chosen["curve"] = rows
    metadata = {
        "saddle": "1",
        "run": member.id,
        "step": str(member.run.step),
        "epoch": str(member.epoch),
        "version": str(member.version),
        "state": member.state,
        "dims": str(member.run.dims),
        "curve_from": str(first),
        "layers": ",".join(sorted(asks[0].layers)),
    }
    if "manifold" in chosen:
        metadata["plane"] = ",".join(map(str, shown_plane(member.run, plane_of(asks))))
    return Frame(tuple(ask.token for ask in asks), encode(chosen, metadata | told_of(member)))
