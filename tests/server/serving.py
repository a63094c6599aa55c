"""The real server in a process of its own, on a free port of the loopback."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx
import psutil

ROOT = Path(__file__).parent.parent.parent


class Served:
    def __init__(self, process: "subprocess.Popen[str]", url: str):
        self.process, self.url = process, url

    def get(self, path: str, **options: Any) -> httpx.Response:
        return httpx.get(self.url + path, timeout=20, **options)

    def curve(self, run: str, step: int) -> dict[str, Any]:
        """A run's curve, once it has come as far as this step: curves come later than frames and answers."""
        deadline = monotonic() + 60
        while True:
            curve: dict[str, Any] = self.get(f"api/runs/{run}/curve").json()
            if curve["to"] >= step:
                return curve
            assert monotonic() < deadline, curve["to"]
            sleep(0.05)

    def workers(self) -> list[dict[str, Any]]:
        workers: list[dict[str, Any]] = self.get("api/health").json()["workers"]
        return workers

    def active(self) -> psutil.Process:
        return psutil.Process(next(worker["pid"] for worker in self.workers() if worker["role"] == "active"))

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)


@contextmanager
def serving(data_dir: Path, *options: str, module: str = "server", **environment: str) -> Iterator[Served]:
    command = [sys.executable, "-m", module, "--port", "0", "--no-browser", "--data-dir", str(data_dir), *options]
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("Saddle is at http"), line + process.stdout.read()
    try:
        yield Served(process, line.split()[3])
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(30)
        process.stdout.close()
