"""One browser's WebSocket: commands in, messages and frames out."""

import asyncio
from contextlib import suppress

from fastapi import WebSocket, WebSocketDisconnect

from server.protocol.commands import Open
from server.protocol.messages import Error, Welcome
from server.protocol.parsing import parse_command
from server.protocol.refusal import RefusedError
from server.runs.commands import obey
from server.runs.registry import Runs
from server.runs.watcher import Watcher
from server.storage.keeper import Keeper


async def converse(websocket: WebSocket, runs: Runs, keeper: Keeper, welcome: Welcome) -> None:
    """Serve one browser until it goes. Whatever it sends, others are not disturbed."""
    await websocket.accept()
    watcher = Watcher()
    watcher.put(welcome.model_dump_json())
    sender = asyncio.create_task(send(websocket, watcher))
    try:
        await receive(websocket, runs, keeper, watcher)
    finally:
        sender.cancel()
        runs.disconnect(watcher)


async def receive(websocket: WebSocket, runs: Runs, keeper: Keeper, watcher: Watcher) -> None:
    while True:
        message = await websocket.receive()
        if message["type"] == "websocket.disconnect":
            return
        command = parse_command(message.get("text") or message.get("bytes") or "")
        if isinstance(command, Error):
            watcher.put(command.model_dump_json())
            continue
        try:
            if isinstance(command, Open):
                await keeper.revive(command.run)
            obey(runs, watcher, command)
        except RefusedError as refused:
            watcher.put(refused.error.model_copy(update={"ref": command.ref}).model_dump_json())


async def send(websocket: WebSocket, watcher: Watcher) -> None:
    with suppress(WebSocketDisconnect, RuntimeError):  # the browser has gone; receive() notices too
        while True:
            for message in await watcher.take():
                if isinstance(message, bytes):
                    await websocket.send_bytes(message)
                else:
                    await websocket.send_text(message)
