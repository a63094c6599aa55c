"""The application: routes, and workers that live as long as it does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from importlib.metadata import PackageNotFoundError, version

import torch
from fastapi import FastAPI, WebSocket
from fastapi.middleware.gzip import GZipMiddleware

from server.kinds import KINDS
from server.protocol.messages import Welcome
from server.rest import catalogue, docs, health, points, readings, samples, saved_runs, sheets, uploads
from server.rest import runs as made_runs
from server.rest.limits import BodyLimit
from server.rest.pages import add_pages
from server.runs import receive
from server.runs.registry import Runs
from server.settings import Settings
from server.sockets.socket import converse
from server.storage.keeper import Keeper
from server.storage.store import Store, sqlite_url
from server.workers.device import resolve
from server.workers.pool import WorkerPool

LOOK_EVERY = 5.0  # s between two looks for runs that nobody watches

RESOURCES = (health, catalogue, made_runs, readings, points, samples, sheets, uploads, saved_runs, docs)


def package_version() -> str:
    try:
        return version("saddle")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0"


def create_app(settings: Settings) -> FastAPI:
    specs = {kind: kind.write_spec(settings) for kind in KINDS.values()}

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        torch.set_num_threads(1)  # the server only draws thumbnails
        runs = app.state.runs = Runs(settings, lambda kind, order: workers[kind].send(order))
        workers = app.state.workers = {
            kind.name: WorkerPool(
                spec,
                kind.eager,
                partial(receive.receive, runs),
                partial(receive.worker_died, runs, kind.name),
                partial(receive.worker_replaced, runs, kind.name),
            )
            for kind, spec in specs.items()
        }
        keeper = app.state.keeper = Keeper(runs, lambda: Store(settings.database or sqlite_url(settings.data_dir)))
        chores = [
            asyncio.create_task(look_for_unwatched(runs)),
            asyncio.create_task(keeper.keep_now_and_then(settings.keep_days * 86_400)),
        ]
        try:
            yield
        finally:
            for chore in chores:
                chore.cancel()
            await asyncio.gather(*(each.stop() for each in workers.values()))
            await keeper.close()

    app = FastAPI(title="Saddle", version=package_version(), lifespan=lifespan, docs_url=None, redoc_url=None)
    app.state.data_dir, app.state.given = settings.data_dir, settings.data
    app.state.uploads = uploads.Turns()
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(BodyLimit)
    for resource in RESOURCES:
        app.include_router(resource.router)
    add_pages(app, settings.dev)
    welcome = Welcome(version=app.version, device=resolve(settings.device))

    @app.websocket("/ws")
    async def socket(websocket: WebSocket) -> None:
        await converse(websocket, app.state.runs, app.state.keeper, welcome)

    return app


async def look_for_unwatched(runs: Runs) -> None:
    with suppress(asyncio.CancelledError):
        while True:
            await asyncio.sleep(LOOK_EVERY)
            runs.sleep_unwatched()
