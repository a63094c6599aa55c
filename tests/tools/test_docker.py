"""docker-compose.yml: what can be tested of it without an engine."""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from server.__main__ import parser
from tests.server.serving import serving

ROOT = Path(__file__).parent.parent.parent
FILE = ROOT / "docker-compose.yml"
INSTRUCTIONS = {"FROM", "WORKDIR", "COPY", "RUN", "ARG", "USER", "VOLUME", "EXPOSE", "CMD"}


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["services"]
    return found


def dockerfile(service: dict[str, Any]) -> list[tuple[str, str]]:
    """Instructions with their arguments."""
    lines = service["build"]["dockerfile_inline"].splitlines()
    return [(words[0], words[-1]) for line in lines if (words := line.split(maxsplit=1))]


def test_it_is_as_the_compose_specification_says() -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(FILE)]
    done = subprocess.run(check, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


def test_one_service_on_the_cpu_and_one_with_a_gpu_in_a_profile(services: dict[str, Any]) -> None:
    assert [name for name, service in services.items() if "profiles" not in service] == ["saddle"]
    gpu = services["gpu"]
    assert gpu["profiles"] == ["gpu"]
    (device,) = gpu["deploy"]["resources"]["reservations"]["devices"]
    assert device["capabilities"] == ["gpu"]
    assert services["saddle"]["build"]["args"]["PIP_EXTRA_INDEX_URL"].endswith("/cpu")
    assert not gpu["build"]["args"]["PIP_EXTRA_INDEX_URL"]
    assert dockerfile(gpu) == dockerfile(services["saddle"])


def test_the_dockerfile_ends_as_another_user_than_root_who_owns_the_volume(services: dict[str, Any]) -> None:
    steps = dockerfile(services["saddle"])
    assert {instruction for instruction, _ in steps} <= INSTRUCTIONS
    assert ("USER", "saddle") in steps
    assert ("VOLUME", "/data") in steps
    assert services["saddle"]["volumes"] == ["data:/data"]
    assert any(f"--owner {'saddle'} /data" in argument for _, argument in steps)


def test_its_command_is_one_that_the_server_takes(services: dict[str, Any]) -> None:
    ((_, command),) = [step for step in dockerfile(services["saddle"]) if step[0] == "CMD"]
    program, *arguments = yaml.safe_load(command)
    scripts = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert re.search(rf'^{program} = "server.__main__:main"$', scripts, re.M)
    options = parser().parse_args(arguments)
    assert (options.host, options.browser, options.data_dir) == ("0.0.0.0", False, Path("/data"))
    (port,) = services["saddle"]["ports"]
    assert port.endswith(f":{options.port}")


def test_its_health_check_tells_a_server_from_none(services: dict[str, Any], tmp_path: Path) -> None:
    kind, _, *arguments = services["saddle"]["healthcheck"]["test"]
    assert kind == "CMD"
    with serving(tmp_path) as served:
        here = [argument.replace("http://127.0.0.1:8000/", served.url) for argument in arguments]
        assert here != arguments, shlex.join(arguments)
        check = [sys.executable, *here]
        assert subprocess.run(check).returncode == 0
        served.kill()
        assert subprocess.run(check, stderr=subprocess.DEVNULL).returncode != 0
