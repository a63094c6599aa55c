"""Finds Chromium for the tests and the benchmark of the page, and installs one where there is none."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MISSING = """No Chromium was found, and none could be installed. Any of these helps:
  * install Chromium or Chrome so that one of {names} is on PATH
  * name it: CHROMIUM=/path/to/chrome
  * python -m playwright install chromium
What was tried:
{tried}"""


class ChromiumError(RuntimeError):
    pass


def chromium() -> str:
    """Path of $CHROMIUM, of one on PATH, of Playwright's own, or of one that this call installs; or ChromiumError."""
    tried: list[str] = []
    for way in (named, on_path, playwrights, installed_by_playwright, installed_by_debian):
        for found in way(tried.append):
            return found
    raise ChromiumError(MISSING.format(names=", ".join(NAMES), tried="\n".join(f"  * {line}" for line in tried)))


def arguments() -> list[str]:
    """Options that Chromium needs here: root has no sandbox, and containers have little shared memory."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ["--disable-dev-shm-usage", *(["--no-sandbox"] if root else [])]


Say = Callable[[str], None]


def named(say: Say) -> Iterator[str]:
    if name := os.environ.get("CHROMIUM"):
        if path := shutil.which(name):
            yield path
        raise ChromiumError(f"CHROMIUM={name} is no program that can be run.")


def on_path(say: Say) -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    say("nothing on PATH")


def playwrights(say: Say) -> Iterator[str]:
    # In a process of its own, because there can be only one Playwright in each.
    ask = "from playwright.sync_api import sync_playwright as p\nwith p() as p: print(p.chromium.executable_path)"
    path = subprocess.run([sys.executable, "-c", ask], capture_output=True, encoding="utf-8").stdout.strip()
    if Path(path).is_file():
        yield path
    say(f"nothing at {path or 'the place that Playwright names'}")


def installed_by_playwright(say: Say) -> Iterator[str]:
    if attempt([sys.executable, "-m", "playwright", "install", "chromium"], say):
        yield from playwrights(say)


def installed_by_debian(say: Say) -> Iterator[str]:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        say("apt-get is for root on Debian")
        return
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    if attempt(["apt-get", "update"], say, **quiet) and attempt(["apt-get", "install", "-y", "chromium"], say, **quiet):
        yield from on_path(say)


def attempt(command: list[str], say: Say, **environment: str) -> bool:
    """Whether the command succeeded within ten minutes; what it said, if it did not."""
    shown = " ".join(command[-4:])
    try:
        done = subprocess.run(
            command,
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=600,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        say(f"{shown}: {error}")
        return False
    if done.returncode:
        say(f"{shown}: " + " / ".join(done.stdout.strip().splitlines()[-2:]))
    return done.returncode == 0
