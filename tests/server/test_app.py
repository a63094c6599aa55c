"""The application: what it is made of, and that it wakes and stops with its workers."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from server import app as module
from server.app import create_app, look_for_unwatched, package_version
from server.kinds import KINDS
from server.settings import Settings


def test_it_lives_as_long_as_its_workers(tmp_path: Path) -> None:
    app = create_app(Settings(data_dir=tmp_path, device="cpu", browser=False))

    async def live() -> tuple[dict[str, Any], list[Any]]:
        async with app.router.lifespan_context(app):
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as client:
                health = (await client.get("/api/health")).json()
                assert (await client.get("/api/catalogue")).status_code == 200
            return health, [process.process for pool in app.state.workers.values() for _, process in pool.processes]

    health, processes = asyncio.run(live())
    assert (health["status"], health["version"], health["runs"]) == ("ok", package_version(), 0)
    assert {worker["kind"] for worker in health["workers"]} == {name for name, kind in KINDS.items() if kind.eager}
    assert set(app.state.workers) == set(KINDS)
    assert processes
    assert not any(process.is_alive() for process in processes)


def test_it_looks_for_runs_that_nobody_watches_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []

    class Runs:
        def sleep_unwatched(self) -> None:
            looks.append(1)
            if len(looks) == 3:
                asyncio.current_task().cancel()  # type: ignore[union-attr]

    monkeypatch.setattr(module, "LOOK_EVERY", 0.0)
    asyncio.run(look_for_unwatched(Runs()))  # type: ignore[arg-type]
    assert len(looks) == 3
