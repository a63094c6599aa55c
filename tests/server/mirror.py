"""A mirror of a small MNIST on this machine, which can be told to stop in the midst of a file."""

import gzip
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np

from models.images.datasets.mnist import NAMES
from tests.models.images.datasets.test_idx import idx

TRAIN, TEST = 2000, 20
MODULE = "tests.server.mirrored"


def small_mnist() -> dict[str, bytes]:
    """MNIST's four files; noise does not pack, so that there are megabytes to fetch."""
    draw = np.random.default_rng(3)
    contents = []
    for n in (TRAIN, TEST):
        contents.append(idx(draw.integers(0, 256, n * 28 * 28, np.uint8).tobytes(), n, 28, 28))
        contents.append(idx(bytes(i % 10 for i in range(n)), n))
    return {name: gzip.compress(content) for name, content in zip(NAMES, contents, strict=True)}


class Mirror(ThreadingHTTPServer):
    """While `open` is clear, an answer stops after its first half; `cut` then ends it there."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files = small_mnist()
        self.open, self.cut = threading.Event(), threading.Event()
        self.asked: list[tuple[str, str | None]] = []

    @property
    def environment(self) -> dict[str, str]:
        """Of a server that fetches from here."""
        files = [[name, hashlib.sha256(content).hexdigest(), len(content)] for name, content in self.files.items()]
        told = {"home": f"http://127.0.0.1:{self.server_port}/", "files": files}
        return {"SADDLE_TEST_MIRROR": json.dumps(told), "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Mirror

    def do_GET(self) -> None:
        name, span = self.path.strip("/"), self.headers.get("Range")
        self.server.asked.append((name, span))
        content = self.server.files[name]
        start = int(span.removeprefix("bytes=").rstrip("-")) if span else 0
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        half = (start + len(content)) // 2
        self.wfile.write(content[start:half])
        if self.server.open.is_set() or not self.server.cut.wait(60):
            self.wfile.write(content[half:])
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """The test's output is for its failures."""


@contextmanager
def mirrored() -> Iterator[Mirror]:
    with Mirror() as mirror:
        thread = threading.Thread(target=mirror.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield mirror
        finally:
            mirror.cut.set()
            mirror.shutdown()
            thread.join()
