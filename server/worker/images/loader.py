"""What image runs need of their data, fetched and computed by one thread beside the training."""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from models.images.datasets import Images
from models.images.judging.neighbours import Neighbours
from server.worker.images.member import ImageMember


class Loader:
    def __init__(self, folder: Path, given: Path | None = None) -> None:
        self._folder, self._given = folder, given
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="saddle-images")

    def load(self, member: ImageMember) -> None:
        """Images first, so that the run can begin."""
        e = member.experiment
        load, size = e.image_set.load_from, e.knobs.size
        member.images = self._thread.submit(load, size, self._folder, self._given, member.set_loaded)
        member.neighbours = self._thread.submit(neighbours, member.images)

    def cancel(self, member: ImageMember) -> None:
        """What has begun goes on to its end."""
        for future in (member.images, member.neighbours):
            future.cancel()


def neighbours(images: "Future[Images]") -> Neighbours:
    return Neighbours(images.result().train)
