"""Downloads from a server on this machine that answers as bad ones do."""

import hashlib
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import torch

from models.images.datasets.fetch import CHUNK, Remote, fetch
from models.images.datasets.image_set import NotHere

CONTENT = torch.randint(0, 256, (3 * CHUNK + 77,), dtype=torch.uint8, generator=torch.Generator().manual_seed(5))
CONTENT_BYTES = CONTENT.numpy().tobytes()
SHA256 = hashlib.sha256(CONTENT_BYTES).hexdigest()


class Handler(BaseHTTPRequestHandler):
    """/good/ has the file, /breaks/ the first half, /other/ another one, /whole/ knows no ranges, all else is 404."""

    protocol_version = "HTTP/1.1"
    asked: list[tuple[str, str | None]] = []  # noqa: RUF012 (emptied by the fixture)

    def do_GET(self) -> None:
        home, span = self.path.split("/")[1], self.headers.get("Range")
        self.asked.append((home, span))
        if home not in ("good", "breaks", "other", "whole"):
            self.send_error(404)
            return
        content = CONTENT_BYTES[::-1] if home == "other" else CONTENT_BYTES
        start = int(span.removeprefix("bytes=").rstrip("-")) if span and home != "whole" else 0
        if start >= len(content):
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        self.wfile.write(content[start : len(content) // 2 if home == "breaks" else None])
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """The test's output is for its failures."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Its address; a proxy of this machine is not asked for it."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    Handler.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()
        thread.join()


def remote(server: str, *homes: str, sha256: str = SHA256) -> Remote:
    return Remote("file.gz", sha256, len(CONTENT_BYTES), tuple(f"{server}{home}/" for home in homes))


def half(folder: Path, content: bytes = CONTENT_BYTES[:CHUNK]) -> None:
    """A part that an earlier download left."""
    folder.mkdir(exist_ok=True)
    (folder / "file.gz.part").write_bytes(content)


def test_a_file_is_fetched_once_and_progress_told(server: str, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    for _ in range(2):
        (path,) = fetch([remote(server, "good")], tmp_path / "set", lambda done, total: told.append((done, total)))
        assert path.read_bytes() == CONTENT_BYTES
    assert Handler.asked == [("good", None)]
    assert [p.name for p in path.parent.iterdir()] == ["file.gz"]
    assert len(told) >= 4
    assert told == sorted(told)
    assert told[-1] == (len(CONTENT_BYTES), len(CONTENT_BYTES))


def test_progress_counts_all_files(server: str, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    both = [remote(server, "good"), Remote("other.gz", SHA256, len(CONTENT_BYTES), (f"{server}good/",))]
    paths = fetch(both, tmp_path, lambda done, total: told.append((done, total)))
    assert [path.name for path in paths] == ["file.gz", "other.gz"]
    assert told[-1] == (2 * len(CONTENT_BYTES), 2 * len(CONTENT_BYTES))


def test_a_broken_download_goes_on_where_it_ended(server: str, tmp_path: Path) -> None:
    half(tmp_path)
    told: list[int] = []
    (path,) = fetch([remote(server, "good")], tmp_path, lambda done, _: told.append(done))
    assert path.read_bytes() == CONTENT_BYTES
    assert Handler.asked == [("good", f"bytes={CHUNK}-")]
    assert told[0] > CHUNK


def test_the_next_mirror_goes_on_where_one_broke_off(server: str, tmp_path: Path) -> None:
    (path,) = fetch([remote(server, "missing", "breaks", "good")], tmp_path)
    assert path.read_bytes() == CONTENT_BYTES
    assert [home for home, _ in Handler.asked] == ["missing", "breaks", "good"]
    span = Handler.asked[-1][1]
    assert span is not None
    assert 0 < int(span.removeprefix("bytes=").rstrip("-")) <= len(CONTENT_BYTES) // 2


def test_a_server_that_knows_no_ranges_sends_it_all_again(server: str, tmp_path: Path) -> None:
    half(tmp_path)
    (path,) = fetch([remote(server, "whole")], tmp_path)
    assert path.read_bytes() == CONTENT_BYTES


@pytest.mark.parametrize("part", [b"of another file", CONTENT_BYTES + b"and more"])
def test_a_part_of_something_else_is_dropped(server: str, tmp_path: Path, part: bytes) -> None:
    half(tmp_path, part)
    (path,) = fetch([remote(server, "good")], tmp_path)
    assert path.read_bytes() == CONTENT_BYTES
    assert Handler.asked == [("good", f"bytes={len(part)}-"), ("good", None)]


def test_a_part_that_is_whole_is_not_fetched_again(server: str, tmp_path: Path) -> None:
    half(tmp_path, CONTENT_BYTES)
    (path,) = fetch([remote(server, "good")], tmp_path)
    assert path.read_bytes() == CONTENT_BYTES
    assert len(Handler.asked) == 1


def test_a_wrong_checksum_is_named_and_nothing_is_left(server: str, tmp_path: Path) -> None:
    with pytest.raises(NotHere, match=r"file\.gz is not in .*127\.0\.0\.1.*: its checksum differs"):
        fetch([remote(server, "other")], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_mirror_is_made_up_for_by_a_right_one(server: str, tmp_path: Path) -> None:
    (path,) = fetch([remote(server, "other", "good")], tmp_path)
    assert path.read_bytes() == CONTENT_BYTES


def test_each_mirror_is_named_with_what_it_answered(server: str, tmp_path: Path) -> None:
    with pytest.raises(NotHere, match=r"answered 404; .*broke off"):
        fetch([remote(server, "missing", "breaks")], tmp_path)
    assert (tmp_path / "file.gz.part").stat().st_size > 0


def test_without_a_network_it_says_where_to_put_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound, and not listening
        home = f"http://127.0.0.1:{nobody.getsockname()[1]}/"
        with pytest.raises(NotHere, match=r"file\.gz is not in .*no connection.*Put it there"):
            fetch([remote(home, "")], tmp_path)


def test_a_folder_that_cannot_be_written_is_named(server: str, tmp_path: Path) -> None:
    (tmp_path / "set").write_text("a file")
    with pytest.raises(NotHere, match=r"exists|directory"):
        fetch([remote(server, "good")], tmp_path / "set")
