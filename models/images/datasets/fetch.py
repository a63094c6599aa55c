"""Files from the internet: checked, resumed where a download broke off, and from the next mirror where one fails.

What pooch does not do is done here: a part that has arrived is kept and gone on with, from whichever mirror answers.
It knows nothing of what is in the files.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pooch
import requests

from models.images.datasets.image_set import NotHere, Progress

CHUNK = 1 << 16
TIMEOUT = (10, 30)  # s to connect, and between two pieces
NOT_SATISFIABLE = 416  # nothing is left to send


@dataclass(frozen=True)
class Remote:
    """A file that others publish: its name, the SHA-256 of its bytes, their number, and the addresses of its homes."""

    name: str
    sha256: str
    size: int
    homes: tuple[str, ...]


def fetch(remotes: Sequence[Remote], folder: Path, progress: Progress | None = None) -> list[Path]:
    """The files in `folder`, downloaded where they are not there yet; progress counts the bytes of all together.

    Raises NotHere where every mirror of one failed, saying what each answered.
    """
    pooch.get_logger().setLevel("WARNING")  # progress is told where it is seen
    total, before, paths = sum(remote.size for remote in remotes), 0, []
    for remote in remotes:
        paths.append(fetch_one(remote, folder, Counter(progress, before, total)))
        before += remote.size
    return paths


def fetch_one(remote: Remote, folder: Path, counter: "Counter") -> Path:
    failures = []
    for home in remote.homes:
        resumed = part_of(folder / remote.name).exists()
        for _ in range(1 + resumed):  # a part that spoils the whole is dropped, and the file fetched again
            try:
                return retrieve(remote, home, folder, counter)
            except (OSError, ValueError) as error:
                failures.append(f"{urlsplit(home).netloc}: {reason(error)}")
                if isinstance(error, OSError):
                    break
    raise NotHere(
        f"{remote.name} is not in {folder.resolve()} and could not be fetched ({'; '.join(failures)}). "
        f"Put it there, or try again with an internet connection: what has arrived is kept."
    )


def retrieve(remote: Remote, home: str, folder: Path, counter: "Counter") -> Path:
    """One file from one mirror; one that is there is only checked. Raises ValueError for a wrong checksum."""

    def download(url: str, output_file: str, mover: object) -> None:
        part = part_of(folder / remote.name)
        continue_download(url, part, counter)
        part.replace(output_file)  # pooch checks it, and moves it where it belongs or deletes it

    return Path(pooch.retrieve(home + remote.name, f"sha256:{remote.sha256}", remote.name, folder, downloader=download))


def continue_download(url: str, part: Path, counter: "Counter") -> None:
    """Bring `part` to its full length, from where it ends. Raises requests' exceptions; what has arrived is kept."""
    have = part.stat().st_size if part.exists() else 0
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
    with requests.get(url, headers=headers, stream=True, timeout=TIMEOUT) as answer:
        if have and answer.status_code == NOT_SATISFIABLE:
            return
        answer.raise_for_status()
        goes_on = answer.headers.get("Content-Range", "").startswith(f"bytes {have}-")
        if have and not goes_on:
            have = 0
        with part.open("ab" if have else "wb") as file:
            for piece in answer.iter_content(CHUNK):
                file.write(piece)
                have += len(piece)
                counter(have)


class Counter:
    """Tells `progress` how much of several files has come, from how much of one of them has."""

    def __init__(self, progress: Progress | None, before: int, total: int):
        self.progress, self.before, self.total = progress, before, total

    def __call__(self, done: int) -> None:
        if self.progress:
            self.progress(self.before + done, self.total)


def part_of(path: Path) -> Path:
    return path.with_name(path.name + ".part")


def reason(error: Exception) -> str:
    """A few words for what went wrong, for people."""
    if isinstance(error, requests.HTTPError) and error.response is not None:
        return f"answered {error.response.status_code}"
    if isinstance(error, requests.Timeout):
        return "no answer in time"
    if isinstance(error, requests.ConnectionError):
        return "no connection"
    if isinstance(error, requests.RequestException):
        return "broke off"
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return "not the file it should be: its checksum differs"
