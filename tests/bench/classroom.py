"""A class: 300 students, each with a GAN of their own at 10 frames a second, everything on two cores.

Server, worker and all the clients share the two cores. Two lessons: in one every run is the page's default, in the
other it has GAN Lab's default network. All want 120 steps a second, the page's usual pace, which is more than there
is: what the slowest gets is measured.
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
from tests.bench.toys import GAN_LAB
from tests.server.serving import Served, serving

Say = Callable[[str], None]

STUDENTS = 300
RATE = 10.0  # frames a second that each asks for
ARRIVAL = 6.0  # s over which they come
SETTLE = 4.0  # s after the last has come
WINDOW = 30.0  # s
CORES = 2


def measure(quick: bool, say: Say) -> dict[str, Any]:
    """steps_min and fps_min a second and rss_mb, of the page's default; under gan_lab those of GAN Lab's network."""
    if hasattr(os, "sched_setaffinity"):  # all that is started from here on inherits it
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    students, window = (30, 5.0) if quick else (STUDENTS, WINDOW)
    figures = []
    for name, knobs in (("the page's default", {}), ("GAN Lab's default network", GAN_LAB)):
        with TemporaryDirectory() as folder, serving(Path(folder)) as served:
            recipe = served.get("api/catalogue").json()["default"]
            recipe["knobs"] |= knobs
            figures.append(asyncio.run(lesson(served, recipe, students, window)))
        say(f"{name}: " + ", ".join(f"{key} {value}" for key, value in figures[-1].items()))
    return figures[0] | {"gan_lab": figures[1]}


async def lesson(served: Served, recipe: dict[str, Any], students: int, window: float) -> dict[str, Any]:
    clients: list[Client] = []
    pulling = asyncio.create_task(keep_pulling(clients, RATE))
    for seed in range(1, students + 1):
        client = await connect(served.url)
        await client.ask("create", recipe=recipe | {"seed": seed})
        clients.append(client)
        await asyncio.sleep(ARRIVAL / STUDENTS)
    await asyncio.sleep(SETTLE)
    figures = await watch(served, clients, window)
    pulling.cancel()
    for client in clients:
        client.close()
    return figures


async def watch(served: Served, clients: list[Client], window: float) -> dict[str, Any]:
    """What happens within so many seconds."""
    seen: dict[Client, tuple[float, int]] = {}  # when a client's newest frame came, and its step
    for client in clients:
        client.arrived = lambda client=client: seen.__setitem__(client, (perf_counter(), client.step))  # type: ignore[misc]
    while len(seen) < len(clients):
        await asyncio.sleep(0.1)
    before, pictures, used = dict(seen), [client.pictures for client in clients], cores_used(served)
    start = perf_counter()
    await asyncio.sleep(window)
    seconds = perf_counter() - start
    steps = [pace(before[client], seen[client]) for client in clients]
    fps = [(client.pictures - n) / seconds for client, n in zip(clients, pictures, strict=True)]
    return {
        "steps_min": round(min(steps), 1),
        "fps_min": round(min(fps), 2),
        "rss_mb": round(memory(served) / 2**20),
        "steps_median": round(median(steps), 1),
        "fps_median": round(median(fps), 2),
        "students": len(clients),
    } | {name: round((b - used[name]) / seconds, 2) for name, b in cores_used(served).items()}


def pace(first: tuple[float, int], last: tuple[float, int]) -> float:
    """Steps a second between two frames; none when no second one came."""
    return (last[1] - first[1]) / (last[0] - first[0]) if last[0] > first[0] else 0.0


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
