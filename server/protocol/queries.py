"""Questions about a run, which its worker answers with a message. They know no kind of runs.

What is asked of images needs their tools, and stands in commands.py.
"""

from typing import Literal

from server.protocol.base import RunId, Wire


class Addressed(Wire):
    ref: int | None = None


class RunCommand(Addressed):
    run: RunId


class Query(RunCommand):
    """A question about a run. Its worker answers it with a message; nothing changes."""


class Trace(Query):
    """Show the next step of this run in slow motion: its sub-steps, with the numbers it will have; nothing changes."""

    type: Literal["trace"] = "trace"
