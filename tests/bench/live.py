"""What one who turns a knob waits, how many pictures a second they get, and what watchers cost the training.

One run of the page's default GAN at full speed on the real server, over the loopback.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import httpx

from tests.bench.clients import Client, connect, watching
from tests.server.serving import serving

Say = Callable[[str], None]

TUNES = 240
PAUSE = (0.02, 0.12)  # s between a frame and the next tune, drawn evenly
WATCHERS = (0, 1, 50)
RATE = 10.0  # frames a second of a watcher
TURN = 2.0  # s that each number of watchers is measured in its turn
TURNS = 9


def measure(quick: bool, say: Say) -> dict[str, Any]:
    """Milliseconds tune_ms_p50 and tune_ms_p95, fps with one pull under way and with two, watchers_ratio_50."""
    with TemporaryDirectory() as folder, serving(Path(folder)) as served:
        recipe = served.get("api/catalogue").json()["default"]
        return asyncio.run(alone(served.url, recipe, quick, say))


async def alone(url: str, recipe: dict[str, Any], quick: bool, say: Say) -> dict[str, Any]:
    client = await connect(url)
    run = await client.ask("create", recipe=recipe, speed=None)
    fps = {1: [0.0], 2: [0.0]}
    await frames_a_second(client, 1, 1.0)  # warm up
    for _ in range(2 if quick else 5):
        for pulls in fps:
            fps[pulls].append(await frames_a_second(client, pulls, 1.0 if quick else 3.0))
    rates = {pulls: median(found[1:]) for pulls, found in fps.items()}
    say(f"frames a second: {rates[1]:.0f}, with two pulls under way {rates[2]:.0f}")
    tunes = await tune_latencies(client, run["version"], 20 if quick else TUNES)
    cuts = quantiles(tunes, n=20)
    say(f"from a tune to its first frame: median {cuts[9]:.1f} ms, 95 % within {cuts[18]:.1f} ms, all {max(tunes):.1f}")
    client.close()
    figures = {"tune_ms_p50": round(cuts[9], 1), "tune_ms_p95": round(cuts[18], 1), "tunes": len(tunes)}
    figures |= {"fps": round(rates[1], 1), "fps_two_pulls": round(rates[2], 1)}
    return figures | await watchers(url, run["run"], 2 if quick else TURNS, 1.0 if quick else TURN, say)


async def frames_a_second(client: Client, pulls: int, seconds: float) -> float:
    """New pictures that come when so many pulls are always under way; two may be answered by the same."""
    client.arrived = client.pull
    while client.pulls < pulls:
        client.pull()
    pictures, start = client.pictures, perf_counter()
    await asyncio.sleep(seconds)
    rate = (client.pictures - pictures) / (perf_counter() - start)
    client.arrived = lambda: None
    while client.pulls:
        await asyncio.sleep(0.001)
    return rate


async def tune_latencies(client: Client, version: int, times: int) -> list[float]:
    """Milliseconds from sending a tune to holding the first frame made with it, while frames stream at full rate."""
    shown = asyncio.Event()

    def arrived() -> None:
        client.pull()
        if client.version >= version:
            shown.set()

    client.arrived = arrived
    client.pull()
    draw, found = random.Random(1), []
    for i in range(times):
        await asyncio.sleep(draw.uniform(*PAUSE))
        shown.clear()
        version += 1
        start = perf_counter()
        client.send("tune", run=client.run, knobs={"lr_d": 1e-3 * (1 + i % 2)})
        await asyncio.wait_for(shown.wait(), 10)
        found.append((perf_counter() - start) * 1000)
    client.arrived = lambda: None
    return found


async def watchers(url: str, run: str, turns: int, seconds: float, say: Say) -> dict[str, Any]:
    """Steps a second of the run with so many watchers, in turns; the ratio is taken within each turn."""
    found: dict[int, list[float]] = {n: [] for n in WATCHERS}
    async with httpx.AsyncClient(base_url=url) as http:

        async def step() -> int:
            told: int = (await http.get(f"api/runs/{run}")).json()["step"]
            return told

        for turn in range(turns):
            for n in WATCHERS[turn % len(WATCHERS) :] + WATCHERS[: turn % len(WATCHERS)]:
                async with watching(url, run, n, RATE):
                    await asyncio.sleep(0.3)
                    found[n].append(await steps_a_second(step, seconds))
    ratios = {n: median(w / none for w, none in zip(found[n], found[0], strict=True)) for n in WATCHERS}
    for n in WATCHERS:
        say(f"{n:3} watchers: {median(found[n]):6.0f} steps/s, {ratios[n]:.3f} of those without")
    figures = {f"watchers_ratio_{n}": round(ratios[n], 3) for n in WATCHERS if n}
    return figures | {"steps": round(median(found[0]))}


async def steps_a_second(step: Callable[[], Awaitable[int]], seconds: float) -> float:
    """The server learns of the steps in portions: from one portion to a later one."""

    async def next_portion() -> tuple[float, int]:
        before = await step()
        while (now := await step()) == before:
            await asyncio.sleep(0.002)
        return perf_counter(), now

    t0, first = await next_portion()
    await asyncio.sleep(seconds)
    t1, last = await next_portion()
    return (last - first) / (t1 - t0)
