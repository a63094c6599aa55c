"""Questions about a run travel as commands, and know no kind of runs."""

import subprocess
import sys

from server.protocol.commands import COMMAND, Generate
from server.protocol.queries import Query, Trace


def test_a_query_is_a_command_about_a_run() -> None:
    command = COMMAND.validate_json('{"type": "trace", "run": "a", "ref": 3}')
    assert command == Trace(run="a", ref=3)
    assert isinstance(command, Query)
    assert issubclass(Generate, Query)


def test_a_worker_is_started_without_pytorch_though_it_will_be_asked() -> None:
    code = "import sys; import server.workers.process; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
