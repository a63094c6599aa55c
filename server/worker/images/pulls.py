"""Pictures of image runs: the grid of samples as one WebP image, and what D says of each."""

import io
import json
from collections.abc import Callable
from functools import cached_property
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from models.toys.pictures.snapshot import encode
from server.worker.images.member import ImageMember
from server.worker.measuring import metadata
from server.workers.orders import Pull
from server.workers.reports import Frame

SHARE = 0.045  # of the worker's time that pictures may take from training: some three a second
LARGEST = 64_000  # bytes of a grid
QUALITIES = (90, 75, 50, 25, 5)


class Pictures:
    """Pulls that wait: a picture is taken when somebody waits and the run has moved, and seldom enough."""

    def __init__(self) -> None:
        self._waiting: dict[str, list[Pull]] = {}
        self._next = 0.0  # perf_counter at which the next may be taken

    def add(self, ask: Pull) -> None:
        self._waiting.setdefault(ask.run, []).append(ask)

    def forget(self, run: str) -> None:
        self._waiting.pop(run, None)

    def wait(self, members: dict[str, ImageMember], now: float) -> float | None:
        """Seconds until a picture may be taken, none when nobody waits for one that is due."""
        due = any(self._ready(members[id]) for id in self._waiting if id in members)
        return max(0.0, self._next - now) if due else None

    def _ready(self, member: ImageMember) -> list[Pull]:
        if member.run is None or member.failed:
            return []
        asks = self._waiting.get(member.id, [])
        return [ask for ask in asks if member.news or member.step > ask.after or ask.epoch != member.epoch]

    def answer(self, members: dict[str, ImageMember], failed: Callable[[ImageMember, Exception], None]) -> list[Frame]:
        """Frames of the run whose browsers have waited longest, if it is time; one that raises goes to `failed`."""
        start = perf_counter()
        if start < self._next:
            return []
        id = next((id for id in self._waiting if id in members and self._ready(members[id])), None)
        if id is None:
            return []
        member = members[id]
        ready = self._ready(member)
        self._waiting[id] = [ask for ask in self._waiting.pop(id) if ask not in ready]  # last in line from now on
        try:
            picture = Picture(member)
            frames = [picture.frame(ask) for ask in ready]
            member.seen, member.news = True, False
            return frames
        except Exception as error:
            failed(member, error)
            return []
        finally:
            end = perf_counter()
            self._next = end + (end - start) * (1 / SHARE - 1)


class Picture:
    """What a run shows now, taken once for all who wait."""

    def __init__(self, member: ImageMember):
        assert member.run is not None
        self.member, self.grid = member, member.run.grid
        samples = member.run.samples()
        self.size = samples.shape[-1]
        d_fake = member.run.scores(samples, averaged=True).numpy()
        webp_bytes = np.frombuffer(webp(samples, self.grid[1]), np.uint8)
        self.samples: dict[str, NDArray[np.generic]] = {"samples": webp_bytes, "d_fake": d_fake}

    def frame(self, ask: Pull) -> Frame:
        """The arrays that were asked for, and the curve since the last."""
        arrays: dict[str, NDArray[np.generic]] = {}
        if "samples" in ask.layers:
            arrays |= self.samples
        if "scores" in ask.layers:
            arrays |= self.scores
        first, curve = self.member.recent.since(ask.after)
        if "curve" in ask.layers and len(curve):
            arrays["curve"] = curve
        return Frame((ask.token,), encode(arrays, self._metadata(ask, first)))

    @cached_property
    def scores(self) -> dict[str, NDArray[np.generic]]:
        """What D says of real images and of the samples, by the names that toys have for it."""
        assert self.member.run is not None
        return {"d_real": self.member.run.real_scores().numpy(), "d_fake": self.samples["d_fake"]}

    def _metadata(self, ask: Pull, curve_from: int) -> dict[str, str]:
        member = self.member
        return {
            "saddle": "1",
            "run": member.id,
            "step": str(member.step),
            "epoch": str(member.epoch),
            "version": str(member.version),
            "state": member.state,
            "curve_from": str(curve_from),
            "layers": ",".join(sorted(ask.layers)),
            "grid": json.dumps([*self.grid, self.size]),  # rows, columns, pixels a side of each
            **metadata(member),
        }


def tiled(samples: Tensor, columns: int) -> "NDArray[np.uint8]":
    """Images, bytes `(n, C, s, s)`, side by side in rows of `columns`: `(rows · s, columns · s, C)`."""
    n, channels, size, _ = samples.shape
    grid = samples.reshape(n // columns, columns, channels, size, size).permute(0, 3, 1, 4, 2)
    return grid.reshape(n // columns * size, columns * size, channels).numpy()


def webp(samples: Tensor, columns: int, largest: int = LARGEST) -> bytes:
    """The grid as a WebP image of at most so many bytes: without loss where that suffices.

    Method 0 was measured: a third of method 1's time, an eighth of the usual effort's, for a fifth more bytes.
    """
    pixels = tiled(samples, columns)
    image = Image.fromarray(pixels if pixels.shape[2] == 3 else pixels[:, :, 0])
    blob = _encoded(image, lossless=True, quality=0, method=0)
    for quality in QUALITIES:
        if len(blob) <= largest:
            break
        blob = _encoded(image, quality=quality, method=0)
    return blob


def _encoded(image: Image.Image, **options: object) -> bytes:
    out = io.BytesIO()
    image.convert("RGB").save(out, "WEBP", **options)
    return out.getvalue()
