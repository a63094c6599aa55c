"""A class: 300 students, each with a GAN of their own at 10 frames a second, everything on two cores.

Server, worker and all the clients share the two cores. Every run is the page's default one, at its default pace of 120
rounds a second, which two cores cannot keep for 300: how many of them the slowest run gets is what is measured.
"""

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

import psutil

from tests.bench.clients import Client, connect, keep_pulling
from tests.server.serving import Served, serving

Say = Callable[[str], None]

STUDENTS = 300
RATE = 10.0  # frames a second that each asks for
ARRIVAL = 6.0  # s over which they come
SETTLE = 4.0  # s after the last has come
WINDOW = 30.0  # s
CORES = 2


def measure(quick: bool, say: Say) -> dict[str, Any]:
    """rounds_min and fps_min a second, rss_mb; beside them medians and the cores that each side used."""
    if hasattr(os, "sched_setaffinity"):  # all that is started from here on inherits it
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    with TemporaryDirectory() as folder, serving(Path(folder)) as served:
        return asyncio.run(lesson(served, *((30, 5.0) if quick else (STUDENTS, WINDOW)), say))


async def lesson(served: Served, students: int, window: float, say: Say) -> dict[str, Any]:
    recipe = served.get("api/catalogue").json()["default"]
    clients: list[Client] = []
    pulling: list[asyncio.Task[None]] = []
    for seed in range(1, students + 1):
        client = await connect(served.url)
        await client.ask("create", recipe=recipe | {"seed": seed})
        clients.append(client)
        pulling.append(asyncio.create_task(keep_pulling(clients[-1:], RATE)))
        await asyncio.sleep(ARRIVAL / STUDENTS)
    for task in pulling:
        task.cancel()
    pulling = [asyncio.create_task(keep_pulling(clients, RATE))]
    say(f"{students} students are here")
    await asyncio.sleep(SETTLE)
    figures = await watch(served, clients, window)
    for task in pulling:
        task.cancel()
    for client in clients:
        client.close()
    say(", ".join(f"{name} {value}" for name, value in figures.items()))
    return figures


async def watch(served: Served, clients: list[Client], window: float) -> dict[str, Any]:
    """What happens within so many seconds."""
    seen: list[tuple[float, int]] = [(0.0, 0)] * len(clients)  # when a client's newest frame came, and its step
    for i, client in enumerate(clients):
        client.arrived = lambda i=i, client=client: seen.__setitem__(i, (perf_counter(), client.step))  # type: ignore[misc]
    await asyncio.sleep(2 / RATE)
    before, frames, used = list(seen), [client.frames for client in clients], cores_used(served)
    start = perf_counter()
    await asyncio.sleep(window)
    seconds = perf_counter() - start
    rounds = [(b[1] - a[1]) / max(b[0] - a[0], 1e-9) for a, b in zip(before, seen, strict=True)]
    fps = [(client.frames - n) / seconds for client, n in zip(clients, frames, strict=True)]
    return {
        "rounds_min": round(min(rounds), 1),
        "fps_min": round(min(fps), 2),
        "rss_mb": round(memory(served) / 2**20),
        "rounds_median": round(median(rounds), 1),
        "fps_median": round(median(fps), 2),
        "students": len(clients),
    } | {name: round((b - used[name]) / seconds, 2) for name, b in cores_used(served).items()}


def cores_used(served: Served) -> dict[str, float]:
    """Processor time so far of the server, of its workers and of all the clients, in seconds."""

    def busy(process: psutil.Process) -> float:
        times = process.cpu_times()
        return times.user + times.system

    server, workers = psutil.Process(served.process.pid), served.children()
    return {
        "cores_server": busy(server),
        "cores_workers": sum(map(busy, workers)),
        "cores_clients": process_time(),
    }


def memory(served: Served) -> int:
    """Bytes of the server and its workers, the one in reserve too; on Linux shared pages are shared out (PSS)."""
    processes = [psutil.Process(served.process.pid), *served.children()]
    if sys.platform == "linux":
        return sum(process.memory_full_info().pss for process in processes)
    return sum(process.memory_info().rss for process in processes)
