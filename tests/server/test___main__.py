import socket
import subprocess
import sys
from typing import Literal

import pytest
import torch

from server.__main__ import address, listen, parser, serve
from server.settings import Settings
from tests.server.serving import ROOT


def saddle(*options: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "server", "--no-browser", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)


def test_a_port_in_use_is_one_clear_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = saddle("--port", str(port))
    assert done.returncode == 1
    assert done.stderr.startswith(f"saddle: cannot listen on 127.0.0.1 port {port}: ")
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("options", "named"),
    [(["--port", "99999"], "99999"), (["--port", "x"], "--port"), (["--device", "abacus"], "abacus")],
)
def test_options_that_cannot_be_are_refused(options: list[str], named: str) -> None:
    done = saddle(*options)
    assert done.returncode != 0
    assert named in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_not_there_is_one_clear_sentence() -> None:
    done = saddle("--data", "/nowhere/images")
    assert (done.returncode, done.stderr) == (1, "saddle: there is no folder /nowhere/images (--data).\n")


def test_a_device_that_is_not_there_is_one_clear_sentence() -> None:
    missing: Literal["mps", "cuda"] = "cuda" if torch.backends.mps.is_available() else "mps"
    with listen("127.0.0.1", 0) as listening, pytest.raises(SystemExit) as ended:
        serve(Settings(device=missing), listening)
    assert str(ended.value).startswith("saddle: This machine's PyTorch")
    assert f"finds no {missing} device" in str(ended.value)


def test_the_printed_address_is_one_a_browser_can_open() -> None:
    with listen("0.0.0.0", 0) as listening:
        assert address(listening) == f"http://127.0.0.1:{listening.getsockname()[1]}/"
    with listen("127.0.0.1", 0) as listening:
        assert address(listening).startswith("http://127.0.0.1:")


def test_settings_come_from_the_environment_and_the_command_line_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SADDLE_PORT", "8123")
    monkeypatch.setenv("SADDLE_HOST", "0.0.0.0")
    given = {name: value for name, value in vars(parser().parse_args(["--port", "9000"])).items() if value is not None}
    settings = Settings(**given)
    assert (settings.host, settings.port, settings.browser) == ("0.0.0.0", 9000, True)
    assert parser().parse_args(["--no-browser"]).browser is False
