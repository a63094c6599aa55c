"""What is to take little time, in milliseconds: a diagnosis, a measure, a density, a replaced worker, a server's end.

Tests assert none of these, because a busy machine is no fault of the code. On a quiet core of 2026 a diagnosis takes
well under 1 ms and a measurement about 1, a killed worker is replaced within 2 s, a server ends within 6 s, and while
an upload is decoded no pull waits for longer than a third of it.
"""

import io
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import Any

import httpx
import numpy as np
import torch
from PIL import Image

from models.diagnosis.history import History
from models.toys.diagnosis.diagnose import diagnosis_of
from models.toys.distributions.gaussians import GaussianGrid
from models.toys.distributions.points import MAX_POINTS, Points, Points1D
from models.toys.engine.run import Run
from models.toys.experiment import Experiment
from models.toys.measures import measure_samples
from tests.models.toys.columns import CURVE
from tests.models.toys.diagnosis.made import PLAIN
from tests.server.browser import browser
from tests.server.serving import Served, serving

Say = Callable[[str], None]


def measure(quick: bool, say: Say) -> dict[str, Any]:
    """Milliseconds by name, the least of several tries where a try is short."""
    torch.set_num_threads(1)
    tries = 3 if quick else 30
    waits = {
        "diagnosis_ms": least(diagnosing(), tries),
        "measure_ms": least(measuring(), tries),
        "density_of_points_ms": max(least(density, tries) for density in densities()),
    }
    with TemporaryDirectory() as folder, serving(Path(folder)) as served:
        waits["worker_replaced_ms"] = replacement(served)
        waits |= upload(served, 4 if quick else 24)
    for name in ("SIGINT", "SIGTERM"):
        with TemporaryDirectory() as folder, serving(Path(folder)) as served:
            waits[f"ended_by_{name.lower()}_ms"] = ending(served, name)
    figures = {name: round(value, 2) for name, value in waits.items()}
    for name, value in figures.items():
        say(f"{name}: {value}")
    return figures


def least(work: Callable[[], object], tries: int) -> float:
    work()  # what is worked out once
    times = []
    for _ in range(tries):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return 1000 * min(times)


def diagnosing() -> Callable[[], object]:
    """A diagnosis of a run with a full history and a long curve."""
    run = Run(Experiment.parse("gan", "gaussian_ring"))
    history = History()
    for step in range(100, 10_000, 100):
        history.add(step, PLAIN | {"offset_x": np.sin(step)})
    run.step = 9900
    rows = np.random.default_rng(1).random((2000, len(CURVE)), np.float32)

    return lambda: diagnosis_of(run, rows, history)


def measuring() -> Callable[[], object]:
    data, generator = GaussianGrid(), torch.Generator().manual_seed(1)
    real, fake = data.sample(2500, generator), data.sample(2500, generator)
    return lambda: measure_samples(real, fake, data, data.box())


def densities() -> list[Callable[[], object]]:
    """Of as many points as there may be, on a stage in the plane and on the line; term by term each takes a second."""
    gen = torch.Generator().manual_seed(1)
    plane = Points.model_validate({"points": torch.rand(MAX_POINTS, 2, generator=gen).double().tolist()})
    line = Points1D.model_validate({"points": torch.rand(MAX_POINTS, 1, generator=gen).double().tolist()})
    axis = torch.linspace(0, 1, 48)
    cells, places = torch.cartesian_prod(axis, axis), torch.rand(5000, 1, generator=gen)
    return [lambda: plane.density(cells), lambda: line.density(places)]


def replacement(served: Served) -> float:
    """From the moment when the worker of a run is killed to the run's next frame."""
    while [worker["state"] for worker in served.workers()] != ["ready", "ready"]:
        sleep(0.02)
    with browser(served.url) as visitor:
        visitor.create(speed=100.0)
        while visitor.pull().step < 250:
            pass
        visitor.send_pull(after=visitor.pull().step + 10_000)
        served.active().kill()
        killed = perf_counter()
        visitor.until(state="running")
        visitor.frame()
        return 1000 * (perf_counter() - killed)


def upload(served: Served, images: int) -> dict[str, float]:
    """The longest wait of a pull while the server decodes an upload, and how long the upload takes."""
    noise = np.random.default_rng(1).integers(0, 256, (900, 900, 3), np.uint8)
    content = io.BytesIO()
    Image.fromarray(noise).save(content, "png")
    files: Any = [("files", (f"{i}.png", content.getvalue())) for i in range(images)]
    thread = threading.Thread(
        target=lambda: httpx.post(f"{served.url}api/images/own", files=files, timeout=60).raise_for_status()
    )
    with browser(served.url) as visitor:
        visitor.create(speed=100.0)
        visitor.pull()
        last = start = perf_counter()
        gaps = []
        thread.start()
        while thread.is_alive():
            visitor.pull()
            gaps.append(perf_counter() - last)
            last += gaps[-1]
    return {"longest_pull_in_upload_ms": 1000 * max(gaps), "upload_ms": 1000 * (last - start)}


def ending(served: Served, name: str) -> float:
    """From the signal to the end of a server that trains."""
    with browser(served.url) as visitor:
        visitor.create(speed=None)
        visitor.pull()
        start = perf_counter()
        served.process.send_signal(getattr(signal, name))
        served.process.wait(30)
        return 1000 * (perf_counter() - start)
