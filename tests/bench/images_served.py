"""What an image run reaches on the real server, with one browser that watches it; what toys lose beside one; and how
soon G answers while it trains.
"""

import asyncio
import random
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from torch import Tensor

from models.images.compute import best_device
from models.images.datasets import DATA, Images
from models.images.judging.classifier import FOLDER
from tests.bench.clients import IMAGE_LAYERS, LAYERS, Client, connect, keep_pulling
from tests.bench.live import steps_a_second
from tests.bench.plain_dcgan import PlainDCGAN
from tests.server.serving import serving

Say = Callable[[str], None]

RATE = 10.0  # pictures a second that each browser asks for
TURN = 4.0  # s that each contestant is measured in its turn
TURNS = 9
WARM = 40  # steps
QUESTIONS = 200
DCGAN = {"variant": "dcgan", "data": "digits"}  # all else as it is by default, 32 pixels


def speed(quick: bool, say: Say, images: Images) -> dict[str, Any]:
    """Steps a second of DCGAN in a run on the server and of the plain loop, which take turns; and their ratio.

    The server has judged these images before: learning to do so takes half a minute once, beside the first run.
    """
    with TemporaryDirectory() as folder, serving(Path(folder)) as served:
        shutil.copytree(DATA / FOLDER, Path(folder) / FOLDER)
        return asyncio.run(_speed(served.url, images.train, 2 if quick else TURNS, 0.5 if quick else TURN, say))


def toys_kept(quick: bool, say: Say) -> dict[str, Any]:
    """Steps a second of the page's first toy with an image run beside it, against without, which take turns."""
    with TemporaryDirectory() as folder, serving(Path(folder)) as served:
        toy = served.get("api/catalogue").json()["default"]
        return asyncio.run(_toys_kept(served.url, toy, 2 if quick else TURNS, 0.5 if quick else TURN, say))


def asked(quick: bool, say: Say) -> dict[str, Any]:
    """Milliseconds until an image of a plane, and ten images of a path, are there while the run trains."""
    with TemporaryDirectory() as folder, serving(Path(folder)) as served:
        return asyncio.run(_asked(served.url, 5 if quick else QUESTIONS, say))


async def _asked(url: str, times: int, say: Say) -> dict[str, Any]:
    draw, figures = random.Random(1), dict[str, Any]()
    async with training(url, DCGAN, IMAGE_LAYERS) as client:
        await until(client, WARM)
        for name in ("plane", "path"):
            found = []
            for _ in range(times):
                await asyncio.sleep(draw.uniform(0.02, 0.12))
                at = [draw.uniform(-2, 2), draw.uniform(-2, 2)]
                place = draw.randrange(64)
                what = {"type": "plane", "at": at} if name == "plane" else {"type": "path", "a": place, "b": 63 - place}
                start = perf_counter()
                answer = await client.ask("generate", run=client.run, what=what)
                found.append((perf_counter() - start) * 1000)
                assert answer["type"] == "generated"
            cuts = quantiles(found, n=20)
            figures |= {f"{name}_ms_p50": round(cuts[9], 1), f"{name}_ms_p95": round(cuts[18], 1)}
    say(f"G is asked while it trains: {figures}")
    return figures


async def _speed(url: str, images: Tensor, turns: int, seconds: float, say: Say) -> dict[str, Any]:
    plain = PlainDCGAN(images, 5, best_device())
    async with training(url, DCGAN, IMAGE_LAYERS) as client:
        await until(client, WARM)
        await client.ask("pause", run=client.run)
        found = []
        for turn in range(turns):
            rates = {}
            for who in ("served", "plain") if turn % 2 else ("plain", "served"):
                rates[who] = await played(client, seconds) if who == "served" else plain_rate(plain, seconds)
            found.append(rates)
    figures = {f"steps_per_s_{who}": round(median(rates[who] for rates in found), 1) for who in ("served", "plain")}
    ratio = {"speed_ratio": round(median(rates["served"] / rates["plain"] for rates in found), 2)}
    say(f"On the server: {ratio | figures}")
    return ratio | {"steps_per_s_served": figures["steps_per_s_served"]}


async def _toys_kept(url: str, toy: dict[str, Any], turns: int, seconds: float, say: Say) -> dict[str, Any]:
    async with training(url, DCGAN, IMAGE_LAYERS) as images, training(url, toy, LAYERS) as toys:
        await until(images, WARM)
        found = []
        for turn in range(turns):
            rates = {}
            for beside in (True, False) if turn % 2 else (False, True):
                await images.ask("play" if beside else "pause", run=images.run)
                await asyncio.sleep(0.3)
                rates[beside] = await shown(toys, seconds)
            found.append(rates)
    kept = round(median(rates[True] / rates[False] for rates in found), 3)
    alone = round(median(rates[False] for rates in found))
    say(f"A toy run beside an image run: {kept} of its {alone} steps a second")
    return {"toys_kept": kept, "toy_steps_per_s": alone}


@asynccontextmanager
async def training(url: str, recipe: dict[str, Any], layers: list[str]) -> AsyncIterator[Client]:
    """One run at full speed, and the browser that watches it."""
    client = await connect(url)
    client.layers = layers
    await client.ask("create", recipe=recipe, speed=None)
    pulls = asyncio.create_task(keep_pulling([client], RATE))
    try:
        yield client
    finally:
        pulls.cancel()
        client.close()


async def until(client: Client, step: int) -> None:
    while client.step < step:
        await asyncio.sleep(0.05)


async def played(client: Client, seconds: float) -> float:
    """Let a paused run train for so long; its steps a second."""
    await client.ask("play", run=client.run)
    rate = await shown(client, seconds)
    await client.ask("pause", run=client.run)
    return rate


async def shown(client: Client, seconds: float) -> float:
    """Steps a second, from one new picture to a later one."""

    async def step() -> int:
        return client.step

    return await steps_a_second(step, seconds)


def plain_rate(plain: PlainDCGAN, seconds: float) -> float:
    """Steps a second of the plain loop, while nothing else of ours trains."""
    start, steps = perf_counter(), 0
    while perf_counter() - start < seconds:
        plain()
        steps += plain.steps
    return steps / (perf_counter() - start)
