"""Where the browser comes from: found in a given order, installed where there is none, never silently missing."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser import chromium as finding
from tests.browser.chromium import ChromiumError, chromium


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without any browser; programs put into this folder are on PATH."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "none"))
    return tmp_path


def program(folder: Path, name: str) -> str:
    file = folder / (f"{name}.exe" if os.name == "nt" else name)
    file.touch(0o755)
    return str(file)


def recorder(commands: list[str], done: Callable[[str], bool]) -> Callable[..., bool]:
    """In place of `attempt`: keeps the command and says whether it succeeded."""

    def attempt(command: list[str], say: finding.Say, **environment: str) -> bool:
        commands.append(" ".join(command))
        say(f"{command[0]} was tried")
        return done(commands[-1])

    return attempt


def test_the_one_that_is_named_comes_first(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare, "chromium")
    monkeypatch.setenv("CHROMIUM", sys.executable)
    assert chromium() == sys.executable


def test_a_wrong_name_is_said_and_nothing_else_is_taken(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare, "chromium")
    monkeypatch.setenv("CHROMIUM", "/nowhere/chrome")
    with pytest.raises(ChromiumError, match="/nowhere/chrome"):
        chromium()


def test_then_one_on_the_path(bare: Path) -> None:
    chrome = program(bare, "google-chrome")
    assert chromium() == chrome
    free = program(bare, "chromium")
    assert chromium() == free


def test_then_playwright_and_then_debian_install_one(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare, "apt-get")
    commands: list[str] = []

    def done(command: str) -> bool:
        if command == "apt-get install -y chromium":
            program(bare, "chromium")
        return command.startswith("apt-get")

    monkeypatch.setattr(finding, "attempt", recorder(commands, done))
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    assert chromium() == str(bare / "chromium")
    assert commands[0].endswith("-m playwright install chromium")
    assert commands[1:] == ["apt-get update", "apt-get install -y chromium"]


def test_where_nothing_helps_the_error_says_what_would(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare, "apt-get")
    monkeypatch.setattr(finding, "attempt", recorder([], lambda command: False))
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    with pytest.raises(ChromiumError, match=r"(?s)CHROMIUM=/path.*nothing on PATH.*apt-get was tried"):
        chromium()


def test_a_failed_command_leaves_its_last_words(bare: Path) -> None:
    said: list[str] = []
    assert not finding.attempt([sys.executable, "-c", "raise SystemExit('no room left')"], said.append)
    assert not finding.attempt(["/nowhere/program"], said.append)
    assert "no room left" in said[0]
    assert "/nowhere/program" in said[1]
    assert finding.attempt([sys.executable, "-c", ""], said.append)
    assert len(said) == 2
