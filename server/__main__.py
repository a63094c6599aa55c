"""`saddle` or `python -m server`: start the server, print its address, open the browser."""

import argparse
import os
import socket
import sys
import webbrowser
from contextlib import suppress
from pathlib import Path

from server.settings import Settings

DATA = "folder with MNIST, Fashion-MNIST or CIFAR-10 that is there already: looked at before a download, only read"
DRAIN = 2  # s that open connections have when the server stops


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="saddle", description="An interactive browser playground for GANs.")
    parser.add_argument("--host", help="address to listen on; 0.0.0.0 for the whole network (default 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to listen on, 0 for any free one (default 8000)")
    parser.add_argument(
        "--data-dir", type=Path, help="folder where Saddle keeps runs, uploads and downloads (default ./data)"
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help=DATA)
    parser.add_argument("--device", choices=("auto", "cpu", "cuda", "mps"), help="where GANs train (default auto)")
    parser.add_argument("--no-browser", dest="browser", action="store_false", default=None, help="open no browser")
    return parser


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; exits with one sentence when that is not possible."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Not socket.create_server: asyncio sends without delay (Nagle) only where the protocol is named.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":  # elsewhere it would let two servers share a port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(2048)
        return listening
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        sys.exit(f"saddle: cannot listen on {host} port {port}: {reason}. Another --port may be free.")
    except OverflowError:
        sys.exit(f"saddle: there is no port {port}; ports are 0 … 65535.")


def address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}/"


def main() -> None:
    arguments = {name: value for name, value in vars(parser().parse_args()).items() if value is not None}
    # Before torch is imported: one thread that never spins.
    os.environ |= {"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE"}
    settings = Settings(**arguments)
    if settings.data is not None and not settings.data.is_dir():
        sys.exit(f"saddle: there is no folder {settings.data} (--data).")
    serve(settings, listen(settings.host, settings.port))


def serve(settings: Settings, listening: socket.socket) -> None:
    """Until a signal comes."""
    import uvicorn

    from server.app import create_app
    from server.protocol.limits import MAX_COMMAND_BYTES
    from server.sockets.lingering import LingeringProtocol
    from server.workers.device import DeviceError

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            url = address(listening)
            print(f"Saddle is at {url}  (Ctrl-C stops it)", flush=True)
            if settings.browser:
                webbrowser.open(url)

    try:
        app = create_app(settings)
    except DeviceError as missing:
        sys.exit(f"saddle: {missing}")
    # The reader thread and the event loop hand the interpreter to each other thousands of times a second.
    sys.setswitchinterval(0.0005)
    config = uvicorn.Config(
        app,
        ws=LingeringProtocol,
        ws_per_message_deflate=False,
        ws_max_size=MAX_COMMAND_BYTES,
        timeout_graceful_shutdown=DRAIN,
        log_level="warning",
    )
    # uvicorn raises SIGINT again at its end, which does nothing where the shell started us with SIGINT ignored.
    with suppress(KeyboardInterrupt):
        Server(config).run(sockets=[listening])
    print("Saddle has stopped.")


if __name__ == "__main__":
    main()
