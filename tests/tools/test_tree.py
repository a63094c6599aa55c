"""What the checkout holds: its top level, its lock file, its continuous integration, and no other host."""

import json
import os
import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parent.parent.parent
TOP = {"server", "web", "models", "tests", "pyproject.toml", "docker-compose.yml", "README.md", "LICENSE"}
# Names of XML vocabularies, and what libraries cite in comments and error messages: written down, never fetched.
CITED = {"www.w3.org", "w3c.github.io", "svelte.dev", "github.com", "www.unicode.org"}
ADDRESS = re.compile(
    r"""(?:https?|wss?):(?:\\?/){2}[^\s"'`<>)\\]+|(?:src|href)=["']?(//[^\s"'>]+)|url\(["']?(//[^)]+)"""
)


def files() -> list[Path]:
    """What git tracks, or where there is no git, everything."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8")
    names = listed.stdout.split("\0")[:-1] if listed.returncode == 0 else [p.name for p in ROOT.iterdir()]
    return [Path(name) for name in names]


def test_the_top_level_holds_nothing_else() -> None:
    top = {file.parts[0] for file in files()}
    assert {name for name in top if not name.startswith(".")} <= TOP


def test_the_lock_file_names_no_host() -> None:
    lock = (ROOT / "web" / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(lock)["packages"]
    assert len(packages) > 50
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert all("integrity" in package for name, package in packages.items() if name)


def test_the_page_loads_nothing_from_another_host() -> None:
    pages = [ROOT / "web" / "index.html", *(ROOT / "web" / "dist").rglob("*.*")]
    texts = [page for page in pages if page.suffix in {".html", ".js", ".css", ".json", ".svg"}]
    assert len(texts) > 3, "web/dist is not built: run `pip install -e .` again"
    for page in texts:
        for match in ADDRESS.finditer(page.read_text(encoding="utf-8")):
            host = urlsplit(next(group for group in (*match.groups(), match.group()) if group)).hostname
            assert host in CITED, f"{page.name}: {match.group()}"


@pytest.mark.skipif(os.name != "posix", reason="elsewhere files carry no such bit")
def test_continuous_integration_runs_the_test_command_of_the_readme() -> None:
    run = ROOT / ".ci" / "run"
    commands = re.findall(r"^ {4}(python3 -m venv .*)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M)
    tests = [command for command in commands if command.endswith("pytest")]
    assert len(tests) == 1
    assert tests[0] in run.read_text(encoding="utf-8").splitlines()
    assert os.access(run, os.X_OK)
    subprocess.run(["bash", "-n", str(run)], check=True)
